/// The sum of adjacent genes that are integers with the same step. It follows from the sum of their codes, which a
/// processor adds several at a time.
///
/// It equals the result of adding number after number, bit by bit: all intermediate results are integers small enough
/// for a `Double` to hold exactly.
public struct ExactSum: Sendable {
    private let first: Double
    private let step: Double

    /// Creates the sum of some genes; nil if it cannot be computed from their codes.
    public init?(_ genes: ArraySlice<GeneNumbers>) {
        guard let step = genes.first?.wholeNumbers?.step else { return nil }
        var (first, greatest, codes) = (0.0, 0.0, 0.0)
        for gene in genes {
            guard let numbers = gene.wholeNumbers, numbers.step == step else { return nil }
            first += Double(numbers.first)
            greatest += Double(numbers.first.magnitude) + Double(numbers.count) * Double(step)
            codes += Double(numbers.count)
        }
        guard greatest < Double(GeneNumbers.greatestExact), codes < Double(Int32.max) else { return nil }
        (self.first, self.step) = (first, Double(step))
    }

    /// Returns the sum of the genes whose codes are in a range; NaN if one of them is inactive.
    public func callAsFunction(_ codes: [UInt32], _ range: Range<Int>) -> Double {
        let bytes = codes.span.bytes
        var (sums, all) = (SIMD8<UInt32>.zero, SIMD8<UInt32>.zero)
        var index = range.lowerBound
        while index + 8 <= range.upperBound {
            let vector = bytes.unsafeLoadUnaligned(
                fromByteOffset: index &* MemoryLayout<UInt32>.stride, as: SIMD8<UInt32>.self)
            sums &+= vector
            all |= vector
            index += 8
        }
        var (sum, any) = (sums.wrappedSum(), all.max())
        while index < range.upperBound {
            sum &+= codes[index]
            any |= codes[index]
            index += 1
        }
        // `Genome.inactive` is the only code with its highest bit set.
        return any > UInt32(Int32.max) ? .nan : first + Double(sum) * step
    }
}
