public import Genes

/// A genome that was born, with its outcome.
public struct Organism: Codable, Hashable, Sendable {
    /// The number of its birth, from 0.
    public let id: Int
    /// The generation in which it was born, from 1.
    public let generation: Int
    /// Its genome.
    public let genome: Genome
    /// The result of its evaluation; nil before.
    public let outcome: Outcome?

    private enum CodingKeys: String, CodingKey { case id, generation, genome, outcome }

    package init(id: Int, generation: Int, genome: Genome, outcome: Outcome?) {
        (self.id, self.generation, self.genome, self.outcome) = (id, generation, genome, outcome)
    }

    /// Creates an organism from a birth and its outcome.
    public init(_ birth: Birth, outcome: Outcome) {
        self.init(id: birth.id, generation: birth.generation, genome: birth.genome, outcome: outcome)
    }
}

/// A genome to be evaluated.
public struct Birth: Codable, Hashable, Sendable, Identifiable {
    /// The number of the birth, from 0; pass it to `tell` with the outcome.
    public let id: Int
    /// The generation of the birth, from 1.
    public let generation: Int
    /// The genome to evaluate.
    public let genome: Genome

    package init(id: Int, generation: Int, genome: Genome) {
        (self.id, self.generation, self.genome) = (id, generation, genome)
    }
}
