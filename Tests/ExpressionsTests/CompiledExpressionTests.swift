import Expressions
import Foundation
import Testing

/// Rows of three numbers, read column by column in any order.
private struct Rows: ProgramRows {
    let numbers: [[Double]]
    private var rows = 0..<0

    init(_ numbers: [[Double]]) { self.numbers = numbers }

    mutating func turn(to rows: Range<Int>) { self.rows = rows }

    mutating func read(_ slot: Int, into vectors: inout [SIMD8<Double>], at place: Int) {
        for (lane, row) in rows.enumerated() { vectors[place + lane / 8][lane % 8] = numbers[row][slot] }
    }

    mutating func sum(_ slots: Range<Int>, into vectors: inout [SIMD8<Double>], at place: Int) -> Bool { false }
}

private typealias Formula = @Sendable (_ a: Double, _ b: Double, _ c: Double) -> Double

@Suite struct CompiledExpressionTests {
    private static let slots: [String: Slot] = [
        "a": .number(index: 0), "b": .number(index: 1), "c": .number(index: 2), "x0": .number(index: 0),
        "x1": .number(index: 1), "x2": .number(index: 2),
    ]

    /// Zeros, signs, halves, equal numbers and NaN, in every combination.
    private static let rows: [[Double]] = {
        let numbers = [-2.5, -1, 0, 0.5, 2, 3, .nan]
        return numbers.flatMap { a in numbers.flatMap { b in numbers.map { c in [a, b, c] } } }
    }()

    private static let formulas: [(text: String, formula: Formula)] = [
        ("a + b * c", { a, b, c in a + b * c }),
        ("a - b - c", { a, b, c in a - b - c }),
        ("a / b / c", { a, b, c in a / b / c }),
        ("a mod b", { a, b, _ in a - b * floor(a / b) }),
        ("a ^ b", { a, b, _ in pow(a, b) }),
        ("a ^ 2 + b ^ 3", { a, b, _ in a * a + pow(b, 3) }),
        ("-a - -b", { a, b, _ in -a + b }),
        ("+a - +b", { a, b, _ in a - b }),
        ("not a", { a, _, _ in truth(a == 0) }),
        ("a = b", { a, b, _ in truth(a == b) }),
        ("a != b", { a, b, _ in truth(a != b) }),
        ("a < b", { a, b, _ in truth(a < b) }),
        ("a <= b", { a, b, _ in truth(a <= b) }),
        ("a > b", { a, b, _ in truth(a > b) }),
        ("a >= b", { a, b, _ in truth(a >= b) }),
        ("a and b", { a, b, _ in truth(a != 0 && b != 0) }),
        ("a or b", { a, b, _ in truth(a != 0 || b != 0) }),
        ("if(a, b, c) + a", { a, b, c in (a == 0 ? c : b) + a }),
        ("min(b, a, c)", { a, b, c in least([a, b, c]) }),
        ("max(b, a, c)", { a, b, c in -least([-a, -b, -c]) }),
        ("sum(c, a) * b", { a, b, c in (c + a) * b }),
        ("mean(x0..x2) - a", { a, b, c in (a + b + c) / 3 - a }),
        ("b + mean(a, c)", { a, b, c in b + (a + c) / 2 }),
        ("count(x0..x2 > 0)", { a, b, c in truth(a > 0) + truth(b > 0) + truth(c > 0) }),
        ("sum(x0..x2 ^ 2)", { a, b, c in a * a + b * b + c * c }),
        ("b * sum(x0..x2)", { a, b, c in b * (a + b + c) }),
        ("abs(a) + sqrt(b)", { a, b, _ in abs(a) + b.squareRoot() }),
        ("round(a) + round(c)", { a, _, c in a.rounded() + c.rounded() }),
        ("exp(a) - log(c)", { a, _, c in exp(a) - log(c) }),
        ("sin(a) * cos(b)", { a, b, _ in sin(a) * cos(b) }),
        ("(a + b) * (c - (a - (b + c)))", { a, b, c in (a + b) * (c - (a - (b + c))) }),
    ]

