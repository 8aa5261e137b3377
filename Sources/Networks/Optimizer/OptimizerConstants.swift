extension Optimizer {
    /// The constants of a rule besides its learning rate; nil for those that it does not have.
    public struct Constants: Hashable, Sendable {
        /// The decay rate of the mean of the gradients (β₁).
        public var beta1: Double?
        /// The decay rate of the mean, or the maximum, of the squared gradients (β₂).
        public var beta2: Double?
        /// The decay rate of the mean of squares (ρ), in rules with a single decay rate.
        public var rho: Double?
        /// The constant that keeps quotients finite (ε).
        public var epsilon: Double?
        /// The initial sum of squares.
        public var firstMoment: Double?
    }
}

extension Optimizer.Rule {
    /// The constants besides the learning rate: those of Keras 3.
    public var constants: Optimizer.Constants {
        switch self {
        case .sgd: .init()
        case .rmsprop: .init(rho: 0.9, epsilon: 1e-7)
        case .adagrad: .init(epsilon: 1e-7, firstMoment: 0.1)
        case .adadelta: .init(rho: 0.95, epsilon: 1e-7)
        case .adam, .adamw, .adamax, .nadam: .init(beta1: 0.9, beta2: 0.999, epsilon: 1e-7)
        case .lion: .init(beta1: 0.9, beta2: 0.99)
        }
    }
}
