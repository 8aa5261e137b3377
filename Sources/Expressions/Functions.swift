#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// A function of the language. A new one is one entry in `all`.
public struct Function: Sendable {
    /// How many numbers it takes, and what it does with them.
    enum Rule: Sendable {
        case one(@Sendable (Double) -> Double)
        /// At least one number; families are taken member by member.
        case many(@Sendable ([Double]) -> Double)
        /// A condition and two values, of which one is computed.
        case choice
    }

    /// Its name.
    public let name: String
    /// One line of help.
    public let summary: String
    let rule: Rule

    /// Whether a family may stand in it.
    var takesFamilies: Bool { if case .many = rule { true } else { false } }

    static func named(_ name: String) -> Function? { byName[name] }

    private static let byName = Dictionary(uniqueKeysWithValues: all.map { ($0.name, $0) })

    /// All functions.
    public static let all: [Function] = [
        Function(name: "if", summary: "if(c, a, b): a where c holds, else b", rule: .choice),
        Function(name: "sqrt", summary: "the square root", rule: .one { $0.squareRoot() }),
        Function(name: "log", summary: "the natural logarithm", rule: .one { Self.logarithm($0) }),
        Function(name: "exp", summary: "e to the power of a number", rule: .one { Self.exponential($0) }),
        Function(name: "sin", summary: "the sine of an angle in radians", rule: .one { Self.sine($0) }),
        Function(name: "cos", summary: "the cosine of an angle in radians", rule: .one { Self.cosine($0) }),
        Function(name: "abs", summary: "the number without its sign", rule: .one { abs($0) }),
        Function(
            name: "round", summary: "the nearest whole number, halves away from 0",
            rule: .one { $0.rounded(.toNearestOrAwayFromZero) }),
        Function(name: "min", summary: "the least of some numbers", rule: .many { Self.least($0) }),
        Function(name: "max", summary: "the greatest of some numbers", rule: .many { -Self.least($0.map { -$0 }) }),
        Function(name: "sum", summary: "the sum of some numbers", rule: .many { $0.reduce(0, +) }),
        Function(
            name: "mean", summary: "the mean of some numbers", rule: .many { $0.reduce(0, +) / Double($0.count) }),
        Function(
            name: "count", summary: "how many of some conditions hold", rule: .many { Double($0.count { $0 != 0 }) }),
    ]

    // The C functions are overloaded for several types; these name the one that is meant.
    private static func logarithm(_ value: Double) -> Double { log(value) }
    private static func exponential(_ value: Double) -> Double { exp(value) }
    private static func sine(_ value: Double) -> Double { sin(value) }
    private static func cosine(_ value: Double) -> Double { cos(value) }

    /// What is not a number makes the result none: comparing would hide it.
    private static func least(_ values: [Double]) -> Double {
        values.reduce(.infinity) { $0.isNaN || $1.isNaN ? .nan : min($0, $1) }
    }

    static func power(_ base: Double, _ exponent: Double) -> Double {
        exponent == 2 ? base * base : pow(base, exponent)
    }

    /// The remainder with the sign of the divisor, as in mathematics: -1 mod 3 is 2.
    static func modulo(_ value: Double, _ divisor: Double) -> Double {
        value - divisor * (value / divisor).rounded(.down)
    }
}