    private static func truth(_ condition: Bool) -> Double { condition ? 1 : 0 }

    private static func least(_ numbers: [Double]) -> Double {
        numbers.contains(where: \.isNaN) ? .nan : numbers.min() ?? .infinity
    }

    @Test(arguments: formulas.indices)
    func `a program gives the result of its formula for each of many rows`(index: Int) throws {
        let (text, formula) = Self.formulas[index]
        let program = try CompiledExpression(compiling: ParsedExpression(parsing: text), names: Self.slots)
        // Blocks of 64 rows, the last of them shorter, and a start within the rows.
        let found = program.evaluate(Rows(Self.rows), rows: 3..<Self.rows.count)
        #expect(found.count == Self.rows.count - 3)
        for (value, row) in zip(found, Self.rows.dropFirst(3)) {
            let wanted = formula(row[0], row[1], row[2])
            #expect(value == wanted || value.isNaN && wanted.isNaN, "\(text) of \(row): \(value), expected \(wanted)")
            let alone = program.evaluate(row)
            #expect(alone == value || alone.isNaN && value.isNaN, "\(text) of \(row) alone: \(alone)")
        }
    }

    @Test func `two genes of words are equal if their words are`() throws {
        let slots: [String: Slot] = [
            "first": .text(index: 0, values: ["relu", "elu", "tanh"]),
            "second": .text(index: 1, values: ["tanh", "relu"]),
        ]
        let same = try CompiledExpression(compiling: ParsedExpression(parsing: "first is second"), names: slots)
        let other = try CompiledExpression(compiling: ParsedExpression(parsing: "first != second"), names: slots)
        for (row, wanted) in [([0.0, 1.0], 1.0), ([2, 0], 1), ([0, 0], 0), ([1, 1], 0), ([1, .nan], 0)] {
            #expect(same.evaluate(row) == wanted)
            #expect(other.evaluate(row) == 1 - wanted)
        }
    }

    @Test(arguments: [
        ("'cifar10' is cifar10", 1.0), ("'cifar10' is 'cifar10'", 1), ("\"a b\" = 'a b'", 1), ("cifar10 is 'mnist'", 0),
        ("'mnist' != cifar10", 1), ("'3' is 3", 1), ("'4' is 3", 0),
    ])
    func `quoted words are compared letter by letter`(text: String, wanted: Double) throws {
        #expect(
            try CompiledExpression(compiling: ParsedExpression(parsing: text), names: Self.slots).evaluate([1, 2, 3])
                == wanted)
    }

    @Test(arguments: [
        (".5 + 1.", 1.5), ("2E3", 2000), ("1.5e+1", 15), ("1e-2 * 100", 1), ("12.5%", 0.125), ("+3 - +2", 1),
        ("- +4", -4),
        ("not not 5", 1), ("1 == 1", 1), ("007", 7),
    ])
    func `numbers and signs are parsed in every form`(text: String, wanted: Double) throws {
        #expect(try CompiledExpression(compiling: ParsedExpression(parsing: text), names: [:]).evaluate([]) == wanted)
    }

    @Test(arguments: [
        ("'abc", 0..<1, "the quote is never closed"), ("1 + \"abc", 4..<5, "the quote is never closed"),
        ("1 + #", 4..<5, "expected a number, a name or an operator, found \"#\""),
        ("a + 'b'", 4..<7, "expected a number, found the word 'b'"),
        ("1e999", 0..<5, "expected a number, found \"1e999\""),
    ])
    func `an error has the range of all its characters`(text: String, range: Range<Int>, message: String) {
        let error = #expect(throws: ExpressionError.self) {
            try CompiledExpression(compiling: ParsedExpression(parsing: text), names: Self.slots)
        }
        #expect(error?.range == range)
        #expect(error?.description == message)
    }
}
