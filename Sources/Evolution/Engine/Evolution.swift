import Fronts
public import Genes
public import Populations
import Randomness
import Surrogate

/// A search for fit genomes: a state machine of phases, driven by asking for births and telling their outcomes.
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
/// It is a value: a copy is a snapshot, and continuing from it gives the same result again. The result depends on the
/// genus, the settings, the seed and the outcomes, never on the number of births requested at once.
///
/// A generation is `size` births in every strategy. In `evolution`, the elites stay beside the newborn during their
/// evaluation and keep their known fitness. Then the weakest of all leave, so that the population is `size` again and
/// the best so far never gets worse.
public struct Evolution: Sendable {
    /// The genes.
    public internal(set) var genus: Genus
    /// The settings of the search.
    public internal(set) var settings: SearchSettings
    /// The way in which births join the population: that of the strategy, which stays the same.
    let joining: Joining
    /// The phase that the next step runs.
    public internal(set) var phase: Phase
    /// Every birth and every outcome.
    public internal(set) var history: History
    /// The objectives and conditions of the search.
    public let criteria: Criteria
    /// The best compromises so far of several objectives; rebuilt from the history if it is missing. Empty with one
    /// objective.
    public internal(set) var front = Front()

    /// The best organism of one objective; of several ones the one with the smallest violation while none is feasible.
    var best: Organism?
    var generator: Generator
    /// The organisms of the population, without those that wait for admission in a strategy of single births.
    var members: Population
    /// Births of a strategy of single births that are not yet members, in the order of birth.
    var waiting: Population
    var offspring: OffspringBatch
    /// Rows of the members.
    var elites: [Int32] = []
    var pool: [Int32] = []
    /// The number of births that were planned, requested, and evaluated.
    var planned = 0
    var asked = 0
    var reported = 0
    /// Outcomes that arrived before those of earlier births.
    var early: [Int: Outcome] = [:]
    /// The fitness of the fittest; -infinity if there is none yet.
    var fittestFitness = -Double.infinity
    /// The births that left the population at the end of the last evaluation.
    var discarded: [Int] = []
    var grid: GridSearch
    /// The state of a strategy with rounds; nil for other strategies.
    var rounds: RoundSearch?
    var litters: Litter
    /// The models of several objectives and conditions.
    var frontLitters = FrontLitter()
    /// The estimate of costs for litters by time; nil if all genomes cost the same. It is no part of the state: whoever
    /// continues a search sets it again.
    public var costEstimate: CostEstimate?
    /// The step sizes that organisms carry under self-adapting mutation.
    var selfAdaptation = SelfAdaptation()
    /// The genomes born so far; rebuilt from the history if it is missing.
    var born = SeenGenomes()
    /// The seed of the tie-breaking draws when single births enter the population. Each birth has its own, so that
    /// the population can be shown before the search reaches it.
    var tieSeed: UInt64

    /// The fittest organism so far; among equals the smaller, then the earlier one. With several objectives the knee of
    /// the front, and while no organism is feasible the one with the smallest violation. Nil before the first fitness.
    ///
    /// - Complexity: O(1) with one objective; with several ones that of `Front.knee`
    public var fittest: Organism? { front.knee.map { history.organism($0.id) } ?? best }

    /// The request to give up the phases that run now.
    var stop = PhaseStop.never
    /// True if a phase was given up: the search is in no valid state.
    package internal(set) var isGivenUp = false

    /// Creates a search whose first population is drawn at random, or (`like`) lies near the given genomes: the first
    /// `size` of them, and if there are fewer, clones of them, of which four in five are mutated.
    ///
    /// - Throws: `EvolutionError` if a setting is out of range or does not suit the criteria, a genome does not belong to
    ///   this genus, or no genome meets the conditions of the genus.
    public init(
        genus: Genus, settings: SearchSettings, seed: UInt64, like: [PartialGenome] = [], criteria: Criteria = .single
    ) throws(EvolutionError) {
        try self.init(genus: genus, settings: settings, seed: seed, like: like, criteria: criteria, stop: .never)
    }

    /// Creates a search, like `init(genus:settings:seed:like:criteria:)`, and gives up if it takes too long.
    ///
    /// - Throws: The same errors, and `EvolutionError.stopped`.
    package init(
        genus: Genus, settings: SearchSettings, seed: UInt64, like: [PartialGenome], criteria: Criteria,
        stop: PhaseStop
    ) throws(EvolutionError) {
        try settings.check(for: criteria)
        try settings.strategy.rules.check(genus)
        guard like.allSatisfy(genus.contains) else { throw .foreignGenome(genes: genus.genes.count) }
        let genes = genus.genes.count
        var genus = genus
        try genus.findWitness(seed: seed)
        self.genus = genus
        self.settings = settings
        joining = settings.strategy.joining
        self.criteria = criteria
        phase = .evaluate
        history = History(genes: genes, size: settings.size, objectives: criteria.objectives)
        generator = Generator(seed: seed)
        members = Population(genes: genes)
        waiting = Population(genes: genes)
        offspring = OffspringBatch(genes: genes)
        grid = GridSearch(genus: genus)
        litters = Litter()
        tieSeed = seed
        self.stop = stop
        begin(like: like)
        self.stop = .never
        if isGivenUp { throw .stopped }
    }

    /// The organisms of the population, including those whose outcome is still missing.
    public var population: Population {
        joining == .oneByOne ? settled : members
    }

    /// The number of finished generations: `size` outcomes each.
    public var generation: Int { reported / settings.size }

