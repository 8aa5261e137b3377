/// One genome that was born, with what is known of it.
public struct Organism: Codable, Hashable, Sendable {
    /// The number of its birth, from 0.
    public let id: Int
    /// The generation in which it was born, from 1.
    public let generation: Int
    /// Its genome.
    public let genome: Genome
    /// What its evaluation gave; nil before.
    public let outcome: Outcome?

    private enum CodingKeys: String, CodingKey { case id, generation, genome, outcome }
}

/// A genome whose outcome is wanted.
public struct Birth: Codable, Hashable, Sendable, Identifiable {
    /// The number of the birth, from 0, by which its outcome is told.
    public let id: Int
    /// The generation to which it belongs, from 1.
    public let generation: Int
    /// The genome to evaluate.
    public let genome: Genome
}
