import Platform

extension Function {
    /// All functions.
    public static let all: [Function] = choices + folds + rounding + powers + angles + special

    private static let choices: [Function] = [
        Function("if", "c, a, b", "a if c is true, otherwise b", .choice),
        Function(
            "clamp", "x, low, high", "x, but at least low and at most high",
            takes: "a lower bound that is not above the upper",
            .three { value, low, high in
                let clamped = least(-least(-value, -low), high)
                return clamped.replacing(with: .nan, where: low .> high)
            }),
    ]

    private static let folds: [Function] = [
        Function("sum", "x, …", "the sum of several numbers", .many(Fold(join: { $0 + $1 }, isSum: true))),
        Function("product", "x, …", "the product of several numbers", .many(Fold(start: 1, join: { $0 * $1 }))),
        Function(
            "mean", "x, …", "the mean of several numbers",
            .many(Fold(join: { $0 + $1 }, isSum: true, isMean: true, allowsNone: false))),
        Function(
            "min", "x, …", "the smallest of several numbers",
            .many(Fold(start: .infinity, join: { least($0, $1) }, allowsNone: false))),
        Function(
            "max", "x, …", "the greatest of several numbers",
            .many(Fold(start: -.infinity, join: { -least(-$0, -$1) }, allowsNone: false))),
        Function(
            "count", "c, …", "the number of conditions that are true",
            .many(Fold { $0 + Vector.zero.replacing(with: 1, where: $1 .!= 0) })),
    ]

    private static let rounding: [Function] = [
        Function("abs", "x", "the absolute value", .one { $0.replacing(with: 0 - $0, where: $0 .<= 0) }),
        Function(
            "sign", "x", "1 for a positive number, -1 for a negative one, 0 for 0",
            .one { $0.replacing(with: 1, where: $0 .> 0).replacing(with: -1, where: $0 .< 0) }),
        Function(
            "round", "x", "the nearest integer, halves away from 0", .one { $0.rounded(.toNearestOrAwayFromZero) }),
        Function("floor", "x", "the greatest integer that is at most x", .one { $0.rounded(.down) }),
        Function("ceil", "x", "the smallest integer that is at least x", .one { $0.rounded(.up) }),
        Function(
            "mod", "a, b", "the remainder of a divided by b, with the sign of b", takes: "a divisor other than 0",
            .two { modulo($0, $1) }),
    ]

    private static let powers: [Function] = [
        Function("sqrt", "x", "the square root", takes: "numbers from 0 up", .one { $0.squareRoot() }),
        Function(
            "pow", "x, y", "x to the power of y, as x ^ y", takes: "a fraction as exponent only of numbers from 0 up",
            .two { power($0, $1) }),
        Function("hypot", "x, y", "the length of the vector x, y", .two { each($0, $1) { hypot($0, $1) } }),
        Function("exp", "x", "e to the power of a number", .one { each($0) { exp($0) } }),
        Function("exp2", "x", "2 to the power of a number", .one { each($0) { exp2($0) } }),
        Function("log", "x", "the natural logarithm", takes: "numbers above 0", .one { each($0) { log($0) } }),
        Function("log2", "x", "the logarithm to base 2", takes: "numbers above 0", .one { each($0) { log2($0) } }),
        Function("log10", "x", "the logarithm to base 10", takes: "numbers above 0", .one { each($0) { log10($0) } }),
    ]

    private static let angles: [Function] = [
        Function("sin", "x", "the sine of an angle in radians", .one { each($0) { sin($0) } }),
        Function("cos", "x", "the cosine of an angle in radians", .one { each($0) { cos($0) } }),
        Function("tan", "x", "the tangent of an angle in radians", .one { each($0) { tan($0) } }),
        Function(
            "asin", "x", "the angle with this sine, in radians", takes: "numbers from -1 to 1",
            .one { each($0) { asin($0) } }),
        Function(
            "acos", "x", "the angle with this cosine, in radians", takes: "numbers from -1 to 1",
            .one { each($0) { acos($0) } }),
        Function("atan", "x", "the angle with this tangent, in radians", .one { each($0) { atan($0) } }),
        Function(
            "atan2", "y, x", "the angle of the vector x, y, from -pi to pi", .two { each($0, $1) { atan2($0, $1) } }),
        Function("sinh", "x", "the hyperbolic sine", .one { each($0) { sinh($0) } }),
        Function("cosh", "x", "the hyperbolic cosine", .one { each($0) { cosh($0) } }),
        Function("tanh", "x", "the hyperbolic tangent", .one { each($0) { tanh($0) } }),
    ]

    private static let special: [Function] = [
        Function("erf", "x", "the error function", .one { each($0) { erf($0) } }),
        Function(
            "gamma", "x", "the gamma function: (x - 1)! for integers",
            takes: "numbers up to 171, without 0, -1, -2 …",
            .one { each($0) { tgamma($0) } }),
    ]

    /// Applies a function to each number, if it has no vector form.
    private static func each(_ values: Vector, _ function: (Double) -> Double) -> Vector {
        var results = Vector.zero
        for lane in values.indices { results[lane] = function(values[lane]) }
        return results
    }

    private static func each(_ first: Vector, _ second: Vector, _ function: (Double, Double) -> Double) -> Vector {
        var results = Vector.zero
        for lane in first.indices { results[lane] = function(first[lane], second[lane]) }
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