    /// The number of births so far, requested or not.
    public var births: Int { planned }

    /// The numbers that the children of this pass through the phases have or will have: a child that joins alone has
    /// its number as soon as it has been mutated, the children of a generation when they join.
    package var brood: Range<Int> {
        let first = joining == .oneByOne ? planned - 1 : planned
        return first..<first + settings.broodSize
    }

    /// The number of evaluated births, counted from the first without a gap.
    public var evaluations: Int { reported }

    /// A Boolean value indicating whether births and outcomes are kept in the history. Otherwise only the fittest is
    /// known. Recording cannot be switched on again: a history with gaps is useless. Litters and strategies that
    /// never repeat a genome need it, and so do several objectives and conditions.
    public var isRecording: Bool { history.isRecording }

    /// Stops keeping births and outcomes.
    ///
    /// - Precondition: There is one objective without conditions.
    public mutating func stopRecording() {
        precondition(!criteria.isRanked, "several objectives and conditions need the history")
        history = History(genes: genus.genes.count, size: settings.size)
        history.isRecording = false
    }

    /// Continues with other settings from the same moment.
    ///
    /// - Throws: `EvolutionError` if a setting is out of range or does not suit the criteria, or if a different size or
    ///   strategy needs a new population.
    public mutating func use(_ other: SearchSettings) throws(EvolutionError) {
        try other.check(for: criteria)
        if other.size != settings.size { throw .needsNewPopulation(setting: "size") }
        if other.strategy.name != settings.strategy.name { throw .needsNewPopulation(setting: "strategy") }
        settings = other
    }

    /// Returns up to `maximum` births to be evaluated, none of a generation after `last`. Runs the phases that lead to
    /// them. Empty while outcomes of earlier births are missing.
    ///
    /// - Complexity: O(births × genes), and the phases that lead to them: O(size × log size + size × genes) each
    ///   without a surrogate model
    public mutating func ask(_ maximum: Int, through last: Int = .max) -> [Birth] {
        var births: [Birth] = []
        while births.count < maximum {
            if asked < planned {
                births.append(birth(asked))
                asked += 1
            } else if phase != .evaluate, planned / settings.size < last, !isGivenUp {
                advance()
            } else {
                break
            }
        }
        return births
    }

    /// The requested births whose outcome is still missing, in order.
    ///
    /// - Complexity: O(requested births without an outcome × genes)
    public var pending: [Birth] { (reported..<asked).filter { early[$0] == nil }.map(birth) }

    /// Returns true if a birth was requested and its outcome is still missing.
    ///
    /// - Complexity: O(1)
    public func isPending(_ id: Int) -> Bool { id >= reported && id < asked && early[id] == nil }

    /// Returns true if a birth was requested and its outcome is known.
    ///
    /// - Complexity: O(1)
    public func isReported(_ id: Int) -> Bool { id >= 0 && id < reported || early[id] != nil }

    /// Returns the births that are planned and were not requested yet, without running any phase.
    public mutating func askPlanned() -> [Birth] {
        defer { asked = planned }
        return (asked..<planned).map(birth)
    }

    /// Records the outcome of a requested birth. Outcomes count in the order of the births: an early one waits for
    /// those before it, and a repeated one is ignored.
    ///
    /// - Returns: The event of the evaluation if this outcome ends it.
    /// - Complexity: amortized O(1) for each outcome of a generation; O(size) for the one that ends an evaluation
    @discardableResult
    public mutating func tell(_ id: Int, _ outcome: Outcome) -> PhaseEvent? {
        guard id >= reported, id < asked, early[id] == nil else { return nil }
        early[id] = outcome.checked(for: criteria)
        let first = reported
        let wasWaiting = phase == .evaluate
        while let next = early.removeValue(forKey: reported) { take(next) }
        guard wasWaiting, phase != .evaluate else { return nil }
        let start = joining == .oneByOne ? first : planned - settings.size
        return .evaluated(births: Array(start..<reported), discarded: discarded)
    }

    /// Runs the next phase and returns its event.
    ///
    /// - Throws: `EvolutionError.outcomesWanted` if the next phase is the evaluation, which ends with its last
    ///   outcome; `EvolutionError.stopped` if the phase was given up.
    /// - Complexity: O(size × log size + size × genes) without a surrogate model
    public mutating func step() throws(EvolutionError) -> PhaseEvent {
        guard phase != .evaluate else { throw .outcomesWanted(needed - reported) }
        let before = phase
        let old = members.births
        let queue = waiting.births
        advance()
        guard !isGivenUp else { throw .stopped }
        do throws(PhaseStop.Requested) {
            return try event(of: before, old: old, queue: queue)
        } catch {
            isGivenUp = true
            throw .stopped
        }
    }

    /// Returns the organism in a row of the population.
    public func organism(_ row: Int, of population: Population) -> Organism {
        let value = population.fitness[row]
        let id = population.births[row]
        let known: Outcome? = isRecording ? history.outcome(id) : .failure("the evaluation failed")
        let isPlain = value.isFinite && !criteria.isRanked
        return Organism(
            id: id, generation: id / settings.size + 1, genome: population.genome(row),
            outcome: value.isNaN ? nil : isPlain ? .fitness(value, size: population.sizes[row]) : known)
    }

    /// The organisms of the population, the fittest first; those without an outcome last.
    ///
    /// - Complexity: O(size × log size + size × genes)
    public var ranked: [Organism] {
        let population = criteria.isRanked ? assessed(population) : self.population
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
