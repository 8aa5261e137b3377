/// How weights follow their gradients: a rule and its learning rate. Rules and constants are Keras's.
public struct Optimizer: Codable, Hashable, Sendable {
    /// The rules. Each step is one pass over the parameters.
    public enum Rule: String, CaseIterable, Codable, Hashable, Sendable {
        /// w −= rate · g
        case sgd
        /// g over the root of a moving mean of its square (Hinton, 2012)
        case rmsprop
        /// g over the root of the sum of its squares (Duchi, Hazan and Singer, 2011)
        case adagrad
        /// moving means of g and g², corrected for their start (Kingma and Ba, 2015)
        case adam
        /// Adam with the greatest |g| in place of g² (same paper)
        case adamax
        /// Adam with Nesterov's momentum (Dozat, 2016)
        case nadam
    }

    /// The rule.
    public let rule: Rule
    /// The learning rate, above 0.
    public var learningRate: Float

    /// A rule with its usual rate.
    public init(_ rule: Rule) {
        self.rule = rule
        learningRate = rule == .sgd ? 0.01 : 0.001
    }

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
        case .sgd: 0
        case .rmsprop, .adagrad: 1
        case .adam, .adamax, .nadam: 2
        }
    }

    /// What the first of them starts with.
    var momentStart: Float { rule == .adagrad ? 0.1 : 0 }
}
