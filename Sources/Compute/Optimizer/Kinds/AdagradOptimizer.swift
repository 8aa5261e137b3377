import Kernels

extension Optimizer.Rule {
    /// The gradient divided by the root of the sum of its squares (Duchi, Hazan and Singer, 2011)
    public static let adagrad = Self(
        "adagrad", keras: "Adagrad", .init(epsilon: 1e-7, firstMoment: 0.1), moments: { _ in 1 }
    ) { _, factors, to in
        step_adagrad(to.weights, to.gradient, to.moments, to.count, factors.rate, factors.keep, factors.epsilon)
    }
}
