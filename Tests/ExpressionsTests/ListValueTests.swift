import Expressions
import Testing

@Suite struct ListValueTests {
    private static let values = ["none", "0", "1", "2", "0.5", "b c", "b-c", "it's", "true", "-3", "say \"it's\""]
    private static let slots: [String: Slot] = [
        "g": .text(index: 0, values: values), "f": .text(index: 0, values: ["true", "false"]),
        "k": .text(index: 1, values: ["2", "none"]), "w": .text(index: 1, values: ["red", "green"]),
        "x": .number(index: 1),
    ]

    /// Returns the values of the gene for which a condition holds.
    private func holding(_ text: String, _ second: Double = 0) throws -> [String] {
        let expression = try ParsedExpression(parsing: text)
        #expect(try ParsedExpression(parsing: expression.description).description == expression.description)
        let program = try CompiledExpression(
            compiling: ParsedExpression(parsing: expression.description), names: Self.slots)
        return Self.values.indices.filter { program.evaluate([Double($0), second]) == 1 }.map { Self.values[$0] }
    }

    @Test(arguments: [
        ("g is none", ["none"]), ("g is 1", ["1"]), ("g is 1.0", ["1"]), ("g is '1'", ["1"]), ("g = 0.5", ["0.5"]),
        ("g is 'b c'", ["b c"]), ("g is 'b-c'", ["b-c"]), ("g is \"it's\"", ["it's"]), ("g is true", ["true"]),
        ("g is -3", ["-3"]), ("'b c' is g", ["b c"]), ("g is \"say \\\"it's\\\"\"", ["say \"it's\""]),
        ("g is 1 + 1", ["2"]), ("g > 0", ["1", "2", "0.5", "true"]), ("g is k", ["2"]),
        ("not (g != none)", ["none"]),
    ])
    func `a gene is compared with its value, whatever its place in the list`(text: String, wanted: [String]) throws {
        #expect(try holding(text) == wanted)
    }

    @Test func `true and false are words of a gene that has them, and numbers elsewhere`() throws {
        let program = try CompiledExpression(compiling: ParsedExpression(parsing: "if(f, 5, 6)"), names: Self.slots)
        #expect(program.evaluate([0, 0]) == 5)
        #expect(program.evaluate([1, 0]) == 6)
        #expect(try holding("f is true").first == "none")
        let number = try CompiledExpression(compiling: ParsedExpression(parsing: "x is true"), names: Self.slots)
        #expect(number.evaluate([0, 1]) == 1)
        #expect(number.evaluate([0, 0]) == 0)
    }

    @Test func `a word has no number, and the reason of the failure says so`() throws {
        let program = try CompiledExpression(compiling: ParsedExpression(parsing: "g * 2"), names: Self.slots)
        #expect(program.evaluate([3, 0]) == 4)
        #expect(program.evaluate([0, 0]).isNaN)
        #expect(program.failure([0, 0]) == "g is a word here, not a number; compare it with `is` first")
    }

    @Test(arguments: [
        ("g is b-c", "expected a value of g; did you mean \"'b-c'\"?"),
        (
            "f is 1",
            "\"1\" is not a value of f; it has true, false"
        ),
        ("w is x", "\"x\" is not a value of w; it has red, green"),
    ])
    func `a value that the gene does not have is an error`(text: String, message: String) {
        let error = #expect(throws: ExpressionError.self) {
            try CompiledExpression(compiling: ParsedExpression(parsing: text), names: Self.slots)
        }
        #expect(error?.description == message)
    }
}
