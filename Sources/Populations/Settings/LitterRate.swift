public import Genes

/// The quantity by which the expected improvement of a litter's children is divided before one is chosen.
public enum LitterRate: String, Codable, Hashable, Sendable {
    /// The estimated time of an evaluation: expected improvement per second (Snoek, Larochelle and Adams, "Practical
    /// Bayesian optimization of machine learning algorithms", 2012). The estimate follows from the genome, not from a
    /// clock, so histories are the same on every machine.
    case time
}

/// An estimate of the cost of a genome's evaluation, in any unit above 0; nil if nothing is known about it.
public typealias CostEstimate = @Sendable (Genome) -> Double?
