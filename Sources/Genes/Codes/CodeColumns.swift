/// The codes of a block of genomes, transposed so that those of one gene are contiguous, eight genomes to a vector. A
/// population stores them genome by genome, but a processor reads eight neighbours as fast as one.
public struct CodeColumns: Sendable {
    /// The maximum number of genomes in a block.
    public static let rows = 64
    private static let width = rows / 8

    private let genes: Int
    private var vectors: [SIMD8<UInt32>]
    private var used = 0

    /// Creates room for genomes with this number of genes.
    public init(genes: Int) {
        self.genes = genes
        vectors = Array(repeating: .zero, count: genes * Self.width)
    }

    /// Replaces the block by a range of rows from a row-major matrix of codes: at least one, at most
    /// `CodeColumns.rows`. Lanes after the last genome repeat it.
    ///
    /// - Complexity: O(genomes × genes)
    public mutating func take(_ codes: [UInt32], rows: Range<Int>) {
        precondition(!rows.isEmpty && rows.count <= Self.rows, "from 1 to \(Self.rows) rows")
        used = (rows.count + 7) / 8
        let bytes = codes.span.bytes
        for vector in 0..<used {
            var starts = SIMD8<Int>.zero
            for lane in 0..<8 {
                starts[lane] = min(rows.lowerBound + vector * 8 + lane, rows.upperBound - 1) * genes
            }
            var gene = 0
            while gene + 4 <= genes {
                let low = Self.turned(bytes, starts.lowHalf &+ gene)
                let high = Self.turned(bytes, starts.highHalf &+ gene)
                let position = gene * Self.width + vector
                vectors[position] = SIMD8(lowHalf: low.0, highHalf: high.0)
                vectors[position + Self.width] = SIMD8(lowHalf: low.1, highHalf: high.1)
                vectors[position + 2 * Self.width] = SIMD8(lowHalf: low.2, highHalf: high.2)
                vectors[position + 3 * Self.width] = SIMD8(lowHalf: low.3, highHalf: high.3)
                gene += 4
            }
            while gene < genes {
                var column = SIMD8<UInt32>.zero
                for lane in 0..<8 { column[lane] = codes[starts[lane] + gene] }
                vectors[gene * Self.width + vector] = column
                gene += 1
            }
        }
    }

    /// Returns the codes of a gene, in as many vectors as the genomes need.
    func codes(of gene: Int) -> ArraySlice<SIMD8<UInt32>> {
        vectors[gene * Self.width..<gene * Self.width + used]
    }

    /// Returns four codes of four rows each, as columns.
    @inline(__always)
    private static func turned(
        _ bytes: RawSpan, _ starts: SIMD4<Int>
    ) -> (SIMD4<UInt32>, SIMD4<UInt32>, SIMD4<UInt32>, SIMD4<UInt32>) {
        func row(_ lane: Int) -> SIMD4<UInt32> {
            bytes.unsafeLoadUnaligned(
                fromByteOffset: starts[lane] &* MemoryLayout<UInt32>.stride, as: SIMD4<UInt32>.self)
        }
        let (first, second, third, fourth) = (row(0), row(1), row(2), row(3))
        let left = between(first.lowHalf, second.lowHalf)
        let right = between(third.lowHalf, fourth.lowHalf)
        let farLeft = between(first.highHalf, second.highHalf)
        let farRight = between(third.highHalf, fourth.highHalf)
        return (
            SIMD4(lowHalf: left.lowHalf, highHalf: right.lowHalf),
            SIMD4(lowHalf: left.highHalf, highHalf: right.highHalf),
            SIMD4(lowHalf: farLeft.lowHalf, highHalf: farRight.lowHalf),
            SIMD4(lowHalf: farLeft.highHalf, highHalf: farRight.highHalf)
        )
    }

    /// Returns the numbers of two vectors, interleaved.
    @inline(__always)
    private static func between(_ first: SIMD2<UInt32>, _ second: SIMD2<UInt32>) -> SIMD4<UInt32> {
        SIMD4(first.x, second.x, first.y, second.y)
    }
}
