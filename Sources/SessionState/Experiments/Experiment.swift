package import Evolution
import Objectives
package import SearchRunner
import Settings

/// A comparison of several ways to search, each run with the same seeds.
package struct Experiment: Codable, Equatable, Sendable {
    /// One run: a way and a seed.
    package struct Job: Hashable, Sendable {
        /// The index of the way.
        package let way: Int
        /// The seed of the search.
        package let seed: UInt64
    }

    /// The name.
    package let name: String
    /// The objective of all runs.
    package let objective: ObjectiveChoice
    /// The data of all runs; nil for none.
    package let data: DataChoice?
    /// The seeds, all different.
    package let seeds: [UInt64]
    /// The number of generations of each run.
    package let generations: Int
    /// The value of the objective that ends a run; nil for none.
    package let goal: Double?
    /// The ways; the others are compared with the first one.
    package private(set) var ways: [ExperimentWay]

    private enum CodingKeys: String, CodingKey { case name, objective, data, seeds, generations, goal, ways }

    /// Creates an experiment without any runs.
    package init(
        name: String, objective: ObjectiveChoice, data: DataChoice?, seeds: [UInt64], generations: Int, goal: Double?,
        ways: [ExperimentWay]
    ) {
        self.name = name
        self.objective = objective
        self.data = data
        self.seeds = seeds
        self.generations = generations
        self.goal = goal
        self.ways = ways
    }

    /// The fitness that ends a run; nil for none.
    package var goalFitness: Double? { goal.map(objective.direction.oriented) }

    /// The number of runs, finished or not.
    package var runs: Int { seeds.count * ways.count }

    /// The number of finished runs.
    package var finished: Int { ways.reduce(0) { $0 + $1.runs.count } }

    /// True if a search has finished, or has begun and was stopped.
    var hasWork: Bool { ways.contains { !$0.runs.isEmpty || !$0.paused.isEmpty } }

    /// The unfinished runs. Those of one seed follow one another, so that a stopped experiment has whole pairs.
    package var missing: [Job] {
        let done = ways.map { Set($0.runs.map(\.seed)) }
        return seeds.flatMap { seed in
            ways.indices.filter { !done[$0].contains(seed) }.map { Job(way: $0, seed: seed) }
        }
    }

    /// Returns true if a search has reached the end of its run.
    package func isFinished(_ evolution: Evolution) -> Bool {
        if evolution.generation >= generations { return true }
        guard let goalFitness, let best = evolution.fittest?.outcome?.fitness else { return false }
        return best >= goalFitness
    }

    /// Returns the stopped search of a run; nil if it has not begun.
    package func paused(_ job: Job) -> PausedRun? { ways[job.way].paused.first { $0.seed == job.seed } }

    /// Takes the state of a run: its result if it is finished, otherwise the search itself, to be continued.
    package mutating func take(_ job: Job, _ evolution: Evolution, unfinished: UnfinishedGeneration? = nil) {
        ways[job.way].paused.removeAll { $0.seed == job.seed }
        if isFinished(evolution) {
            ways[job.way].add(ExperimentRun(seed: job.seed, evolution), order: seeds)
        } else if evolution.evaluations > 0 || unfinished != nil {
            ways[job.way].paused.append(PausedRun(seed: job.seed, evolution: evolution, unfinished: unfinished))
            let order = Dictionary(uniqueKeysWithValues: seeds.enumerated().map { ($1, $0) })
            ways[job.way].paused.sort { order[$0.seed] ?? 0 < order[$1.seed] ?? 0 }
        }
    }

    /// Takes the runs of an earlier experiment that would be the same in this one.
    package mutating func adopt(_ earlier: Experiment) {
        guard earlier.objective == objective, earlier.data == data, earlier.generations == generations,
            earlier.goal == goal
        else { return }
        for index in ways.indices {
            guard let same = earlier.ways.first(where: { $0.setup == ways[index].setup }) else { continue }
            let wanted = Set(seeds)
            for run in same.runs where wanted.contains(run.seed) { ways[index].add(run, order: seeds) }
            ways[index].paused = same.paused.filter { wanted.contains($0.seed) }
        }
    }
}

/// One way to search.
package struct ExperimentWay: Codable, Equatable, Sendable {
    /// The name.
    package let name: String
    /// The commands that changed the settings, in full words.
    let commands: [String]
    /// The settings.
    package let setup: ExperimentSetup
    /// The finished runs, in the order of the experiment's seeds.
    package private(set) var runs: [ExperimentRun] = []
    /// The runs that were stopped.
    fileprivate(set) var paused: [PausedRun] = []

    private enum CodingKeys: String, CodingKey { case name, commands, setup, runs, paused }

    /// Creates a way without any runs.
    package init(name: String, commands: [String], setup: ExperimentSetup) {
        self.name = name
        self.commands = commands
        self.setup = setup
    }

    /// Adds a finished run.
    ///
    /// - Parameter order: The seeds in the order of the runs.
    fileprivate mutating func add(_ run: ExperimentRun, order: [UInt64]) {
        runs.removeAll { $0.seed == run.seed }
        runs.append(run)
        let order = Dictionary(uniqueKeysWithValues: order.enumerated().map { ($1, $0) })
        runs.sort { order[$0.seed] ?? 0 < order[$1.seed] ?? 0 }
    }
}

/// The settings in which ways may differ.
package struct ExperimentSetup: Codable, Equatable, Sendable {
    /// The search space.
    let genes: GeneChoice
    /// The numbers that a program gets as they were written; nil for none.
    let spellings: Spellings?
    /// The shape of networks.
    let network: NetworkShape
    /// The settings of each training.
    let training: TrainingChoice
    /// The settings of the search.
    let population: PopulationChoice

    private enum CodingKeys: String, CodingKey { case genes, spellings, network, training, population }

    /// Takes the settings of a session.
    package init(_ state: SessionState) {
        genes = state.genes
        spellings = state.spellings
        network = state.network
        training = state.training
        population = state.population
    }
}

extension SessionState {
    /// Returns a session with these settings and without a population.
    package func with(_ setup: ExperimentSetup) -> SessionState {
        var state = self
        state.genes = setup.genes
        state.spellings = setup.spellings
        state.network = setup.network
        state.training = setup.training
        state.population = setup.population
        state.dropEvolution()
        return state
    }
}
