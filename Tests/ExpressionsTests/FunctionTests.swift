import Expressions
import Testing

@Suite struct FunctionTests {
    /// Values that Python's `math` computes, and arithmetic that it writes in the same way.
    private static let values: [(text: String, value: Double)] = [
        ("tan(1)", 1.5574077246549023), ("asin(0.5)", 0.5235987755982989), ("acos(-0.25)", 1.8234765819369754),
        ("atan(3)", 1.2490457723982544), ("atan2(-1, -2)", -2.677945044588987), ("atan2(0, -1)", 3.141592653589793),
        ("sinh(1.5)", 2.1292794550948173), ("cosh(-1.5)", 2.352409615243247), ("tanh(0.5)", 0.46211715726000974),
        ("floor(-1.5)", -2), ("ceil(-1.5)", -1), ("ceil(2.1)", 3), ("round(2.5)", 3), ("round(-2.5)", -3),
        ("log(10)", 2.302585092994046), ("log2(10)", 3.321928094887362), ("log10(2)", 0.3010299956639812),
        ("exp(-1)", 0.36787944117144233), ("exp2(0.5)", 1.4142135623730951), ("pow(2, 0.5)", 1.4142135623730951),
        ("pow(-2, 3)", -8), ("3 ** 4", 81), ("2 ** 3 ** 2", 512), ("-2 ** 2", -4), ("2 ** -1", 0.5),
        ("hypot(3, -4)", 5), ("erf(0.5)", 0.5204998778130465), ("erf(-2)", -0.9953222650189527),
        ("gamma(0.5)", 1.7724538509055159), ("gamma(-1.5)", 2.3632718012073544), ("gamma(6)", 120),
        ("mod(7.5, 2)", 1.5), ("mod(-7, 3)", 2), ("mod(7, -3)", -2), ("-7 % 3", 2), ("7%3", 1), ("7 %3", 1),
        ("10 - 7 % 4 * 2", 4), ("50% * 4", 2), ("50%*4", 2), ("5%", 0.05), ("sqrt(2)", 1.4142135623730951),
        ("sin(1)", 0.8414709848078965), ("cos(1)", 0.5403023058681398), ("abs(-2.5)", 2.5), ("sign(-0.1)", -1),
        ("sign(0)", 0), ("sign(3)", 1), ("clamp(5, 0, 3)", 3), ("clamp(-5, 0, 3)", 0), ("clamp(1.5, 0, 3)", 1.5),
        ("product(2, 3, 4)", 24), ("sum(1, 2, 3)", 6), ("mean(1, 2, 6)", 3), ("min(3, 1, 2)", 1), ("max(3, 1, 2)", 3),
        ("count(1 < 2, 2 < 1)", 1), ("if(1 < 2, 5, 6)", 5), ("pi", 3.141592653589793), ("e", 2.718281828459045),
        ("sin(pi / 6)", 0.49999999999999994), ("log(e ^ 2)", 2),
    ]

    /// Arguments outside of a function's domain, and the reason of the failure.
    private static let failures: [(text: String, reason: String)] = [
        ("sqrt(x)", "sqrt takes numbers from 0 up"), ("log(x)", "log takes numbers above 0"),
        ("log2(0 * x)", "log2 takes numbers above 0"), ("log10(x)", "log10 takes numbers above 0"),
        ("asin(2 * x)", "asin takes numbers from -1 to 1"), ("acos(-2 * x)", "acos takes numbers from -1 to 1"),
        ("gamma(x)", "gamma takes numbers up to 171, without 0, -1, -2 …"),
        ("mod(x, 0)", "mod takes a divisor other than 0"), ("x % 0", "mod takes a divisor other than 0"),
        ("pow(x, 0.5)", "pow takes a fraction as exponent only of numbers from 0 up"),
        ("x ^ 0.5", "pow takes a fraction as exponent only of numbers from 0 up"),
        ("clamp(x, 3, 2)", "clamp takes a lower bound that is not above the upper"),
        ("(x - x) / (x - x)", "0 / 0 is not a number"),
        ("1 + if(x < 0, sqrt(x), log(x - 5)) * 2", "sqrt takes numbers from 0 up"),
        ("[1, 2][3 + x]", "an index is outside its list, whose elements have the integers from 0"),
    ]

    private func program(_ text: String, _ names: [String: Slot] = [:]) throws -> CompiledExpression {
        try CompiledExpression(compiling: ParsedExpression(parsing: text), names: names)
    }

    @Test func `functions, constants and operators give the values of Python's math`() throws {
        for (text, value) in Self.values {
            let found = try program(text).evaluate([])
            #expect(abs(found - value) <= 2e-15 * max(1, abs(value)), "\(text): \(found), expected \(value)")
        }
    }

    @Test func `every function is among those compared`() {
        for function in Function.all {
            #expect(Self.values.contains { $0.text.hasPrefix("\(function.name)(") }, "\(function.name)")
            #expect(!function.summary.isEmpty && function.usage.hasPrefix("\(function.name)("))
        }
    }

    @Test func `a value outside of a function's domain is not finite and has a reason`() throws {
        for (text, reason) in Self.failures {
            let program = try program(text, ["x": .number(index: 0)])
            #expect(!program.evaluate([-1]).isFinite, "\(text)")
            #expect(program.failure([-1]) == reason, "\(text)")
        }
    }

    @Test func `a finite value has no reason of a failure, even if a part that is not chosen has none`() throws {
        let program = try program("if(x > 0, log(x), 7)", ["x": .number(index: 0)])
        #expect(program.evaluate([-1]) == 7)
        #expect(program.failure([-1]) == nil)
    }

    @Test func `a gene may have the name of a later function or of a constant`() throws {
        let names: [String: Slot] = ["gamma": .number(index: 0), "e": .number(index: 1), "pi": .number(index: 2)]
        #expect(try program("gamma + gamma(3) * e + pi", names).evaluate([10, 100, 1_000]) == 1_210)
        #expect(throws: ExpressionError.self) { try program("gamma + 1") }
    }
}
