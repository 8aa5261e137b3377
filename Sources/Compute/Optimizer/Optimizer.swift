/// An optimizer: an update rule and its learning rate. Rules and constants are Keras's.
///
/// Properties that are nil are not encoded, so that results cached before the property existed remain valid.
public struct Optimizer: Codable, Hashable, Sendable {
    /// Momentum: a fraction of the previous step is added to the next one (Polyak, 1964).
    public struct Momentum: Codable, Hashable, Sendable {
        /// The fraction of the previous step, from 0 to below 1.
        public let share: Float
        /// True for Nesterov momentum: the gradient acts as if the step had already been taken (Nesterov, 1983).
        public let isNesterov: Bool

        private enum CodingKeys: String, CodingKey { case share, isNesterov }

        /// Creates a momentum; nil for a fraction below 0 and from 1.
        public init?(share: Float, isNesterov: Bool = false) {
            guard share >= 0, share < 1 else { return nil }
            self.share = share
            self.isNesterov = isNesterov
        }
    }

    /// The rule.
    public let rule: Rule
    /// The learning rate, above 0.
    public var learningRate: Float
    /// The momentum of `sgd`; other rules have their own.
    public var momentum: Momentum?
    /// The weight decay: the fraction that each step subtracts from each parameter, times the learning rate
    /// (Loshchilov and Hutter, 2019); 0 or more.
    public var weightDecay: Float?

    private enum CodingKeys: String, CodingKey { case rule, learningRate, momentum, weightDecay }

    /// Creates an optimizer with the default learning rate of its rule.
    public init(_ rule: Rule) {
        self.rule = rule
        learningRate = rule.learningRate
        weightDecay = rule.weightDecay
    }

    /// The constants of the rule, used by training, by Keras files and by their tests.
    public var constants: Constants { rule.constants }

    /// Adam with its default learning rate.
    public static let adam = Optimizer(.adam)

    /// All optimizers, with their default learning rates.
    public static let all = Rule.all.map { Optimizer($0) }

    /// The name in the command language, the same as in Keras.
    public var name: String { rule.name }

    /// Creates the optimizer with this name and its default learning rate; nil for an unknown name.
    public init?(named name: String) {
        guard let rule = Rule(named: name) else { return nil }
        self.init(rule)
    }

    /// The number of moments per parameter.
    package var moments: Int { rule.moments(self) }

    /// The initial value of the first moment.
    package var momentStart: Float { Float(constants.firstMoment ?? 0) }
}
