public import Evolution
public import Expressions
public import Networks

/// A function of genes: nothing is trained, the expression itself is what is sought.
public struct ExpressionObjective: Objective {
    private let slots: GeneSlots
    private let program: Program
    private let direction: Direction

    /// Compiles an expression over the genes of a genus.
    ///
    /// - Throws: `.expression` for a name that is no gene.
    public init(_ expression: Expression, direction: Direction, genus: Genus) throws(ObjectiveError) {
        slots = GeneSlots(genus: genus)
        self.direction = direction
        program = try slots.compile(expression, scores: [])
    }

    /// A function gives the same each time.
    public var parts: Int { 1 }

    /// What a measurement of the genome depends on.
    public func fingerprint(of genome: Genome, part: Int) throws(ObjectiveError) -> Fingerprint {
        Fingerprint(of: "\(genome.codes)")
    }

    /// About how long measuring takes.
    public func cost(of genome: Genome) -> Double { 1 }

    /// Measures a genome on the caller's thread.
    public func measure(
        _ genome: Genome, part: Int, cancellation: Cancellation,
        progress: @escaping @Sendable (EvaluationProgress) -> Void
    ) throws(ObjectiveError) -> Evaluation {
        Evaluation(scores: [:], seconds: 0)
    }

    /// The expression's value.
    public func value(of genome: Genome, measured: Evaluation) -> Double {
        program.evaluate(slots.numbers(of: genome))
    }

    /// The fitness of a measured genome.
    public func outcome(of genome: Genome, measured: [Evaluation]) -> Outcome { outcome(of: genome) }

    /// The fitness of a genome, without anything to measure.
    public func outcome(of genome: Genome) -> Outcome {
        let value = program.evaluate(slots.numbers(of: genome))
        guard value.isFinite else { return .failure("the expression gave \(value)") }
        return .fitness(direction.oriented(value), size: 0)
    }
}
