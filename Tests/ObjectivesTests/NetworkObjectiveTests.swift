import DataSources
import Datasets
import Evolution
import Expressions
import Networks
import Objectives
import Testing

private func objective(
    _ genes: [Gene], _ text: String = "accuracy", measuring scores: [Metric]? = nil
) throws -> (NetworkObjective, Genus) {
    let dataset = try Catalogue.load("digits")
    let split = try Split(dataset, plan: SplitPlan(limit: 300))
    let examples = Examples(dataset: dataset, split: split, preprocessing: .centred(dataset, training: split.training))
    var settings = TrainingSettings()
    settings.epochs = 1
    settings.scores = scores
    let genus = try Genus(genes)
    let task = NetworkTask(inputs: 64, outputs: 10, outputActivation: .softmax, settings: settings)
    return (
        try NetworkObjective(
            genus: genus, task: task, examples: examples, expression: try ParsedExpression(parsing: text),
            direction: .maximize, seed: 1), genus
    )
}

private func genome(_ genus: Genus, _ changes: [String: GeneValue]) throws -> Genome {
    var values: [String: GeneValue] = [:]
    for gene in genus.genes { values[gene.name] = gene.value(of: 0) }
    return try genus.genome(from: values.merging(changes) { $1 })
}

@Suite struct NetworkObjectiveTests {
    @Test func `two descriptions of the same network have the same fingerprint`() throws {
        let (objective, genus) = try objective(NetworkGenes.standard())
        let first = try genome(genus, ["neurons0": .integer(128), "neurons2": .integer(64), "dropout2": .real(0.2)])
        let second = try genome(genus, ["neurons1": .integer(128), "neurons4": .integer(64), "dropout4": .real(0.2)])
        #expect(try objective.prepare(first).fingerprints[0] == objective.prepare(second).fingerprints[0])
        let third = try genome(genus, ["neurons1": .integer(64), "neurons4": .integer(128), "dropout4": .real(0.2)])
        #expect(try objective.prepare(first).fingerprints[0] != objective.prepare(third).fingerprints[0])
    }

    @Test func `further scores are part of the fingerprint, the usual score is not`() throws {
        let f1 = try #require(Metric(named: "f1"))
        func fingerprint(_ scores: [Metric]?) throws -> Fingerprint {
            let (objective, genus) = try objective(NetworkGenes.standard(), measuring: scores)
            return try objective.prepare(genome(genus, [:])).fingerprints[0]
        }
        #expect(try fingerprint([.accuracy]) == fingerprint(nil))
        #expect(try fingerprint([.accuracy, f1]) == fingerprint([f1]))
        #expect(try fingerprint([f1]) != fingerprint(nil))
    }

    @Test func `a baseline has a value if a gene has only one value`() throws {
        let (objective, _) = try objective([Gene("neurons0", in: .list([.integer(8)]))])
        #expect(objective.value(of: ["accuracy": 0.5], nil) == 0.5)
    }

