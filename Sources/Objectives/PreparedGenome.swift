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
    /// The estimated cost of one part, in any unit: the costliest are started first.
    public let cost: Double
    /// The fingerprint of everything on which the measurement of each part depends; empty if results are not
    /// remembered.
    public let fingerprints: [Fingerprint]
    let content: Content

    init(_ genome: Genome, cost: Double, fingerprints: [Fingerprint], content: Content) {
        self.genome = genome
        self.cost = cost
        self.fingerprints = fingerprints
        self.content = content
    }
}
