import Expressions
import Testing

private func value(_ text: String, _ names: [String: Double] = [:]) throws -> Double {
    let sorted = names.sorted { $0.key < $1.key }
    let slots = Dictionary(uniqueKeysWithValues: sorted.enumerated().map { ($1.key, Slot.number(index: $0)) })
    return try CompiledExpression(compiling: ParsedExpression(parsing: text), names: slots).evaluate(
        sorted.map(\.value))
}

private func message(_ text: String, _ slots: [String: Slot] = [:]) -> String {
    do {
        let expression = try ParsedExpression(parsing: text)
        _ = try CompiledExpression(compiling: expression, names: slots)
        return "no error"
    } catch {
        return "\(error.range.lowerBound): \(error)"
    }
}

@Suite struct ExpressionTests {
    @Test(arguments: [
        ("1 + 2 * 3", 7.0), ("(1 + 2) * 3", 9), ("2 ^ 3 ^ 2", 512), ("-2 ^ 2", -4), ("2 ^ -1", 0.5), ("10 - 4 - 3", 3),
        ("8 / 4 / 2", 1), ("-7 mod 3", 2), ("7 mod 3", 1), ("1e3 + 5%", 1000.05), ("1 < 2 and not 2 < 1", 1),
        ("1 > 2 or 3 >= 3", 1), ("if(1 = 2, 5, 6)", 6), ("min(3, 1, 2)", 1), ("max(3, 1, 2)", 3), ("sum(1, 2, 3)", 6),
        ("mean(1, 2, 6)", 3), ("count(1 < 2, 2 < 1, true)", 2), ("sqrt(16) + abs(-2) + round(2.5)", 9),
        ("log(exp(2))", 2), ("sin(0) + cos(0)", 1), ("4 != 4", 0), ("1 is 1", 1),
    ])
    func `operators have their usual precedence`(text: String, wanted: Double) throws {
        #expect(abs(try value(text) - wanted) < 1e-12)
    }

    @Test func `names and families read their slots`() throws {
        let names = Dictionary(uniqueKeysWithValues: (0..<100).map { ("x\($0)", Double($0 % 2)) })
        #expect(try value("sum(x0..x99)", names) == 50)
        #expect(try value("count(x0..x99 = 1) / 2 + mean(x0..x99)", names) == 25.5)
        #expect(try value("sum(x0..x9 * 2 - 1)", names) == 0)
        #expect(try value("x / y", ["x": 9999, "y": 3]) == 3333)
    }

    @Test func `a gene of words is compared with its words`() throws {
        let slots = ["optimizer": Slot.text(index: 0, values: ["adam", "sgd"])]
        let program = try CompiledExpression(compiling: ParsedExpression(parsing: "optimizer is sgd"), names: slots)
        #expect(program.evaluate([1]) == 1)
        #expect(program.evaluate([0]) == 0)
        #expect(
            message("optimizer is sdg", slots)
                == "13: \"sdg\" is not a value of optimizer; it has adam, sgd; did you mean \"sgd\"?")
    }

    @Test(arguments: [
        ("1 +", "3: expected a number, a name or (, found the end"),
        ("(1 + 2", "6: expected ), found the end"),
        ("sqr(4)", "0: unknown function \"sqr\"; did you mean \"sqrt\"?"),
        (
            "foobar(4)",
            "0: unknown function \"foobar\"; the functions are "
                + Function.all.map(\.name).sorted().prefix(20).joined(separator: ", ")
                + " and \(Function.all.count - 20) more"
        ),
        ("1 < 2 < 3", "6: comparisons do not chain; join them with \"and\""),
        ("x + 1", "0: unknown name \"x\""),
        ("sqrt(1, 2)", "0: sqrt takes 1 value, found 2"),
        ("2 ? 3", "2: expected a number, a name or an operator, found \"?\""),
        ("1 2", "2: expected an operator or the end, found \"2\""),
        ("x0..x9", "0: a gene family can only be used in sum, product, mean, min, max or count"),
    ])
    func `an error is reported with its position`(text: String, wanted: String) { #expect(message(text) == wanted) }

    @Test(arguments: [
        "a - (b - c)", "-(a + b) ^ 2", "not (a and b) or c", "(a + b) * c", "if(a > 1, b, c)", "sum(x0..x3) / 4",
        "2 ^ (3 ^ 2)",
        "(2 ^ 3) ^ 2", "a mod (b * c)", "1e-07 * p",
    ])
    func `the text of an expression parses as the same expression`(text: String) throws {
        let expression = try ParsedExpression(parsing: text)
        let again = try ParsedExpression(parsing: expression.description)
        #expect(again == expression)
        #expect(again.description == expression.description)
    }

    @Test func `no input crashes the parser`() {
        var state: UInt64 = 1
        let alphabet = Array("x0 1.e-+*/^()<>=!,'\"and or not if sum..%λ[]in where")
        for _ in 0..<20_000 {
            var text = ""
            for _ in 0..<(state % 24) {
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                text.append(alphabet[Int(state >> 33) % alphabet.count])
            }
            state = state &* 6_364_136_223_846_793_005 &+ 1
            _ = try? CompiledExpression(compiling: ParsedExpression(parsing: text), names: ["x0": .number(index: 0)])
        }
        #expect((try? ParsedExpression(parsing: String(repeating: "(", count: 100_000))) == nil)
        #expect((try? ParsedExpression(parsing: String(repeating: "-", count: 100_000) + "1")) == nil)
    }
}
