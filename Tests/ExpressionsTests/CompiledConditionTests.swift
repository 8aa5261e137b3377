import Expressions
import Testing

@Suite("A condition")
struct CompiledConditionTests {
    private func violation(_ text: String, _ numbers: [String: Double]) throws -> Double {
        let names = numbers.keys.sorted()
        let slots = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, Slot.number(index: $0)) })
        let condition = try CompiledCondition(
            compiling: ParsedExpression(parsing: text), names: slots, isOptional: { _ in true })
        return condition.violation(names.map { numbers[$0] ?? .nan })
    }

    @Test(
        "has no violation if it is met, otherwise the difference relative to its limit",
        arguments: [
            ("a + b <= 4", 1.0, 3.0, 0.0), ("a + b <= 4", 3, 2, 0.25), ("a <= b", 3, 2, 1), ("a >= 2", 1, 0, 0.5),
            ("a = 2", 5, 0, 1.5), ("a = b", 2, 5, 3), ("a != b", 2, 2, 1), ("a != b", 2, 3, 0), ("a > -4", -5, 0, 0.25),
            ("a <= 0", 3, 0, 3), ("10 >= a", 12, 0, 0.2), ("not a > 4", 6, 0, 0.5),
            ("not (a < 4 or b < 4)", 2, 3, 0.75),
            ("a <= 4 and b <= 4", 6, 5, 0.75), ("a <= 4 or b <= 4", 6, 5, 0.25), ("a <= 4 or b <= 4", 6, 1, 0),
            ("c <= 4 where c = a + b", 3, 2, 0.25),
        ])
    func violations(text: String, a: Double, b: Double, expected: Double) throws {
        #expect(try abs(violation(text, ["a": a, "b": b]) - expected) < 1e-12)
    }

    @Test("that equal numbers miss has the least violation")
    func strict() throws {
        #expect(try violation("a < b", ["a": 2, "b": 2]) == CompiledCondition.least)
        #expect(try violation("a < b", ["a": 1, "b": 2]) == 0)
    }

    @Test("does not apply to a gene that is inactive")
    func inactive() throws {
        #expect(try violation("a <= 4", ["a": .nan]) == 0)
        #expect(try violation("a <= 4 and b <= 4", ["a": .nan, "b": 8]) == 1)
        #expect(try violation("not a <= 4", ["a": .nan]) == 0)
    }

    @Test("that cannot be computed is violated without limit")
    func notComputable() throws {
        #expect(try violation("sqrt(a) <= 4", ["a": -1]) == .infinity)
    }

    @Test("is divided at its joins by and")
    func conjuncts() throws {
        func texts(_ text: String) throws -> [String] {
            try ParsedExpression(parsing: text).conjuncts.map(\.description)
        }
        #expect(try texts("a < b and b < c and (c < 3 or d < 3)") == ["a < b", "b < c", "c < 3 or d < 3"])
        #expect(try texts("a < b") == ["a < b"])
        #expect(
            try texts("s < 3 and s > 1 where s = a + b") == [
                "s < 3 where s = a + b", "s > 1 where s = a + b",
            ])
    }

    @Test("compares words without an amount")
    func words() throws {
        let slots: [String: Slot] = ["kind": .text(index: 0, values: ["red", "blue"])]
        let condition = try CompiledCondition(compiling: ParsedExpression(parsing: "kind is blue"), names: slots)
        #expect(condition.violation([1]) == 0)
        #expect(condition.violation([0]) == 1)
    }

    @Test("needs a comparison", arguments: ["a + b", "a", "a and b < 3", "true"])
    func noComparison(text: String) throws {
        let slots: [String: Slot] = ["a": .number(index: 0), "b": .number(index: 1)]
        #expect(throws: ExpressionError.self) {
            try CompiledCondition(compiling: ParsedExpression(parsing: text), names: slots)
        }
    }
}
