/// The sum of genes that lie beside one another and are whole numbers, all with one step: it follows from the sum of
/// their codes, which a processor adds several at a time.
///
/// It is the sum that adding number after number gives, bit by bit: all numbers on the way are whole and so small that a
/// `Double` holds them exactly.
public struct WholeSum: Sendable {
    private let first: Double
    private let step: Double

    /// Nil for genes whose sum has to be made of their numbers.
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

    /// The sum of the genes whose codes lie in a range; NaN where one of them takes no part.
    public func callAsFunction(_ codes: [UInt32], _ range: Range<Int>) -> Double {
        let bytes = codes.span.bytes
        var (sums, all) = (SIMD8<UInt32>.zero, SIMD8<UInt32>.zero)
        var place = range.lowerBound
        while place + 8 <= range.upperBound {
            let vector = bytes.unsafeLoadUnaligned(
                fromByteOffset: place &* MemoryLayout<UInt32>.stride, as: SIMD8<UInt32>.self)
            sums &+= vector
            all |= vector
            place += 8
        }
        var (sum, any) = (sums.wrappedSum(), all.max())
        while place < range.upperBound {
            sum &+= codes[place]
            any |= codes[place]
            place += 1
        }
        // `Genome.inactive` is the only code with its highest bit set.
        return any > UInt32(Int32.max) ? .nan : first + Double(sum) * step
    }
}
