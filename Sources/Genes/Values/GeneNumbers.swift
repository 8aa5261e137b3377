/// The numbers of a gene's codes, prepared for fast reading: the values of `Gene.value(of:)` without creating a
/// `GeneValue` for each.
public struct GeneNumbers: Sendable {
    private enum Rule: Sendable {
        /// The number of each code.
        case table([Double])
        /// Integers that a `Double` can hold, with codes that an `Int32` can hold.
        case whole(WholeNumbers)
        /// Real numbers on a linear scale.
        case reals(RealValues)
        /// Numbers that need rounding.
        case positions(GenePlaces)
        /// The numbers that the gene computes.
        case gene(Gene)
    }

    /// The maximum size of the table: a larger one would outgrow the processor's caches.
    private static let tableSize = 4_096
    /// Up to here, a `Double` represents all integers exactly.
    static let greatestExact: UInt = 1 << 53

    /// Evenly spaced integers.
    struct WholeNumbers: Sendable {
        let first: Int
        let step: Int
        /// The number of integers.
        let count: Int
    }

    private let rule: Rule
    /// The integers of the gene; nil for other genes.
    var wholeNumbers: WholeNumbers? { if case .whole(let numbers) = rule { numbers } else { nil } }

    /// Prepares a gene. In a list with words, the number of each value is its index, also that of a number: the
    /// index of one value and the number of another could not be distinguished.
    ///
    /// - Complexity: O(values), 4,096 at most
    public init(_ gene: Gene) {
        if gene.domain.hasWords {
            rule = .whole(WholeNumbers(first: 0, step: 1, count: gene.count))
        } else if case .integers(let first, let last, let step, _) = gene.domain,
            max(first.magnitude, last.magnitude) <= Self.greatestExact, gene.count <= Int(Int32.max)
        {
            rule = .whole(WholeNumbers(first: first, step: step, count: gene.count))
        } else if gene.count <= Self.tableSize {
            rule = .table((0..<gene.count).map { Self.number(UInt32($0), of: gene) })
        } else if let reals = gene.reals, reals.isVectorized {
            rule = .reals(reals)
        } else if let positions = GenePlaces(gene) {
            rule = .positions(positions)
        } else {
            rule = .gene(gene)
        }
    }

    private static func number(_ code: UInt32, of gene: Gene) -> Double {
        gene.value(of: code).number ?? .nan
    }

    /// Returns the number of a code; NaN if the gene is inactive.
    @inline(__always)
    private func number(_ code: UInt32) -> Double {
        guard code != Genome.inactive else { return .nan }
        switch rule {
        case .table(let numbers): return numbers[Int(code)]
        case .whole(let whole): return Double(whole.first) + Double(code) * Double(whole.step)
        case .reals(let reals): return reals(code)
        case .positions(let positions): return positions(code)
        case .gene(let gene): return Self.number(code, of: gene)
        }
    }

    /// Returns the number of a code; NaN if the gene is inactive.
    public func callAsFunction(_ code: UInt32) -> Double { number(code) }

    /// Writes the gene's numbers in a block of genomes to consecutive vectors from an index on, eight genomes to a
    /// vector; NaN if the gene is inactive.
    public func read(_ columns: CodeColumns, gene: Int, into vectors: inout [SIMD8<Double>], at position: Int) {
        let codes = columns.codes(of: gene)
        // Each code must be checked only if the gene is inactive in one of the genomes.
        var all = SIMD8<UInt32>.zero
        for vector in codes { all |= vector }
        let areActive = all.max() <= UInt32(Int32.max)
        switch rule {
        case .whole(let whole):
            let (first, step) = (Double(whole.first), Double(whole.step))
            var position = position
            for vector in codes {
                // Processors convert signed integers to floating-point numbers; `Genome.inactive` is the only
                // negative one.
                let numbers = SIMD8<Double>(SIMD8<Int32>(truncatingIfNeeded: vector))
                vectors[position] = numbers * step + first
                if !areActive { vectors[position].replace(with: .nan, where: numbers .< 0) }
                position += 1
            }
        case .table(let numbers):
            Self.fill(codes, areActive, &vectors, position) { numbers[Int($0)] }
        case .reals(let reals):
            var position = position
            for vector in codes {
                vectors[position] = reals(vector)
                position += 1
            }
        case .positions(let positions):
            Self.fill(codes, areActive, &vectors, position) { positions($0) }
        case .gene(let gene):
            Self.fill(codes, areActive, &vectors, position) { Self.number($0, of: gene) }
        }
    }

    @inline(__always)
    private static func fill(
        _ codes: ArraySlice<SIMD8<UInt32>>, _ areActive: Bool, _ vectors: inout [SIMD8<Double>], _ position: Int,
        _ number: (UInt32) -> Double
    ) {
        var position = position
        for vector in codes {
            var numbers = SIMD8<Double>.zero
            if areActive {
                for lane in 0..<8 { numbers[lane] = number(vector[lane]) }
            } else {
                for lane in 0..<8 {
                    numbers[lane] = vector[lane] == Genome.inactive ? .nan : number(vector[lane])
                }
            }
            vectors[position] = numbers
            position += 1
        }
    }
}
