import Evolution
import Expressions

/// Genomes as rows of numbers that a program reads.
struct GenomeRows: ProgramRows {
    private let codes: [UInt32]
    private let numbers: [GeneNumbers]
    private var rows = 0..<0
    private var columns: CodeColumns
    private var areTurned = false
    /// The known sums, cached so that they are derived once and not for each block.
    private var sums: [Range<Int>: ExactSum?] = [:]

    init(codes: [UInt32], numbers: [GeneNumbers]) {
        self.codes = codes
        self.numbers = numbers
        columns = CodeColumns(genes: numbers.count)
    }

    mutating func turn(to rows: Range<Int>) {
        self.rows = rows
        areTurned = false
    }

    mutating func read(_ slot: Int, into vectors: inout [SIMD8<Double>], at index: Int) {
        // Read all genes at once, because an objective reads every one of them.
        if !areTurned { columns.take(codes, rows: rows) }
        areTurned = true
        numbers[slot].read(columns, gene: slot, into: &vectors, at: index)
    }

    mutating func sum(_ slots: Range<Int>, into vectors: inout [SIMD8<Double>], at index: Int) -> Bool {
        guard let sum = wholeSum(slots) else { return false }
        for (offset, row) in rows.enumerated() {
            let start = row * numbers.count
            vectors[index + offset / 8][offset % 8] = sum(codes, start + slots.lowerBound..<start + slots.upperBound)
        }
        return true
    }

    private mutating func wholeSum(_ slots: Range<Int>) -> ExactSum? {
        if let known = sums[slots] { return known }
        let sum = ExactSum(numbers[slots])
        sums[slots] = .some(sum)
        return sum
    }
}
