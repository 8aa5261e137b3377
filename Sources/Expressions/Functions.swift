#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// A function of the language. A new one is one entry in `all`.
public struct Function: Sendable {
    /// Eight rows at once.
    typealias Vector = SIMD8<Double>

    /// How many numbers it takes, and what it does with them.
    enum Rule: Sendable {
        case one(@Sendable (Vector) -> Vector)
        /// At least one number; families are taken member by member.
        case many(Fold)
        /// A condition and two values, of which one counts.
        case choice
    }

    /// How many numbers become one: one after the other, in their order.
    struct Fold: Sendable {
        var start = 0.0
        let join: @Sendable (Vector, Vector) -> Vector
        /// Whether it adds them up, and whether it then divides by how many there are.
        var isSum = false
        var isMean = false
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
        Function(name: "log", summary: "the natural logarithm", rule: .one { each($0) { log($0) } }),
        Function(name: "exp", summary: "e to the power of a number", rule: .one { each($0) { exp($0) } }),
        Function(name: "sin", summary: "the sine of an angle in radians", rule: .one { each($0) { sin($0) } }),
        Function(name: "cos", summary: "the cosine of an angle in radians", rule: .one { each($0) { cos($0) } }),
        Function(
            name: "abs", summary: "the number without its sign",
            rule: .one { $0.replacing(with: 0 - $0, where: $0 .<= 0) }),
        Function(
            name: "round", summary: "the nearest whole number, halves away from 0",
            rule: .one { $0.rounded(.toNearestOrAwayFromZero) }),
        Function(
            name: "min", summary: "the least of some numbers",
            rule: .many(Fold(start: .infinity) { least($0, $1) })),
        Function(
            name: "max", summary: "the greatest of some numbers",
            rule: .many(Fold(start: -.infinity) { -least(-$0, -$1) })),
        Function(name: "sum", summary: "the sum of some numbers", rule: .many(Fold(join: { $0 + $1 }, isSum: true))),
        Function(
            name: "mean", summary: "the mean of some numbers",
            rule: .many(Fold(join: { $0 + $1 }, isSum: true, isMean: true))),
        Function(
            name: "count", summary: "how many of some conditions hold",
            rule: .many(Fold { $0 + Vector.zero.replacing(with: 1, where: $1 .!= 0) })),
    ]

    /// Number by number, for what has no vector form.
    private static func each(_ values: Vector, _ function: (Double) -> Double) -> Vector {
        var results = Vector.zero
        for lane in values.indices { results[lane] = function(values[lane]) }
        return results
    }

    /// What is not a number makes the result none: comparing would hide it.
    private static func least(_ first: Vector, _ second: Vector) -> Vector {
        // A comparison with what is no number does not hold, and their sum is none either.
        let least = second.replacing(with: first, where: first .< second)
        return least.replacing(with: first + second, where: (first .!= first) .| (second .!= second))
    }

    static func power(_ base: Vector, _ exponent: Vector) -> Vector {
        var results = Vector.zero
        for lane in base.indices {
            results[lane] = exponent[lane] == 2 ? base[lane] * base[lane] : pow(base[lane], exponent[lane])
        }
        return results
    }

    /// The remainder with the sign of the divisor, as in mathematics: -1 mod 3 is 2.
    static func modulo(_ value: Vector, _ divisor: Vector) -> Vector {
        value - divisor * (value / divisor).rounded(.down)
    }
}
