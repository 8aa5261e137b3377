import Kernels

extension Optimizer.Rule {
    /// The gradient divided by the root of a moving mean of its square (Hinton, 2012)
    public static let rmsprop = Self(
        "rmsprop", keras: "RMSprop", .init(rho: 0.9, epsilon: 1e-7),
        kerasArguments: { _ in ["momentum": .number(0), "centered": .truth(false)] }, moments: { _ in 1 }
    ) { _, factors, to in
        step_rmsprop(
            to.weights, to.gradient, to.moments, to.count, factors.rate, factors.keep, factors.rho, factors.epsilon)
    }
}
