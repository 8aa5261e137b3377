#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// A function of the expression language. Add a new one to `all`.
public struct Function: Sendable {
    /// Eight rows at once.
    typealias Vector = SIMD8<Double>

    /// The number of arguments and the computation.
    enum Rule: Sendable {
        case one(@Sendable (Vector) -> Vector)
        /// At least one number; families contribute each member.
        case many(Fold)
        /// A condition and two values, one of which is the result.
        case choice
    }

    /// The reduction of several numbers to one, in their order.
    struct Fold: Sendable {
        var start = 0.0
        let join: @Sendable (Vector, Vector) -> Vector
        /// True if the values are added; `isMean` then divides the sum by their number.
        var isSum = false
        var isMean = false
    }

    /// The name.
    public let name: String
    /// The help text, one line.
    public let summary: String
    let rule: Rule

    /// True if the arguments may contain a family.
    var takesFamilies: Bool { if case .many = rule { true } else { false } }

    static func named(_ name: String) -> Function? { byName[name] }

    private static let byName = Dictionary(uniqueKeysWithValues: all.map { ($0.name, $0) })

    /// All functions.
    public static let all: [Function] = [
        Function(name: "if", summary: "if(c, a, b): a if c is true, else b", rule: .choice),
        Function(name: "sqrt", summary: "the square root", rule: .one { $0.squareRoot() }),
        Function(name: "log", summary: "the natural logarithm", rule: .one { each($0) { log($0) } }),
        Function(name: "exp", summary: "e to the power of a number", rule: .one { each($0) { exp($0) } }),
        Function(name: "sin", summary: "the sine of an angle in radians", rule: .one { each($0) { sin($0) } }),
        Function(name: "cos", summary: "the cosine of an angle in radians", rule: .one { each($0) { cos($0) } }),
        Function(
            name: "abs", summary: "the absolute value",
            rule: .one { $0.replacing(with: 0 - $0, where: $0 .<= 0) }),
        Function(
            name: "round", summary: "the nearest integer, halves away from 0",
            rule: .one { $0.rounded(.toNearestOrAwayFromZero) }),
        Function(
            name: "min", summary: "the smallest of several numbers",
            rule: .many(Fold(start: .infinity) { least($0, $1) })),
        Function(
            name: "max", summary: "the greatest of several numbers",
            rule: .many(Fold(start: -.infinity) { -least(-$0, -$1) })),
        Function(
            name: "sum", summary: "the sum of several numbers", rule: .many(Fold(join: { $0 + $1 }, isSum: true))),
        Function(
            name: "mean", summary: "the mean of several numbers",
            rule: .many(Fold(join: { $0 + $1 }, isSum: true, isMean: true))),
        Function(
            name: "count", summary: "the number of conditions that are true",
            rule: .many(Fold { $0 + Vector.zero.replacing(with: 1, where: $1 .!= 0) })),
    ]

    /// Applies a function to each number, if it has no vector form.
    private static func each(_ values: Vector, _ function: (Double) -> Double) -> Vector {
        var results = Vector.zero
        for lane in values.indices { results[lane] = function(values[lane]) }
        return results
    }

    /// Returns the smaller of two numbers. NaN makes the result NaN, which a comparison alone would hide.
    private static func least(_ first: Vector, _ second: Vector) -> Vector {
        // A comparison with NaN is false, and a sum with NaN is NaN.
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

    /// Returns the remainder with the sign of the divisor, as in mathematics: -1 mod 3 is 2.
    static func modulo(_ value: Vector, _ divisor: Vector) -> Vector {
        value - divisor * (value / divisor).rounded(.down)
    }
}
