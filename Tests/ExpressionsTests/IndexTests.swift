import Expressions
import Testing

@Suite struct IndexTests {
    private static let genes = ["x", "b"].enumerated().flatMap { family, name in
        (0..<5).map { ("\(name)\($0)", Slot.number(index: family * 5 + $0)) }
    }
    private static let names = Dictionary(uniqueKeysWithValues: genes)
    /// x0 to x4, then b0 to b4.
    private static let row = [0.5, -1.2, 1.7, 0.3, -0.8, 1, 0, 1, 1, 0]

    private func value(_ text: String) throws -> Double {
        let expression = try ParsedExpression(parsing: text)
        let again = try ParsedExpression(parsing: expression.description)
        #expect(again == expression)
        #expect(again.names == expression.names)
        let program = try CompiledExpression(compiling: again, names: Self.names)
        return program.evaluate(Self.row)
    }

    private func error(_ text: String) -> String? {
        do {
            _ = try CompiledExpression(compiling: ParsedExpression(parsing: text), names: Self.names)
            return nil
        } catch {
            return "\(error.range.lowerBound): \(error)"
        }
    }

    /// Well-known functions in one line, with values that a loop in Python gives.
    private static let oneLiners: [(text: String, value: Double)] = [
        ("sum(i in 0..3, 100 * (x[i + 1] - x[i] ^ 2) ^ 2 + (1 - x[i]) ^ 2)", 973.1),
        ("sum(i in 0..4, x[i] ^ 2 - 10 * cos(2 * pi * x[i]) + 10)", 65.31),
        (
            "20 + e - 20 * exp(-0.2 * sqrt(mean(i in 0..4, x[i] ^ 2))) - exp(mean(i in 0..4, cos(2 * pi * x[i])))",
            5.624627290839694
        ),
        ("1 + sum(i in 0..4, x[i] ^ 2) / 4000 - product(i in 0..4, cos(x[i] / sqrt(i + 1)))", 0.7026949346082176),
        (
            "if(weight <= 50, profit, 0) where profit = sum(i in 0..4, b[i] * p[i]), weight = sum(b0..b4 * w), "
                + "p = [60, 100, 120, 30, 45], w = [10, 20, 30, 5, 15]", 210
        ),
        (
            "mean(i in 0..4, t[4 * b[i] + 2 * b[(i + 1) % 5] + b[(i + 2) % 5]]) "
                + "where t = [0.2, 0.9, 0.4, 0.7, 0.1, 0.6, 0.8, 0.3]", 0.62
        ),
        ("sum(i in 0..4, j in i + 1..4, x[i] * x[j])", -2.53),
        ("d[b0][1 + b0] + d[1 + b0, b1] where d = [[0, 2, 9], [2, 0, 6], [9, 6, 0]]", 15),
    ]

    @Test(arguments: oneLiners.indices)
    func `test functions in one line give the values of loops`(index: Int) throws {
        let (text, wanted) = Self.oneLiners[index]
        #expect(abs(try value(text) - wanted) < 1e-12)
    }

    @Test(arguments: [
        ("sum(i in 0..4, x[i])", 0.5 as Double), ("min(i in 0..4, x[i])", -1.2), ("max(i in 0..4, x[i])", 1.7),
        ("count(i in 0..4, x[i] > 0)", 3), ("product(i in 1..5, i)", 120), ("mean(i in 1..4, i)", 2.5),
        ("sum(i in 0..<3, i)", 3), ("sum(i in 0..10 by 5, i)", 15), ("sum(i in 4..3, x[i])", 0),
        ("product(i in 4..3, x[i])", 1), ("sum(i in 0..n - 1, i * m) where n = 4, m = x0 * 2", 6),
        ("sum(i in 0..4, if(i < 4, x[i + 1], x[0]))", 0.5), ("sum(i in 0..4, sum(j in 0..i, 1))", 15),
        ("[3, 5, 2][1]", 5), ("sum([3, 5, 2])", 10), ("[3, 5, 2][b0 + b2]", 2), ("max([1, x2])", 1.7),
        ("a * 2 where b = 3, a = b + x0", 7), ("sum(x0..x4 * [1, 2, 3, 4, 5])", 0.4),
    ])
    func `indices, lists and named parts are read everywhere`(text: String, wanted: Double) throws {
        #expect(abs(try value(text) - wanted) < 1e-12)
    }

