/// The numbers of a gene's codes, made ready to be read by the million: what `Gene.value(of:)` gives, without a value for
/// each.
public struct GeneNumbers: Sendable {
    private enum Rule: Sendable {
        /// The number of each code.
        case table([Double])
        /// Whole numbers.
        case whole(first: Int, step: Int)
        /// As the gene says.
        case gene(Gene)
    }

    /// Genes with more values are computed one by one, or the table would outgrow the processor's caches.
    private static let tableSize = 4_096

    private let rule: Rule

    /// Makes a gene ready. O(values), 4,096 at most.
    ///
    /// A list with words has the place in the list as its number.
    public init(_ gene: Gene) {
        if case .integers(let first, _, let step, _) = gene.domain {
            rule = .whole(first: first, step: step)
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
        case .whole(let first, let step): return Double(first &+ Int(code) &* step)
        case .gene(let gene): return Self.number(code, of: gene)
        }
    }

    /// The number of a code; NaN where the gene takes no part.
    public func callAsFunction(_ code: UInt32) -> Double { number(code) }

    /// Reads the numbers of every `stride`-th code from a place on, eight to a vector; what is left of the last vector is
    /// filled with the last number.
    public func read(
        _ codes: [UInt32], from start: Int, stride: Int, count: Int, into vectors: inout [SIMD8<Double>],
        at place: Int
    ) {
        switch rule {
        case .table(let numbers):
            Self.fill(codes, start, stride, count, &vectors, place) { code in
                code == Genome.inactive ? .nan : numbers[Int(code)]
            }
        case .whole(let first, let step):
            Self.fill(codes, start, stride, count, &vectors, place) { code in
                code == Genome.inactive ? .nan : Double(first &+ Int(code) &* step)
            }
        case .gene(let gene):
            Self.fill(codes, start, stride, count, &vectors, place) { code in
                code == Genome.inactive ? .nan : Self.number(code, of: gene)
            }
        }
    }

    @inline(__always)
    private static func fill(
        _ codes: [UInt32], _ start: Int, _ stride: Int, _ count: Int, _ vectors: inout [SIMD8<Double>], _ place: Int,
        _ number: (UInt32) -> Double
    ) {
        var from = start
        for vector in 0..<count / 8 {
            // One check of the bounds for eight codes.
            precondition(from >= 0 && from + 7 * stride < codes.count)
            vectors[place + vector] = SIMD8(
                number(codes[from]), number(codes[from + stride]), number(codes[from + 2 * stride]),
                number(codes[from + 3 * stride]), number(codes[from + 4 * stride]), number(codes[from + 5 * stride]),
                number(codes[from + 6 * stride]), number(codes[from + 7 * stride]))
            from += 8 * stride
        }
        let rest = count % 8
        guard rest > 0 else { return }
        var last = SIMD8<Double>.zero
        for lane in 0..<rest { last[lane] = number(codes[from + lane * stride]) }
        vectors[place + count / 8] = last
    }
}
