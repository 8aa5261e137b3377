/// The numbers of a gene's codes, made ready to be read by the million: what `Gene.value(of:)` gives, without a value for
/// each.
public struct GeneNumbers: Sendable {
    private enum Rule: Sendable {
        /// The number of each code.
        case table([Double])
        /// Whole numbers that a `Double` and codes that an `Int32` can hold.
        case whole(WholeNumbers)
        /// Numbers that need rounding.
        case places(GenePlaces)
        /// As the gene says.
        case gene(Gene)
    }

    /// Genes with more values are computed one by one, or the table would outgrow the processor's caches.
    private static let tableSize = 4_096
    /// Up to here all whole numbers have a `Double` of their own.
    static let greatestExact: UInt = 1 << 53

    /// Whole numbers a step apart.
    struct WholeNumbers: Sendable {
        let first: Int
        let step: Int
        /// How many there are.
        let count: Int
    }

    private let rule: Rule
    /// The whole numbers that it has, where it is such a gene.
    var wholeNumbers: WholeNumbers? { if case .whole(let numbers) = rule { numbers } else { nil } }

    /// Makes a gene ready. O(values), 4,096 at most.
    ///
    /// A list with words has the place in the list as its number.
    public init(_ gene: Gene) {
        if case .integers(let first, let last, let step, _) = gene.domain,
            max(first.magnitude, last.magnitude) <= Self.greatestExact, gene.count <= Int(Int32.max)
        {
            rule = .whole(WholeNumbers(first: first, step: step, count: gene.count))
        } else if gene.count <= Self.tableSize {
            rule = .table((0..<gene.count).map { Self.number(UInt32($0), of: gene) })
        } else if let places = GenePlaces(gene) {
            rule = .places(places)
        } else {
            rule = .gene(gene)
        }
    }

    private static func number(_ code: UInt32, of gene: Gene) -> Double {
        gene.value(of: code).number ?? Double(code)
    }

    /// The number of a code; NaN where the gene takes no part.
    @inline(__always)
    private func number(_ code: UInt32) -> Double {
        guard code != Genome.inactive else { return .nan }
        switch rule {
        case .table(let numbers): return numbers[Int(code)]
        case .whole(let whole): return Double(whole.first) + Double(code) * Double(whole.step)
        case .places(let places): return places(code)
        case .gene(let gene): return Self.number(code, of: gene)
        }
    }

    /// The number of a code; NaN where the gene takes no part.
    public func callAsFunction(_ code: UInt32) -> Double { number(code) }

    /// Writes the numbers that the gene has in some genomes into vectors from a place on, eight genomes to a vector; NaN
    /// where it takes no part.
    public func read(_ columns: CodeColumns, gene: Int, into vectors: inout [SIMD8<Double>], at place: Int) {
        let codes = columns.codes(of: gene)
        // Only where some genome lacks the gene, each code has to be asked.
        var all = SIMD8<UInt32>.zero
        for vector in codes { all |= vector }
        let areActive = all.max() <= UInt32(Int32.max)
        switch rule {
        case .whole(let whole):
            let (first, step) = (Double(whole.first), Double(whole.step))
            var place = place
            for vector in codes {
                // Processors turn signed numbers into floating ones; `Genome.inactive` is the only negative one.
                let numbers = SIMD8<Double>(SIMD8<Int32>(truncatingIfNeeded: vector))
                vectors[place] = numbers * step + first
                if !areActive { vectors[place].replace(with: .nan, where: numbers .< 0) }
                place += 1
            }
        case .table(let numbers):
            Self.fill(codes, areActive, &vectors, place) { numbers[Int($0)] }
        case .places(let places):
            Self.fill(codes, areActive, &vectors, place) { places($0) }
        case .gene(let gene):
            Self.fill(codes, areActive, &vectors, place) { Self.number($0, of: gene) }
        }
    }

    @inline(__always)
    private static func fill(
        _ codes: ArraySlice<SIMD8<UInt32>>, _ areActive: Bool, _ vectors: inout [SIMD8<Double>], _ place: Int,
        _ number: (UInt32) -> Double
    ) {
        var place = place
        for vector in codes {
            var numbers = SIMD8<Double>.zero
            if areActive {
                for lane in 0..<8 { numbers[lane] = number(vector[lane]) }
            } else {
                for lane in 0..<8 {
                    numbers[lane] = vector[lane] == Genome.inactive ? .nan : number(vector[lane])
                }
            }
            vectors[place] = numbers
            place += 1
        }
    }
}