    @Test(arguments: [
        ("sum(i in 0..5, x[i])", "15: there is no gene x5; the family x has x0 to x4"),
        ("x[0 - 1]", "0: there is no gene x[-1]; an index is an integer from 0"),
        ("x[1 / 2]", "0: there is no gene x[0.5]; an index is an integer from 0"),
        (
            "x[b0]",
            "2: the index of x must be known before the search: a number, an index of sum, or arithmetic with them"
        ),
        ("[3, 5, 2][3]", "10: 3 is not an index of the list; it has 0 to 2"),
        ("[3, 5][x0 > 0][1]", "0: the list has one index, found 2"),
        ("max(i in 4..3, 1)", "0: max needs at least one value; the range of its index is empty"),
        ("sum(i in 0..x0, i)", "12: the range of i needs integers that are known before the search"),
        (
            "sum(x1 in 0..3, x1)",
            "4: x1 is already the name of a gene, a score or a fact; choose another name for the index"
        ),
        ("sum(i in 0..3, sum(i in 0..2, i))", "19: i is defined twice; choose another name for the index"),
        ("sum(i in 0..3)", "13: expected a comma and an expression of i, found \")\""),
        ("sqrt(i in 0..3, i)", "5: sqrt takes no index; sum, mean, min, max … do"),
        (
            "sum(i in 0..999999, i)",
            "4: written out, the expression has more than 1,000,000 parts; choose shorter ranges"
        ),
        (
            "sum(i in 0..999, j in 0..999, 1)",
            "17: written out, the expression has more than 1,000,000 parts; choose shorter ranges"
        ), ("sum(x0..x3 * [1, 2])", "13: the list has 2 numbers, but the family beside it has 4"),
        (
            "[1, 2]",
            "0: a list can only be used with an index such as [3, 5, 2][i], or in sum, product, mean, min, max or count"
        ),
        ("a where a = b, b = a", "8: a is defined in terms of itself"),
        (
            "x0 where", "8: expected a name and = such as `where weight = 2 * x`, found the end"
        ),
        ("1 where a = 1, a = 2", "15: a is defined twice"),
        ("1 where sum = 1", "8: \"sum\" has a meaning in expressions; choose another name"),
        (
            "sum(i 0..4, x[i])",
            "6: expected `in` between i and its range, as in sum(i in 0..9, x[i])"
        ),
        (
            "max(k n..4, x[k]) where n = 0",
            "6: expected `in` between k and its range, as in max(k in 0..9, x[k])"
        ),
        ("sum(i in 0..4, x[j])", "17: \"j\" is not an index here; did you mean \"i\"?"),
        ("sum(i in 0..4, x[i + row])", "21: \"row\" is not an index here; the index is i"),
        (
            "sum(first in 0..1, second in 0..1, x[third])",
            "37: \"third\" is not an index here; the indices are first, second"
        ),
        ("a[0] where a = 3", "0: a is a number, not a list or a family of genes"),
    ])
    func `an error of an index names it and its position`(text: String, wanted: String) {
        #expect(error(text) == wanted)
    }

    @Test func `the names of an expression are the genes that its indices lead to`() throws {
        let text = "sum(i in 0..2, x[i + 1] * w[i]) + y + pi where w = [1, 2, 3]"
        #expect(try ParsedExpression(parsing: text).names == ["x1", "x2", "x3", "y", "pi"])
        // Words that genes are compared with are among the names, as without an index.
        #expect(try ParsedExpression(parsing: "sum(i in 0..1, if(g[i] is red, 1, 0))").names == ["g0", "g1", "red"])
    }

    @Test func `a sum over an index of genes alone is read like that of the family`() throws {
        let names = Dictionary(uniqueKeysWithValues: (0..<100).map { ("x\($0)", Slot.number(index: $0)) })
        let family = try CompiledExpression(compiling: ParsedExpression(parsing: "mean(x0..x99)"), names: names)
        let index = try CompiledExpression(compiling: ParsedExpression(parsing: "mean(i in 0..99, x[i])"), names: names)
        #expect(index.steps == family.steps)
    }
}
