/// A function of the expression language. A new one is added to `all`, in `Functions.swift`, and nowhere else: parsing,
/// compiling, completion and help read that list.
public struct Function: Sendable {
    /// Eight rows at once.
    typealias Vector = SIMD8<Double>

    /// The number of arguments and the computation.
    enum Rule: Sendable {
        case one(@Sendable (Vector) -> Vector)
        case two(@Sendable (Vector, Vector) -> Vector)
        case three(@Sendable (Vector, Vector, Vector) -> Vector)
        /// At least one number; families contribute each member.
        case many(Fold)
        /// A condition and two values, one of which is the result.
        case choice
    }

    /// The reduction of several numbers to one, in their order.
    struct Fold: Sendable {
        /// The result for no numbers, to which the first one is joined.
        var start = 0.0
        let join: @Sendable (Vector, Vector) -> Vector
        /// True if the values are added; `isMean` then divides the sum by their number.
        var isSum = false
        var isMean = false
        /// True if the function has a value for no numbers at all: a sum is 0.
        var allowsNone = true
    }

    /// The name.
    public let name: String
    /// The arguments, as help shows them: `y, x`.
    public let arguments: String
    /// The help text, one line.
    public let summary: String
    /// The numbers that the function takes, as the reason of a failure for others; nil if it takes all.
    let takes: String?
    let rule: Rule

    init(_ name: String, _ arguments: String, _ summary: String, takes: String? = nil, _ rule: Rule) {
        self.name = name
        self.arguments = arguments
        self.summary = summary
        self.takes = takes
        self.rule = rule
    }

    /// The form of a call: `atan2(y, x)`.
    public var usage: String { "\(name)(\(arguments))" }

    /// The summary, with the numbers that the function takes if it does not take all.
    public var help: String { summary + (takes.map { "; takes \($0)" } ?? "") }

    /// The number of arguments; nil for any number of them.
    var arity: Int? {
        switch rule {
        case .one: 1
        case .two: 2
        case .three, .choice: 3
        case .many: nil
        }
    }

    /// The message if the result is not a number, or infinite for finite arguments.
    var failure: String? { takes.map { "\(name) takes \($0)" } }

    /// True if the arguments may contain a family, and indices before them.
    var takesFamilies: Bool { if case .many = rule { true } else { false } }

    static func named(_ name: String) -> Function? { byName[name] }

    private static let byName = Dictionary(uniqueKeysWithValues: all.map { ($0.name, $0) })
}

/// A number with a name. A gene of the same name comes first.
public struct Constant: Sendable {
    /// The name.
    public let name: String
    /// The help text, one line.
    public let summary: String
    /// The number.
    public let value: Double

    /// All constants.
    public static let all = [
        Constant(name: "pi", summary: "the ratio of a circle's circumference to its diameter, 3.14159…", value: .pi),
        Constant(name: "e", summary: "the base of natural logarithms, 2.71828…", value: 2.718281828459045),
    ]

    static func named(_ name: String) -> Constant? { all.first { $0.name == name } }
}
