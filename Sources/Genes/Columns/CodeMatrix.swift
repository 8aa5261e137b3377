/// The codes of all births, one row each, in blocks of rows that copies share.
///
/// A full block is stored in the narrowest integers that hold its codes: one byte per gene if no gene has more than
/// 255 values.
package struct CodeMatrix: Sendable {
    /// The number of codes in a row.
    package let genes: Int
    private let rowsPerBlock: Int
    private var full: [CodeBlock] = []
    private var last: [UInt32] = []

    package init(genes: Int) {
        self.genes = genes
        rowsPerBlock = Swift.max(1, 16_384 / genes)
    }

    /// The number of rows.
    package var count: Int { full.count * rowsPerBlock + last.count / genes }

    /// Appends rows.
    ///
    /// - Complexity: O(codes), plus the last block if a copy shares it
    package mutating func append(_ codes: [UInt32]) {
        var start = 0
        let length = rowsPerBlock * genes
        while start < codes.count {
            let end = min(codes.count, start + length - last.count)
            last.append(contentsOf: codes[start..<end])
            start = end
            if last.count == length {
                full.append(CodeBlock(last))
                last.removeAll(keepingCapacity: true)
            }
        }
    }

    /// Returns the codes of a row.
    package func row(_ row: Int) -> [UInt32] {
        let block = row / rowsPerBlock
        let start = (row - block * rowsPerBlock) * genes
        return block < full.count ? full[block][start..<start + genes] : Array(last[start..<start + genes])
    }

    /// Calls a function with the codes of each block of rows, in order.
    package func forEachBlock(_ body: ([UInt32]) throws -> Void) rethrows {
        for block in full { try body(block[0..<rowsPerBlock * genes]) }
        try body(last)
    }

    /// Returns the code of one gene in a row.
    package func code(_ row: Int, gene: Int) -> UInt32 {
        let block = row / rowsPerBlock
        let position = (row - block * rowsPerBlock) * genes + gene
        return block < full.count ? full[block][position] : last[position]
    }
}

/// A block of codes in the narrowest integers that hold them. The largest value of the narrow forms marks inactive
/// genes.
private enum CodeBlock: Equatable, Sendable {
    case bytes([UInt8])
    case halves([UInt16])
    case words([UInt32])

    init(_ codes: [UInt32]) {
        let largest = codes.reduce(0) { $1 == Genome.inactive ? $0 : max($0, $1) }
        if largest < UInt8.max {
            self = .bytes(codes.map { UInt8(truncatingIfNeeded: $0) })
        } else if largest < UInt16.max {
            self = .halves(codes.map { UInt16(truncatingIfNeeded: $0) })
        } else {
            self = .words(codes)
        }
    }

    subscript(position: Int) -> UInt32 {
        switch self {
        case .bytes(let codes): codes[position] == .max ? Genome.inactive : UInt32(codes[position])
        case .halves(let codes): codes[position] == .max ? Genome.inactive : UInt32(codes[position])
        case .words(let codes): codes[position]
        }
    }

    subscript(range: Range<Int>) -> [UInt32] {
        switch self {
        case .bytes(let codes): codes[range].map { $0 == .max ? Genome.inactive : UInt32($0) }
        case .halves(let codes): codes[range].map { $0 == .max ? Genome.inactive : UInt32($0) }
        case .words(let codes): Array(codes[range])
        }
    }
}

extension CodeMatrix: Equatable {
    package static func == (left: CodeMatrix, right: CodeMatrix) -> Bool {
        left.genes == right.genes && left.last == right.last && left.full == right.full
    }
}

extension CodeMatrix {
    /// Creates a matrix from packed codes, with `genes` codes in a row; nil if the last row is incomplete.
    package init?(_ packed: PackedIntegers, genes: Int) {
        guard genes > 0, packed.values.count.isMultiple(of: genes) else { return nil }
        self.init(genes: genes)
        append(packed.values)
    }

    /// All codes as one text.
    package var packed: PackedStream { PackedStream(.codes(self)) }
}
