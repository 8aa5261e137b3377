extension Optimizer {
    /// The constants of a rule beside its rate; nil for those that the rule does not have.
    public struct Constants: Hashable, Sendable {
        /// The share of the mean of the gradients that each step keeps (β₁).
        public var beta1: Double?
        /// The share of the mean, or the maximum, of the gradients' squares that each step keeps (β₂).
        public var beta2: Double?
        /// The share of the mean of squares that each step keeps (ρ), in rules with one mean of a kind.
        public var rho: Double?
        /// The number that keeps quotients finite (ε).
        public var epsilon: Double?
        /// The sum of squares before the first step.
        public var firstMoment: Double?
    }
}

extension Optimizer.Rule {
    /// The constants beside the rate: those of Keras 3.
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
