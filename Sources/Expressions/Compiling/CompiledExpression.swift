/// An expression compiled for given names: fast to evaluate, from any thread, for one row of numbers or for many.
///
///     let names: [String: Slot] = ["x": .number(index: 0), "y": .number(index: 1)]
///     let program = try CompiledExpression(compiling: Expression(parsing: "x / y"), names: names)
///     program.evaluate([9999, 3])  // 3333
///
/// Rows are computed in blocks: each instruction processes 64 rows at once, so that its overhead occurs once per
/// block, and its arithmetic is vectorized.
public struct CompiledExpression: Sendable {
    /// The number of rows in a block.
    public static let blockRows = 64

    let instructions: [Instruction]
    /// The maximum number of registers in use at once.
    let registers: Int
    /// The register of the result.
    let result: Int
    /// The names of the slots that are read.
    let slotNames: [Int: String]
    /// The number of instructions per row, as a measure of the cost.
    public var steps: Int { instructions.count }

    /// Checks an expression against the known names and compiles it.
    ///
    /// - Throws: `ExpressionError` for an unknown name, a word instead of a number, a family outside a function of
    ///   several numbers, an index outside its list, or sums that are too long to write out.
    /// - Complexity: O(parts), with each sum over an index written out: at most 1,000,000 parts
    public init(compiling expression: ParsedExpression, names: [String: Slot]) throws(ExpressionError) {
        try self.init(expression, names, assumesNames: false)
    }

    init(_ expression: ParsedExpression, _ names: [String: Slot], assumesNames: Bool) throws(ExpressionError) {
        var compiler = Compiler(names: names, assumesNames: assumesNames)
        result = try compiler.compile(expression.root)
        instructions = compiler.instructions
        registers = compiler.registers
        slotNames = compiler.slotNames
    }

    /// Returns the value of the expression; a condition gives 1 or 0. `values` contains a number for the index of
    /// each slot.
    ///
    /// - Complexity: O(parts of the expression)
    public func evaluate(_ values: [Double]) -> Double { evaluate(OneRow(values: values), rows: 0..<1)[0] }

    /// Returns the value of the expression in each of the rows.
    ///
    /// - Complexity: O(rows × parts of the expression)
    public func evaluate(_ source: any ProgramRows, rows: Range<Int>) -> [Double] {
        var results = [Double](repeating: 0, count: rows.count)
        var workspace = Workspace(registers: registers)
        var source = source
        for start in stride(from: rows.lowerBound, to: rows.upperBound, by: Self.blockRows) {
            let block = start..<min(start + Self.blockRows, rows.upperBound)
            source.turn(to: block)
            workspace.run(instructions[...], &source, block.count)
            workspace.copy(
                register: result, into: &results, at: start - rows.lowerBound, count: block.count)
        }
        return results
    }
}

/// Rows of numbers that a program reads in blocks, one slot at a time.
public protocol ProgramRows {
    /// Selects the rows to read from now on, from 1 to `Program.blockRows`.
    mutating func turn(to rows: Range<Int>)

    /// Writes the numbers of a slot in these rows to consecutive vectors from an index on, eight rows to a vector.
    /// Lanes after the last row may contain anything.
    mutating func read(_ slot: Int, into vectors: inout [SIMD8<Double>], at index: Int)

    /// Writes the sums of several slots in these rows, as if added in order to 0.
    ///
    /// - Returns: False, without writing anything, if reading one slot after the other is the fastest way.
    mutating func sum(_ slots: Range<Int>, into vectors: inout [SIMD8<Double>], at index: Int) -> Bool
}

struct OneRow: ProgramRows {
    let values: [Double]

    mutating func turn(to rows: Range<Int>) {}

    mutating func read(_ slot: Int, into vectors: inout [SIMD8<Double>], at index: Int) {
        vectors[index] = SIMD8(repeating: values[slot])
    }

    mutating func sum(_ slots: Range<Int>, into vectors: inout [SIMD8<Double>], at index: Int) -> Bool {
        var sum = 0.0
        for slot in slots { sum += values[slot] }
        vectors[index] = SIMD8(repeating: sum)
        return true
    }
}

extension ParsedExpression {
    /// Checks what is independent of the genes: families and words in wrong positions.
    ///
    /// - Throws: `ExpressionError` with the characters concerned.
    public func check() throws(ExpressionError) { try check(names: [:]) }

    /// Checks an expression against these names; others may still be defined later.
    ///
    /// - Throws: `ExpressionError` for an error that no further name can correct, with the characters concerned.
    /// - Complexity: as for compiling
    public func check(names: [String: Slot]) throws(ExpressionError) {
        _ = try CompiledExpression(self, names, assumesNames: true)
    }
}
