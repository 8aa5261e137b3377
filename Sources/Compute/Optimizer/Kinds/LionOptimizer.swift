import Kernels

extension Optimizer.Rule {
    /// The sign of a moving mean of the gradient (Chen et al., 2023)
    public static let lion = Self(
        "lion", keras: "Lion", .init(beta1: 0.9, beta2: 0.99), moments: { _ in 1 }
    ) { _, factors, to in
        step_lion(
            to.weights, to.gradient, to.moments, to.count, factors.rate, factors.keep, factors.beta1, factors.beta2)
    }
}
