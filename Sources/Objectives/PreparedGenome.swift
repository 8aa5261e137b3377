public import Evolution
import Networks

/// A genome that was decoded once, with everything that its measurement needs.
public struct PreparedGenome: Sendable {
    /// The decoded form, by kind of objective.
    enum Content: Sendable {
        /// The genome's values alone.
        case values
        /// A network, and the seed of the training of each part.
        case network(NetworkBlueprint, seeds: [UInt64])
    }

    /// The genome.
    public let genome: Genome
    /// The estimated cost of one part, in any unit: the costliest are started first. With rungs, the cost of one unit
    /// of the budget.
    public let cost: Double
    /// The fingerprint of everything on which the measurement of each part depends; empty if results are not
    /// remembered.
    public let fingerprints: [Fingerprint]
    /// The fingerprints of each part at the rungs below the highest, rung by rung; empty without rungs, or if results
    /// are not remembered. Those of the highest rung are `fingerprints`: it is the whole measurement.
    let lowerFingerprints: [[Fingerprint]]
    let content: Content

    init(
        _ genome: Genome, cost: Double, fingerprints: [Fingerprint], lower: [[Fingerprint]] = [], content: Content
    ) {
        self.genome = genome
        self.cost = cost
        self.fingerprints = fingerprints
        lowerFingerprints = lower
        self.content = content
    }

    /// Creates a genome that is measured by its values alone.
    package init(_ genome: Genome, cost: Double, fingerprints: [Fingerprint], lower: [[Fingerprint]]) {
        self.init(genome, cost: cost, fingerprints: fingerprints, lower: lower, content: .values)
    }

    /// Returns the fingerprint of a part of a measurement that ends with a span; nil if results are not remembered.
    ///
    /// - Parameter span: nil for the whole measurement.
    public func fingerprint(part: Int, span: RungSpan?) -> Fingerprint? {
        guard !fingerprints.isEmpty else { return nil }
        guard let span, span.rung < lowerFingerprints.count else { return fingerprints[part] }
        return lowerFingerprints[span.rung][part]
    }

    /// Returns the fingerprints of a part at all rungs, the highest first; without rungs, the only one.
    public func fingerprintsFromHighest(part: Int) -> [Fingerprint] {
        [fingerprints[part]] + lowerFingerprints.reversed().map { $0[part] }
    }

    /// Returns the estimated cost of a span of one part; nil stands for the whole measurement without rungs.
    public func cost(of span: RungSpan?) -> Double { cost * Double(span.map { $0.through - $0.after } ?? 1) }
}
