/// How weights follow their gradients: a rule and its learning rate. Rules and constants are Keras's.
///
/// What is nil is left out where settings are written, so that what was remembered without it stays an answer.
public struct Optimizer: Codable, Hashable, Sendable {
    /// The rules. Each step is one pass over the parameters.
    public enum Rule: String, CaseIterable, Codable, Hashable, Sendable {
        /// w −= rate · g, with or without momentum
        case sgd
        /// g over the root of a moving mean of its square (Hinton, 2012)
        case rmsprop
        /// g over the root of the sum of its squares (Duchi, Hazan and Singer, 2011)
        case adagrad
        /// g times the root mean square of earlier steps over that of g (Zeiler, 2012)
        case adadelta
        /// moving means of g and g², corrected for their start (Kingma and Ba, 2015)
        case adam
        /// Adam whose weights decay by themselves (Loshchilov and Hutter, 2019)
        case adamw
        /// Adam with the greatest |g| in place of g² (Kingma and Ba, 2015)
        case adamax
        /// Adam with Nesterov's momentum (Dozat, 2016)
        case nadam
        /// the sign of a moving mean of g (Chen et al., 2023)
        case lion
    }

    /// The step before, as part of the next one (Polyak, 1964).
    public struct Momentum: Codable, Hashable, Sendable {
        /// The share of the step before, from 0 to below 1.
        public let share: Float
        /// Whether the gradient counts as if the step had been taken already (Nesterov, 1983).
        public let isNesterov: Bool

        private enum CodingKeys: String, CodingKey { case share, isNesterov }

        /// Nil for a share below 0 and from 1.
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
    /// What each step takes off each parameter, times the learning rate (Loshchilov and Hutter, 2019); 0 or more.
    public var weightDecay: Float?

    private enum CodingKeys: String, CodingKey { case rule, learningRate, momentum, weightDecay }

    /// A rule with its usual rate.
    public init(_ rule: Rule) {
        self.rule = rule
        learningRate = rule == .sgd ? 0.01 : 0.001
        if rule == .adamw { weightDecay = 0.004 }
    }

    /// The constants of the rule, which training, the files of Keras and their tests read.
    public var constants: Constants { rule.constants }

    /// Adam with its usual rate.
    public static let adam = Optimizer(.adam)

    /// All of them, with their usual rates.
    public static let all = Rule.allCases.map { Optimizer($0) }

    /// The word in the language, which is Keras's.
    public var name: String { rule.rawValue }

    /// The optimizer with this word and its usual rate; nil for an unknown one.
    public init?(named name: String) {
        guard let rule = Rule(rawValue: name) else { return nil }
        self.init(rule)
    }

    /// How many numbers each parameter has beside it.
    var moments: Int {
        switch rule {
        case .sgd: momentum == nil ? 0 : 1
        case .rmsprop, .adagrad, .lion: 1
        case .adam, .adamw, .adamax, .nadam, .adadelta: 2
        }
    }

    /// What the first of them starts with.
    var momentStart: Float { Float(constants.firstMoment ?? 0) }
}
