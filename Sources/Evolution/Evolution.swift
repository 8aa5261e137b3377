import Randomness

/// A search for fit genomes: one machine of phases, driven by asking for births and telling their outcomes.
///
/// ```swift
/// var evolution = try Evolution(genus: genus, settings: .init(), seed: 1)
/// while evolution.generation < 10 {
///     for birth in evolution.ask(.max, through: 10) {
///         evolution.tell(birth.id, .fitness(score(birth.genome)))
///     }
/// }
/// ```
///
/// It is a value: a copy is a snapshot, and going on from it gives the same again. What comes out depends on the genus,
/// the settings, the seed and the outcomes, never on how many births are asked for at once.
///
/// A generation is `size` births, whatever the strategy. In `evolution` the elites stand beside the newborn while these
/// are evaluated, with the fitness that is known of them; then the weakest of all leave, so that the population is
/// `size` again and the best so far never falls.
public struct Evolution: Sendable {
    /// The genes.
    public let genus: Genus
    /// How the next genomes are found.
    public internal(set) var settings: SearchSettings
    /// What the next step does.
    public internal(set) var phase: Phase
    /// Every birth and every outcome.
    public internal(set) var history: History
    /// The fittest ever; of equals the smaller, then the one found first. Nil before the first fitness.
    public internal(set) var fittest: Organism?

    var generator: Generator
    /// The organisms of the population; without those that are still on their way in a strategy of single births.
    var members: Population
    /// Births of a strategy of single births that are not yet members, in the order of birth.
    var waiting: Population
    var brood: Brood
    /// Rows of the members.
    var elites: [Int32] = []
    var pool: [Int32] = []
    /// The number of births that were planned, asked for, and told.
    var planned = 0
    var asked = 0
    var told = 0
    /// Outcomes that were told before those of earlier births.
    var early: [Int: Outcome] = [:]
    /// The fitness of the fittest; -infinity before there is one.
    var fittestFitness = -Double.infinity
    /// Those who left at the end of the last evaluation.
    var withoutPlace: [Int] = []
    var grid: GridSearch
    var litters: Litter
    /// Made again from the history where it is missing.
    var born = BornGenomes()
    /// The seed of the draws among equals when single births enter the population: each birth has its own, so that the
    /// population can be shown before the search gets there.
    var tieSeed: UInt64

    /// A search whose first population is drawn at random, or (`like`) is near the given genomes: the first `size` of
    /// them, and where they are fewer, clones of them of which four in five are mutated.
    /// Throws for settings out of range and for genomes that are not of this genus.
    public init(genus: Genus, settings: SearchSettings, seed: UInt64, like: [PartialGenome] = []) throws(EvolutionError)
    {
        try settings.check()
        guard like.allSatisfy(genus.contains) else { throw .foreignGenome(genes: genus.genes.count) }
        let genes = genus.genes.count
        self.genus = genus
        self.settings = settings
        phase = .evaluate
        history = History(genes: genes, size: settings.size)
        generator = Generator(seed: seed)
        members = Population(genes: genes)
        waiting = Population(genes: genes)
        brood = Brood(genes: genes)
        grid = GridSearch(genus: genus)
        litters = Litter()
        tieSeed = seed
        begin(like: like)
    }

    /// The organisms of the population, those that wait for their outcome among them.
    public var population: Population {
        settings.strategy.isSingle ? settled : members
    }

    /// The number of finished generations: `size` outcomes each.
    public var generation: Int { told / settings.size }

    /// The number of births so far, asked for or not.
    public var births: Int { planned }

    /// The number of outcomes told so far, of all births in a row from the first.
    public var evaluations: Int { told }

    /// Whether births and outcomes are kept in the history; switched off, only the fittest is known. Off once, it stays
    /// off: a history with gaps tells nothing. Litters and strategies that never repeat a genome need it.
    public var isRecording: Bool { history.isRecording }

    /// Stops keeping births and outcomes.
    public mutating func stopRecording() {
        history = History(genes: genus.genes.count, size: settings.size)
        history.isRecording = false
    }

    /// Goes on with other settings from the same moment. Throws where they are out of range, or where another size or
    /// strategy needs a new population.
    public mutating func use(_ other: SearchSettings) throws(EvolutionError) {
        try other.check()
        if other.size != settings.size { throw .needsNewPopulation(setting: "size") }
        if other.strategy.name != settings.strategy.name { throw .needsNewPopulation(setting: "strategy") }
        settings = other
    }

    /// Births whose outcome is wanted and that were not asked for yet: `most` at most, and none of a generation after
    /// `last`. Runs the phases on the way to them. Empty while outcomes of earlier births are awaited.
    public mutating func ask(_ most: Int, through last: Int = .max) -> [Birth] {
        var births: [Birth] = []
        while births.count < most {
            if asked < planned {
                births.append(birth(asked))
                asked += 1
            } else if phase != .evaluate, planned / settings.size < last {
                advance()
            } else {
                break
            }
        }
        return births
    }

    /// Births that are planned, whose outcome is wanted and that were not asked for yet; no phase is run on the way.
    public mutating func askPlanned() -> [Birth] {
        defer { asked = planned }
        return (asked..<planned).map(birth)
    }

    /// The outcome of a birth that was asked for. Outcomes count in the order of the births; one told early waits for
    /// those before it, and one told twice counts once. Gives the event of the evaluation when this outcome ends it.
    @discardableResult
    public mutating func tell(_ id: Int, _ outcome: Outcome) -> PhaseEvent? {
        guard id >= told, id < asked, early[id] == nil else { return nil }
        early[id] = outcome.checked
        let first = told
        let wasWaiting = phase == .evaluate
        while let next = early.removeValue(forKey: told) { take(next) }
        guard wasWaiting, phase != .evaluate else { return nil }
        let start = settings.strategy.isSingle ? first : planned - settings.size
        return .evaluated(births: Array(start..<told), withoutPlace: withoutPlace)
    }

    /// Runs the next phase and tells what it did. Throws `EvolutionError.outcomesWanted` where the next phase is the
    /// evaluation: it ends by telling.
    public mutating func step() throws(EvolutionError) -> PhaseEvent {
        guard phase != .evaluate else { throw .outcomesWanted(needed - told) }
        let before = phase
        let old = members.births
        let queue = waiting.births
        advance()
        return event(of: before, old: old, queue: queue)
    }

    /// The organism that has a row of the population.
    public func organism(_ row: Int, of population: Population) -> Organism {
        let value = population.fitness[row]
        let id = population.births[row]
        let failure: Outcome? = isRecording ? history.outcome(id) : .failure("the evaluation failed")
        return Organism(
            id: id, generation: id / settings.size + 1, genome: population.genome(row),
            outcome: value.isNaN ? nil : value.isFinite ? .fitness(value, size: population.sizes[row]) : failure)
    }

    /// The organisms of the population, the fittest first; those without an outcome last.
    public var ranked: [Organism] {
        let population = self.population
        let rows = (0..<population.count).sorted { left, right in
            if population.fitness[left].isNaN || population.fitness[right].isNaN {
                let (mine, theirs) = (population.fitness[left].isNaN, population.fitness[right].isNaN)
                return mine == theirs ? population.births[left] < population.births[right] : !mine
            }
            if population.isFitter(left, than: right) { return true }
            return !population.isFitter(right, than: left) && population.births[left] < population.births[right]
        }
        return rows.map { organism($0, of: population) }
    }
}
