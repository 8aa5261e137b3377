import Expressions
import Testing

@Suite struct ScoreNameTests {
    @Test(arguments: [
        ("f1 of setosa", "f1 of setosa"), ("f1 of 'setosa'", "f1 of setosa"), ("f1 of \"setosa\"", "f1 of setosa"),
        ("recall of 2 >= 0.9", "recall of 2 >= 0.9"), ("recall of 2.0", "recall of 2"),
        ("recall of -1", "recall of -1"),
        ("auc of 'a b' + 1", "auc of 'a b' + 1"), ("auc of \"it's\"", "auc of \"it's\""),
        ("auc of 'and' and x > 1", "auc of 'and' and x > 1"), ("pinball 0.9 * 2", "pinball 0.9 * 2"),
        ("(f1 of a + f1 of b) / 2", "(f1 of a + f1 of b) / 2"), ("recall of '2'", "recall of 2"),
        ("sum(f1 of a, pinball .5)", "sum(f1 of a, pinball 0.5)"),
    ])
    func `a score of a class or a number is one name`(text: String, standard: String) throws {
        let expression = try ParsedExpression(parsing: text)
        #expect("\(expression)" == standard)
        #expect(try ParsedExpression(parsing: standard) == expression)
    }

    @Test func `the names of an expression contain its scores whole`() throws {
        let expression = try ParsedExpression(parsing: "f1 of 'a b' - 2 * pinball 0.9 + x")
        #expect(expression.names == ["f1 of 'a b'", "pinball 0.9", "x"])
        let slots: [String: Slot] = [
            "f1 of 'a b'": .number(index: 0), "pinball 0.9": .number(index: 1), "x": .number(index: 2),
        ]
        #expect(try CompiledExpression(compiling: expression, names: slots).evaluate([5, 1, 0.5]) == 3.5)
    }

    @Test(arguments: [
        ("f1 of", "expected a class after `f1 of`, found the end"), ("f1 of + 1", "found \"+\""),
        ("f1 of a b", "b"), ("x 3", "3"),
    ])
    func `what is no score is an error`(text: String, message: String) {
        #expect {
            _ = try ParsedExpression(parsing: text)
        } throws: { error in
            (error as? ExpressionError)?.message.contains(message) == true
        }
    }
}
