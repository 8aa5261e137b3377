/// An expression compiled for some names: quick to evaluate, from any thread, for one row of numbers or for many.
///
///     let program = try Program(compiling: Expression(parsing: "x / y"), names: ["x": .number(index: 0), "y": .number(index: 1)])
///     program.evaluate([9999, 3])  // 3333
///
/// Rows are computed in blocks: each instruction works on 64 rows at once, so that what an instruction costs by itself
/// is paid once a block, and its arithmetic runs in vectors.
public struct Program: Sendable {
    /// Rows in a block.
    public static let blockRows = 64

    let instructions: [Instruction]
    /// The most registers that are in use at once.
    let registers: Int
    /// How many instructions a row takes: a measure of its cost.
    public var steps: Int { instructions.count }

    /// Checks an expression against the names that there are, and compiles it.
    ///
    /// - Throws: an unknown name, a word where a number is expected, or a family outside a function of many numbers.
    public init(compiling expression: Expression, names: [String: Slot]) throws(ExpressionError) {
        try self.init(expression, names, assumesNames: false)
    }

    init(_ expression: Expression, _ names: [String: Slot], assumesNames: Bool) throws(ExpressionError) {
        var compiler = Compiler(names: names, assumesNames: assumesNames)
        try compiler.compile(expression.root, into: 0)
        instructions = compiler.instructions
        registers = compiler.registers
    }

    /// The value of the expression; a condition gives 1 or 0. `values` holds a number for each slot's place.
    ///
    /// O(parts of the expression).
    public func evaluate(_ values: [Double]) -> Double { evaluate(OneRow(values: values), rows: 0..<1)[0] }

    /// The value of the expression in each of some rows. O(rows × parts of the expression).
    public func evaluate(_ source: any ProgramRows, rows: Range<Int>) -> [Double] {
        var results = [Double](repeating: 0, count: rows.count)
        var workspace = Workspace(registers: registers)
        var source = source
        for start in stride(from: rows.lowerBound, to: rows.upperBound, by: Self.blockRows) {
            let block = start..<min(start + Self.blockRows, rows.upperBound)
            source.turn(to: block)
            workspace.run(instructions, &source, block.count)
            workspace.copyResult(into: &results, at: start - rows.lowerBound, count: block.count)
        }
        return results
    }
}

/// Rows of numbers that a program reads, a block of one slot at a time.
public protocol ProgramRows {
    /// Turns to some rows, from 1 to `Program.blockRows`: what is read afterwards is of these.
    mutating func turn(to rows: Range<Int>)

    /// Writes the numbers that a slot has in these rows into vectors from a place on: eight rows to a vector. Lanes behind
    /// the last row may hold anything.
    mutating func read(_ slot: Int, into vectors: inout [SIMD8<Double>], at place: Int)

    /// Writes the sums of the numbers that some slots have in these rows, as if added in their order to 0.
    ///
    /// - Returns: false, with nothing written, where it knows no quicker way than to read one slot after the other.
    mutating func sum(_ slots: Range<Int>, into vectors: inout [SIMD8<Double>], at place: Int) -> Bool
}

private struct OneRow: ProgramRows {
    let values: [Double]

    mutating func turn(to rows: Range<Int>) {}

    mutating func read(_ slot: Int, into vectors: inout [SIMD8<Double>], at place: Int) {
        vectors[place] = SIMD8(repeating: values[slot])
    }

    mutating func sum(_ slots: Range<Int>, into vectors: inout [SIMD8<Double>], at place: Int) -> Bool {
        var sum = 0.0
        for slot in slots { sum += values[slot] }
        vectors[place] = SIMD8(repeating: sum)
        return true
    }
}

extension Expression {
    /// Checks what can be known before any gene is: a family or a word where no such thing can stand.
    ///
    /// - Throws: the mistake, with the characters meant.
    public func check() throws(ExpressionError) { try check(names: [:]) }

    /// Checks what can be known of these names, where others may still come.
    ///
    /// - Throws: a mistake that no further name mends, with the characters meant.
    public func check(names: [String: Slot]) throws(ExpressionError) {
        _ = try Program(self, names, assumesNames: true)
    }
}
