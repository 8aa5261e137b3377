/// Genomes for another program to evaluate.
public struct AskedReport: Encodable, Hashable, Sendable {
    /// A genome.
    public struct AskedGenome: Hashable, Sendable {
        /// The number by which `tell` refers to it.
        public let id: Int
        /// The generation that it belongs to.
        public let generation: Int
        /// The genes in their order.
        public let genes: [FittestReport.ReportedGene]
        /// With a range of epochs, the number after which a value is wanted; nil without one.
        public var epochs: Int?
        /// The number of epochs of the last value that `tell` took, from which a training can continue; 0 for none,
        /// nil without a range of epochs.
        public var epochsBefore: Int?

        package init(
            id: Int, generation: Int, genes: [FittestReport.ReportedGene], epochs: Int? = nil, epochsBefore: Int? = nil
        ) {
            self.id = id
            self.generation = generation
            self.genes = genes
            self.epochs = epochs
            self.epochsBefore = epochsBefore
        }
    }

    /// The genomes, in the order of their births.
    public let genomes: [AskedGenome]
    /// True if they were given before and still wait for a value.
    public let areRepeated: Bool

    package init(genomes: [AskedGenome], areRepeated: Bool) {
        self.genomes = genomes
        self.areRepeated = areRepeated
    }
}

extension AskedReport.AskedGenome: Encodable {
    private enum CodingKeys: String, CodingKey { case id, generation, genes, epochs, epochsBefore }

    /// The name of a gene.
    private struct Name: CodingKey {
        let stringValue: String
        let intValue: Int? = nil

        init(stringValue: String) { self.stringValue = stringValue }

        init?(intValue: Int) { nil }
    }

    /// Encodes the genome; its genes are an object by name, with null for an inactive gene.
    ///
    /// - Throws: The error of the encoder.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(id, forKey: .id)
        try container.encode(generation, forKey: .generation)
        var values = container.nestedContainer(keyedBy: Name.self, forKey: .genes)
        for gene in genes { try gene.encodeValue(to: &values, forKey: Name(stringValue: gene.name)) }
        try container.encodeIfPresent(epochs, forKey: .epochs)
        try container.encodeIfPresent(epochsBefore, forKey: .epochsBefore)
    }
}

/// The outcome of a genome was taken.
public struct ToldReport: Codable, Hashable, Sendable {
    /// The number of the genome.
    public let id: Int
    /// The number of finished generations.
    public let generation: Int
    /// The number of genomes with an outcome, counted from the first without a gap.
    public let evaluations: Int
    /// The number of genomes that were asked for and wait for a value.
    public let pending: Int
    /// The best value so far; nil if there is none.
    public let best: Double?
    /// The progress of the genome within a range of epochs; nil without a range.
    public var measurement: Measurement?

    package init(
        id: Int, generation: Int, evaluations: Int, pending: Int, best: Double?, measurement: Measurement? = nil
    ) {
        self.id = id
        self.generation = generation
        self.evaluations = evaluations
        self.pending = pending
        self.best = best
        self.measurement = measurement
    }

    /// The progress of a genome within a range of epochs.
    public struct Measurement: Codable, Hashable, Sendable {
        /// The states of a genome.
        public enum State: String, Codable, Hashable, Sendable {
            /// The next `ask` gives it with more epochs.
            case continues
            /// Values of earlier genomes are missing before it is known whether it continues.
            case undecided
            /// It is not promising enough.
            case stopped
            /// It has worked for the highest number of epochs.
            case complete
            /// It has no value.
            case failed
        }

        /// The number of epochs so far.
        public let epochs: Int
        /// The highest number of epochs.
        public let highest: Int
        /// Its state.
        public let state: State

        package init(epochs: Int, highest: Int, state: State) {
            self.epochs = epochs
            self.highest = highest
            self.state = state
        }
    }
}
