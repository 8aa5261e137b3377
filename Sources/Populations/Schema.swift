public import Genes

/// A schema (Holland, "Adaptation in Natural and Artificial Systems", 1975): all genomes with given values of some
/// genes, such as `1***0`. Genes whose value is not given may have any.
public struct Schema: Hashable, Sendable {
    /// The code of each gene; nil if it may have any.
    public let codes: [UInt32?]

    /// Creates a schema with a code, or nil, for each gene.
    public init(codes: [UInt32?]) { self.codes = codes }

    /// The indices of the genes with a given value, ascending.
    public var fixed: [Int] { codes.indices.filter { codes[$0] != nil } }

    /// The number of genes with a given value.
    public var order: Int { fixed.count }

    /// The distance between the first and the last gene with a given value, in genes.
    public var definingLength: Int { (fixed.last ?? 0) - (fixed.first ?? 0) }

    /// Returns true if a genome has all given values.
    public func matches(_ genome: Genome) -> Bool {
        zip(codes, genome.codes).allSatisfy { wanted, code in wanted == nil || wanted == code }
    }
}

extension Crossover {
    /// Returns the probability that the genes of a schema all come from the same parent; nil for crossovers that mix the
    /// values of real genes.
    ///
    /// For a single cut this is 1 − δ/(l−1), where δ is the defining length and l the number of genes (Holland, 1975); for
    /// two cuts it counts the segments that contain all fixed genes or none (De Jong, 1975, derived there for rings);
    /// for uniform crossover it is 2 / 2^o for order o (Syswerda, 1989).
    public func survival(of schema: Schema, hasRealGenes: Bool) -> Double? {
        let fixed = schema.fixed
        let genes = schema.codes.count
        guard let first = fixed.first, let last = fixed.last, genes > 1 else { return 1 }
        switch self {
        case .singlePoint: return 1 - Double(last - first) / Double(genes - 1)
        case .twoPoint:
            func pairs(_ genes: Int) -> Double { Double(genes) * Double(genes + 1) / 2 }
            let gaps = [first] + zip(fixed, fixed.dropFirst()).map { $1 - $0 - 1 } + [genes - 1 - last]
            // The segment of all genes is never drawn.
            let around = Double(first + 1) * Double(genes - last) - 1
            return (gaps.reduce(0) { $0 + pairs($1) } + around) / (pairs(genes) - 1)
        case .uniform: return Self.uniformSurvival(order: fixed.count)
        case .mixed:
            let twoPoint = Crossover.twoPoint.survival(of: schema, hasRealGenes: false) ?? 0
            return (twoPoint + Self.uniformSurvival(order: fixed.count)) / 2
        case .blend, .simulatedBinary: return hasRealGenes ? nil : Self.uniformSurvival(order: fixed.count)
        }
    }

    private static func uniformSurvival(order: Int) -> Double {
        // Halving never overflows, whatever the order.
        (1..<max(1, order)).reduce(1.0) { half, _ in half / 2 }
    }
}

extension SearchSettings {
    /// Returns the probability that mutation leaves the genes of a schema as they are.
    ///
    /// With a given `factor` f and mutants in a fraction r of the children it is 1 − r(1 − (1−f)^o). Without one, f is 1/l,
    /// and a mutant in which nothing changed, with probability (1−f)^l, changes one of its l genes.
    public func mutationSurvival(of schema: Schema) -> Double {
        let (order, genes) = (schema.order, schema.codes.count)
        guard genes > 0 else { return 1 }
        let factor = factor ?? 1 / Double(genes)
        func unchanged(_ count: Int) -> Double { Self.power(1 - factor, count) }
        let forced = self.factor == nil ? unchanged(genes) * Double(order) / Double(genes) : 0
        return 1 - mutation.value * (1 - (unchanged(order) - forced))
    }

    private static func power(_ base: Double, _ exponent: Int) -> Double {
        (0..<exponent).reduce(1.0) { power, _ in power * base }
    }
}
