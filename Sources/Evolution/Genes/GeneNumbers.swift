/// The numbers of a gene's codes, made ready to be read by the million: what `Gene.value(of:)` gives, without a value for
/// each.
public struct GeneNumbers: Sendable {
    private enum Rule: Sendable {
        /// The number of each code.
        case table([Double])
        /// Whole numbers that a `Double` and codes that an `Int32` can hold.
        case whole(first: Double, step: Double)
        /// As the gene says.
        case gene(Gene)
    }

    /// Genes with more values are computed one by one, or the table would outgrow the processor's caches.
    private static let tableSize = 4_096
    /// Up to here all whole numbers have a `Double` of their own.
    private static let greatestExact: UInt = 1 << 53

    private let rule: Rule

    /// Makes a gene ready. O(values), 4,096 at most.
    ///
    /// A list with words has the place in the list as its number.
    public init(_ gene: Gene) {
        if case .integers(let first, let last, let step, _) = gene.domain,
            max(first.magnitude, last.magnitude) <= Self.greatestExact, gene.count <= Int(Int32.max)
        {
            rule = .whole(first: Double(first), step: Double(step))
        } else if gene.count <= Self.tableSize {
            rule = .table((0..<gene.count).map { Self.number(UInt32($0), of: gene) })
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
        case .whole(let first, let step): return first + Double(code) * step
        case .gene(let gene): return Self.number(code, of: gene)
        }
    }

    /// The number of a code; NaN where the gene takes no part.
    public func callAsFunction(_ code: UInt32) -> Double { number(code) }

    /// Reads the numbers of every `stride`-th code from a place on, eight to a vector; what is left of the last vector is
    /// filled with the number of the first code.
    public func read(
        _ codes: [UInt32], from start: Int, stride: Int, count: Int, into vectors: inout [SIMD8<Double>],
        at place: Int
    ) {
        switch rule {
        case .table(let numbers):
            Self.fill(codes, start, stride, count, &vectors, place) { codes in
                var result = SIMD8<Double>.zero
                for lane in 0..<8 {
                    result[lane] = codes[lane] == Genome.inactive ? .nan : numbers[Int(codes[lane])]
                }
                return result
            }
        case .whole(let first, let step):
            Self.fill(codes, start, stride, count, &vectors, place) { codes in
                // Processors turn signed numbers into floating ones; `Genome.inactive` is the only negative one.
                let numbers = SIMD8<Double>(SIMD8<Int32>(truncatingIfNeeded: codes))
                return (numbers * step + first).replacing(with: .nan, where: numbers .< 0)
            }
        case .gene(let gene):
            Self.fill(codes, start, stride, count, &vectors, place) { codes in
                var result = SIMD8<Double>.zero
                for lane in 0..<8 {
                    result[lane] = codes[lane] == Genome.inactive ? .nan : Self.number(codes[lane], of: gene)
                }
                return result
            }
        }
    }

    @inline(__always)
    private static func fill(
        _ codes: [UInt32], _ start: Int, _ stride: Int, _ count: Int, _ vectors: inout [SIMD8<Double>], _ place: Int,
        _ numbers: (SIMD8<UInt32>) -> SIMD8<Double>
    ) {
        var from = start
        // Wrapping: the array checks the places, and a second check costs a quarter of the time.
        func next(_ count: Int) -> SIMD8<Double> {
            var raw = SIMD8<UInt32>.zero
            for lane in 0..<count {
                raw[lane] = codes[from]
                from &+= stride
            }
            return numbers(raw)
        }
        for vector in 0..<count / 8 { vectors[place + vector] = next(8) }
        if count % 8 > 0 { vectors[place + count / 8] = next(count % 8) }
    }
}
