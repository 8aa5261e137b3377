import Kernels

extension Optimizer.Rule {
    /// Adam with the maximum of |g| instead of g² (Kingma and Ba, 2015)
    public static let adamax = Self(
        "adamax", keras: "Adamax", .init(beta1: 0.9, beta2: 0.999, epsilon: 1e-7), moments: { _ in 2 },
        prepare: { step, factors in factors.rate = Float(step.rate / step.firstShare) }
    ) { _, factors, to in
        step_adamax(
            to.weights, to.gradient, to.moments, to.seconds, to.count, factors.rate, factors.keep, factors.beta1,
            factors.beta2, factors.epsilon)
    }
}
