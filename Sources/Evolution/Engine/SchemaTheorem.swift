import Genes
public import Populations

/// The schema theorem (Holland, 1975) for a population: a lower bound of the number of children in a schema.
public struct SchemaTheorem: Hashable, Sendable {
    /// The number of organisms in the schema.
    public let count: Int
    /// Their mean fitness; nil if none has one.
    public let fitness: Double?
    /// The mean fitness of the population; nil if none has one.
    public let meanFitness: Double?
    /// The expected number of children whose mother is in the schema: in a roulette of positive fitness, the number of
    /// organisms times their mean fitness divided by that of the population.
    public let selected: Double
    /// The probability that crossover takes all genes of the schema from one parent.
    public let crossoverSurvival: Double
    /// The probability that mutation changes no gene of the schema.
    public let mutationSurvival: Double

    /// The lower bound of the expected number of children in the schema. Children of two parents in it, and children
    /// that enter it by chance, come on top.
    public var bound: Double { selected * crossoverSurvival * mutationSurvival }

    /// The reasons why the theorem says nothing about a search.
    public enum Limit: Error, Hashable, Sendable {
        /// The strategy does not breed whole generations by selection.
        case strategy
        /// Each organism breeds once, whatever its fitness.
        case crowding
        /// A surrogate model chooses among children.
        case litter
        /// The crossover mixes real genes, so that a child has new values.
        case realCrossover
        /// The mutation does not change each gene with the same probability.
        case mutation
        /// Genes are orders, or depend on others.
        case genes
        /// There is not one fitness.
        case objectives
        /// Children that violate a condition are repaired.
        case conditions
    }

    /// Applies the theorem to the population of a search whose organisms were evaluated.
    ///
    /// - Throws: `Limit` if the theorem says nothing about the search.
    public init(_ schema: Schema, in evolution: Evolution) throws(Limit) {
        let settings = evolution.settings
        guard settings.strategy == .evolution else { throw .strategy }
        guard !settings.isCrowding else { throw .crowding }
        guard settings.litter == 1 else { throw .litter }
        guard evolution.criteria.objectives == 1 else { throw .objectives }
        guard !evolution.criteria.isConstrained else { throw .conditions }
        guard evolution.genus.orders.isEmpty, evolution.genus.conditionNames.isEmpty else { throw .genes }
        guard [.uniform, .local, .polynomial, .adaptive].contains(settings.change) else { throw .mutation }
        let hasReal = schema.fixed.contains { evolution.genus.genes[$0].isContinuous }
        guard let survival = settings.crossover.survival(of: schema, hasRealGenes: hasReal) else {
            throw .realCrossover
        }
        let wheel = evolution.wheel
        let members = evolution.ranked
        let matching = members.filter { schema.matches($0.genome) }
        func mean(_ organisms: [Organism]) -> Double? {
            let known = organisms.compactMap { $0.outcome?.fitness }
            return known.isEmpty ? nil : known.reduce(0) { $0 + $1 / Double(known.count) }
        }
        count = matching.count
        fitness = mean(matching)
        meanFitness = mean(members)
        let isIn = Dictionary(matching.map { ($0.id, true) }) { first, _ in first }
        selected =
            wheel.reduce(0) { $0 + (isIn[$1.organism] == true ? $1.share : 0) } * Double(settings.size)
        let crossing = evolution.genus.genes.count > 1 ? settings.crossing.value : 0
        crossoverSurvival = 1 - crossing * (1 - survival)
        mutationSurvival = settings.mutationSurvival(of: schema)
    }
}
