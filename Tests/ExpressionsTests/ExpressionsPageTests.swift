import Expressions
import Support
import Testing

@Suite struct ExpressionsPageTests {
    @Test func `the worked example on the page of Expressions is this one and works`() throws {
        // The example.
        let expression = try ParsedExpression(parsing: "if(depth > 5, loss + 1, loss)")
        let names: [String: Slot] = ["depth": .number(index: 0), "loss": .number(index: 1)]
        let program = try CompiledExpression(compiling: expression, names: names)
        let values = [program.evaluate([6, 0.25]), program.evaluate([3, 0.25])]
        // The end of the example.
        #expect(values == [1.25, 0.25])
        #expect(try DocumentedExample.test() == DocumentedExample.page(of: "Expressions"))
    }
}
