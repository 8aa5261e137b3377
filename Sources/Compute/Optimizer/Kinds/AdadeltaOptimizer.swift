import Kernels

extension Optimizer.Rule {
    /// The gradient times the root mean square of earlier steps, divided by its own (Zeiler, 2012)
    public static let adadelta = Self(
        "adadelta", keras: "Adadelta", .init(rho: 0.95, epsilon: 1e-7), moments: { _ in 2 }
    ) { _, factors, to in
        step_adadelta(
            to.weights, to.gradient, to.moments, to.seconds, to.count, factors.rate, factors.keep, factors.rho,
            factors.epsilon)
    }
}