    @Test func `each of the 15 default genes has an effect on the network`() throws {
        let (objective, genus) = try objective(NetworkGenes.standard())
        #expect(genus.genes.count == 15)
        var wide: [String: GeneValue] = [:]
        for layer in 0..<5 { wide["neurons\(layer)"] = .integer(32) }
        let base = try genome(genus, wide)
        for gene in genus.genes {
            let other = gene.value(of: UInt32(gene.count - 1))
            let changed = try genome(genus, wide.merging([gene.name: other]) { $1 })
            #expect(
                try objective.prepare(base).fingerprints[0] != objective.prepare(changed).fingerprints[0],
                "\(gene.name)")
        }
    }

    @Test func `the curve in a fold is that of its measurement, and higher numbers are better`() throws {
        let dataset = try Catalogue.load("wine")
        let folds = try Folds(dataset, plan: SplitPlan(), count: 5).splits.map {
            Examples(dataset: dataset, split: $0, preprocessing: .centred(dataset, training: $0.training))
        }
        let genus = try Genus([Gene("neurons0", in: .list([.integer(64)]))])
        for score in [Metric.accuracy, .loss] {
            var settings = TrainingSettings()
            settings.epochs = 5
            settings.score = score
            let objective = try NetworkObjective(
                genus: genus,
                task: NetworkTask(inputs: 13, outputs: 3, outputActivation: .softmax, settings: settings),
                examples: folds[0], folds: folds, expression: try ParsedExpression(parsing: score.name),
                direction: score.isHigherBetter ? .maximize : .minimize, seed: 1)
            let genome = try genome(genus, [:])
            let (prepared, blueprint) = (try objective.prepare(genome), try objective.blueprint(of: genome))
            for fold in 0..<objective.foldCount {
                let measured = try objective.measure(prepared, part: fold, cancellation: Cancellation()) { _ in }
                let curve = try objective.curve(blueprint, fold: fold, cancellation: Cancellation()) { _ in }
                #expect(curve.map(\.loss) == measured.curve.compactMap { $0["loss"].map(-) })
                #expect(curve.map(\.score).map(abs) == measured.curve.compactMap { $0[score.name] })
                #expect(curve.allSatisfy { score.isHigherBetter ? $0.score >= 0 : $0.score == $0.loss })
            }
        }
    }

    @Test func `the best epoch of several curves has the best mean, of equal ones the least loss`() {
        func curve(_ numbers: [(Double, Double)]) -> [EpochQuality] {
            numbers.map { EpochQuality(score: $0.0, loss: -$0.1) }
        }
        let first = curve([(0.5, 1), (0.9, 0.5), (0.7, 0.4), (0.8, 0.4)])
        let second = curve([(0.5, 1), (0.5, 0.8), (0.7, 0.9), (0.6, 0.6), (1, 0.1)])
        // Means: 0.5, 0.7, 0.7, 0.7; the fifth epoch of a single curve does not count.
        #expect(EpochQuality.bestEpoch(of: [first, second]) == 4)
        #expect(EpochQuality.bestEpoch(of: [second]) == 5)
        #expect(EpochQuality.bestEpoch(of: [first]) == 2)
        #expect(EpochQuality.bestEpoch(of: [first, []]) == nil && EpochQuality.bestEpoch(of: []) == nil)
    }

    @Test func `the same genome always gives the same measurement`() throws {
        let (objective, genus) = try objective(NetworkGenes.standard())
        let subject = try genome(genus, ["neurons0": .integer(64), "dropout0": .real(0.3)])
        let first = try objective.measure(objective.prepare(subject), part: 0, cancellation: Cancellation()) { _ in }
        let second = try objective.measure(objective.prepare(subject), part: 0, cancellation: Cancellation()) { _ in }
        #expect(first.scores == second.scores)
        #expect(first.curve == second.curve)
        #expect(first.scores["parameters"] == Double(65 * 64 + 65 * 10))
    }

    @Test func `the expression reads scores, facts and genes`() throws {
        let (objective, genus) = try objective(
            [Gene("neurons0", in: .list([.integer(16), .integer(32)]))], "accuracy - parameters / 1e6 + neurons0")
        let subject = try genus.genome(from: ["neurons0": .integer(32)])
        let measured = Evaluation(scores: ["accuracy": 0.5, "parameters": 2000], seconds: 1)
        #expect(objective.outcome(of: subject, measured: [measured]) == .fitness(0.5 - 0.002 + 32, size: 2000))
    }

    @Test func `genes that networks do not read are refused before training`() {
        #expect(throws: ObjectiveError.unreadableGene(name: "droput0", suggestion: "dropout0")) {
            try objective([Gene("droput0", in: .list([.real(0.1)]))])
        }
        #expect(throws: ObjectiveError.self) { try objective([Gene("dropout0", in: .list([.real(1.5)]))]) }
        #expect(throws: ObjectiveError.self) { try objective([Gene("batch_size", in: .list([.integer(0)]))]) }
        #expect(throws: ObjectiveError.self) {
            try objective([Gene("neurons0", in: .list([.integer(8)]))], "accuracyy")
        }
    }
}

@Suite struct WorkersTests {
    @Test func `every job runs once, on the requested number of threads`() {
        let workers = Workers<Int>(count: 3)
        for number in 0..<50 { workers.submit(number: number, cost: Double(number)) { $0 } }
        var numbers: [Int] = []
        var threads: Set<Int> = []
        while numbers.count < 50, let (number, worker) = workers.next(within: .seconds(60)) {
            numbers.append(number)
            threads.insert(worker)
        }
        workers.finish()
        #expect(numbers.sorted() == Array(0..<50))
        #expect(threads.isSubset(of: [0, 1, 2]))
    }

    @Test func `the costliest pending job starts first`() {
        let workers = Workers<Void>(count: 1)
        let gate = Workers<Void>(count: 1)
        // This job blocks the only worker until all others are pending.
        workers.submit(number: 0, cost: 9) { _ in while gate.next(within: .seconds(60)) == nil {} }
        for (number, cost) in [(1, 2.0), (2, 5.0), (3, 1.0), (4, 5.0)] {
            workers.submit(number: number, cost: cost) { _ in }
        }
        gate.submit(number: 0, cost: 0) { _ in }
        let order = (0..<5).compactMap { _ in workers.next(within: .seconds(60))?.number }
        workers.finish()
        gate.finish()
        #expect(order == [0, 2, 4, 1, 3])
    }
}
