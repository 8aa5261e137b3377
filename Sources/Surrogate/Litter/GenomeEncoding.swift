package import Genes

/// Genomes as inputs of the surrogate model: each ordered gene by its position on its scale, each categorical one by
/// its code, and an inactive gene by a mark far below both. The difference of two marks, limited to 1, is the
/// distance of two genomes in one gene: the distance on the scale, or 1 if the values differ. A gene that is active
/// in only one of them also has distance 1. The covariance depends on a mixture of this distance and its square.
///
/// Rows are stored in vectors of eight genes; the rest of the last vector is zero.
package struct GenomeEncoding: Sendable {
    /// The number of genomes.
    package private(set) var count = 0
    private var vectors: [SIMD8<Float>] = []
    /// The number of vectors in a row.
    private let width: Int
    private let genes: Int

    /// The mark of an inactive gene.
    private static let inactive: Float = -2
    /// The weight of the part of the covariance that decreases with each difference alone.
    private static let additive: Float = 0.5

    /// Creates an empty set of features.
    package init(genus: Genus) {
        genes = genus.genes.count
        width = (genes + 7) / 8
    }

    /// Appends a genome: the codes of a row that begins at `start`.
    package mutating func append(_ codes: [UInt32], at start: Int, of genus: Genus) {
        vectors.append(contentsOf: repeatElement(.zero, count: width))
        for (index, gene) in genus.genes.enumerated() {
            let code = codes[start + index]
            vectors[count * width + index / 8][index % 8] =
                code == Genome.inactive
                ? Self.inactive : gene.isOrdered ? Float(gene.position(of: code)) : Float(code)
        }
        count += 1
    }

    mutating func removeLast(_ count: Int) {
        vectors.removeLast(count * width)
        self.count -= count
    }

    /// Returns the parameters of the covariance, the rates in vectors, as the other functions expect them.
    package func packed(_ rates: [Float], smoothness: Float = 0) -> PackedKernel {
        var packed = [SIMD8<Float>](repeating: .zero, count: width)
        for (gene, rate) in rates.enumerated() { packed[gene / 8][gene % 8] = rate }
        return PackedKernel(rates: packed, smoothness: smoothness)
    }

    /// The rate of each gene, and the share of the squared distance in each distance.
    package struct PackedKernel: Sendable {
        let rates: [SIMD8<Float>]
        let smoothness: Float
    }

    /// The covariances of a genome with others; 1 with an equal one. One half decreases with all differences
    /// together; the other half is the mean over the genes of terms that decrease with each difference alone.
    package struct Covariances {
        /// The covariance with each genome.
        package var whole: [Double]
        /// The half that decreases with all differences together.
        var together: [Float]
    }

    /// Returns the covariances of a row with the first `count` rows of others.
    ///
    /// - Complexity: O(count × genes)
    package func covariances(_ row: Int, with others: GenomeEncoding, _ count: Int, kernel: PackedKernel)
        -> Covariances
    {
        var falls = [SIMD8<Float>](repeating: .zero, count: (count + 7) / 8)
        var whole = [Double](repeating: 0, count: count)
        let first = row * width
        // The padding of the last vector is equal everywhere and counts 1 each.
        let (filling, scale) = (Float(width * 8 - genes), Self.additive / Float(genes))
        let smooth = SIMD8<Float>(repeating: kernel.smoothness)
        let rough = SIMD8<Float>(repeating: 1 - kernel.smoothness)
        let share = 1 - Self.additive
        for other in 0..<count {
            var sum = SIMD8<Float>.zero
            var alone = SIMD8<Float>.zero
            let second = other * width
            for index in 0..<width {
                let apart = distance(vectors[first + index], others.vectors[second + index])
                let fall = kernel.rates[index] * apart * (rough + smooth * apart)
                sum += fall
                alone += exponential(minus: fall)
            }
            falls[other / 8][other % 8] = sum.sum()
            whole[other] = Double(scale * (alone.sum() - filling))
        }
        var together: [Float] = []
        together.reserveCapacity(falls.count * 8)
        for fall in falls {
            let half = share * exponential(minus: fall)
            for lane in 0..<8 { together.append(half[lane]) }
        }
        for other in 0..<count { whole[other] += Double(together[other]) }
        return Covariances(whole: whole, together: together)
    }

    /// Adds for each gene the rate at which the covariance of two genomes decreases as the gene's rate grows, times a
    /// factor, and to `slope` that at which it increases with the share of the squared distance.
    ///
    /// - Parameter together: The half of their covariance that decreases with all differences together.
    func addSlopes(
        _ left: Int, _ right: Int, together: Float, kernel: PackedKernel, times factor: Float,
        to slopes: inout [SIMD8<Float>], smooth slope: inout SIMD8<Float>
    ) {
        let (first, second) = (left * width, right * width)
        let factor = SIMD8<Float>(repeating: factor)
        let half = SIMD8<Float>(repeating: together)
        let scale = SIMD8<Float>(repeating: Self.additive / Float(genes))
        let smooth = SIMD8<Float>(repeating: kernel.smoothness)
        let rough = SIMD8<Float>(repeating: 1 - kernel.smoothness)
        for index in 0..<width {
            let distance = distance(vectors[first + index], vectors[second + index])
            let apart = distance * (rough + smooth * distance)
            let weight = factor * (half + scale * exponential(minus: kernel.rates[index] * apart))
            slopes[index] += apart * weight
            slope += kernel.rates[index] * (distance - distance * distance) * weight
        }
    }

    @inline(__always)
    private func distance(_ left: SIMD8<Float>, _ right: SIMD8<Float>) -> SIMD8<Float> {
        // Clears the sign bit, because the vectors have no fast absolute value.
        let difference = (left - right).bits & SIMD8(repeating: 0x7FFF_FFFF)
        return pointwiseMin(SIMD8(bits: difference), SIMD8(repeating: 1))
    }

    /// Returns exp(−x) for x ≥ 0, with a relative error of about 1e-7: the same on every processor (Moshier, "Methods
    /// and programs for mathematical functions", 1989).
    @inline(__always)
    private func exponential(minus values: SIMD8<Float>) -> SIMD8<Float> {
        let x = pointwiseMax(-values, SIMD8(repeating: -87))
        // The last bits of the sum hold the nearest whole number of halvings.
        let shifted = x * 1.442_695_04 + 12_582_912
        let whole = shifted - 12_582_912
        let rest = x - whole * 0.693_359_375 + whole * 2.121_944_4e-4
        var power = SIMD8<Float>(repeating: 1.987_569_15e-4)
        power = power * rest + 1.398_199_950_7e-3
        power = power * rest + 8.333_451_907_3e-3
        power = power * rest + 4.166_579_589_4e-2
        power = power * rest + 1.666_666_545_9e-1
        power = power * rest + 5.000_000_120_1e-1
        power = power * rest * rest + rest + 1
        return power * SIMD8(bits: (shifted.bits &<< 23) &+ 0x3F80_0000)
    }
}

extension SIMD8<Float> {
    @inline(__always)
    fileprivate var bits: SIMD8<UInt32> { unsafeBitCast(self, to: SIMD8<UInt32>.self) }

    @inline(__always)
    fileprivate init(bits: SIMD8<UInt32>) { self = unsafeBitCast(bits, to: SIMD8<Float>.self) }
}
