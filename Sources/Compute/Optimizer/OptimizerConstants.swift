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
