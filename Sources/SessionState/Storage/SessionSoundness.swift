import Datasets
import Evolution
import Objectives
import Programs
import SearchRunner

/// The error of a decoded session that this program cannot have saved.
struct UnsoundSession: Error, CustomStringConvertible {
    let description: String
}

extension SessionState {
    /// Checks that the numbers of a decoded session are in the ranges that commands allow, and that its parts belong
    /// together. Parts with their own rules were checked while they were decoded.
    ///
    /// - Throws: `UnsoundSession` with the first setting that is out of range.
    func checkSoundness() throws {
        func require(_ condition: Bool, _ what: String) throws {
            guard condition else { throw UnsoundSession(description: "its \(what) is out of range") }
        }
        func isPositive(_ value: Int?) -> Bool { (value ?? 1) > 0 && (value ?? 1) <= Self.greatestCount }
        try require((1...4096).contains(workers ?? 1) && isPositive(evaluators?.losses), "number of workers")
        try require((0...100).contains(network.layers), "number of layers")
        try require(NetworkShape.blockCounts.contains(network.blocks), "number of convolutional blocks")
        try require(isPositive(data?.folds) && isPositive(data?.plan.limit), "split of the data")
        try require((objective?.program?.isSound ?? true), "program")
        try require(
            objective.map { Criteria.counts.contains($0.objectives.count) && $0.isProgramSound } ?? true,
            "number of objectives")
        try require((0...Self.greatestCount).contains(target ?? 0), "target generation")
        for count in [counts.evaluations, counts.trainings, counts.testReads, transcript.generation]
            + (counts.otherTestReads ?? [:]).values
        {
            try require(
                (0...Self.greatestCount).contains(count), "count of evaluations, trainings, test reads or generations")
        }
        try require(evaluationLog.isSound, "record of evaluations")
        try require(teaching?.isSound ?? true, "record of guesses")
        try require(experiment?.isSound ?? true, "experiment")
        try checkGenes()
    }

    /// A limit greater than any count that a session reaches; sums of such counts still fit into an `Int`.
    private static let greatestCount = 1 << 48

    private func checkGenes() throws {
        let genes = genes.genes
        if !genes.isEmpty { _ = try Genus(genes) }
        guard let evolution else {
            guard unfinishedBest == nil else {
                throw UnsoundSession(description: "its unfinished generation belongs to no population")
            }
            return
        }
        guard objective.map({ $0.objectives.count == evolution.criteria.objectives }) ?? true else {
            throw UnsoundSession(description: "its population has another number of objectives than the session")
        }
        guard evolution.genus.defined == genes else {
            throw UnsoundSession(description: "its population has other genes than the session")
        }
        guard unfinishedBest?.isSound(of: evolution.genus, criteria: evolution.criteria) ?? true else {
            throw UnsoundSession(description: "the best genome of its unfinished generation is out of range")
        }
        guard toldTrials?.isSound(births: evolution.births) ?? true else {
            throw UnsoundSession(description: "the genomes that it waits for are out of range")
        }
        try checkConditions(evolution)
    }

    /// Checks that a population has the conditions of the session, and that its genomes meet those on genes. Those on
    /// facts of networks are checked when the data are loaded.
    private func checkConditions(_ evolution: Evolution) throws {
        let divided = try Requirements(requirements ?? [], genes: genes.genes, outputs: programOutputs)
        guard evolution.criteria.isConstrained != divided.ofResults.isEmpty else {
            throw UnsoundSession(description: "its population has other conditions than the session")
        }
        let onGenes = divided.ofGenomes.filter { !divided.readsFacts($0) }
        guard !onGenes.isEmpty else { return }
        var constrained = evolution
        try constrained.constrain(
            by: try GenomeConditions.feasibility(onGenes, genus: evolution.genus, network: nil))
    }
}

extension ObjectiveChoice {
    /// True if there is no program, or it prints a number for each objective.
    fileprivate var isProgramSound: Bool { program.map { $0.scores.count == objectives.count } ?? true }
}

extension EvaluationLog {
    /// True if the durations and workers are possible for an evaluation.
    fileprivate var isSound: Bool {
        entries.allSatisfy { entry in
            entry.birth >= 0 && entry.seconds >= 0 && entry.seconds.isFinite
                && (0...4096).contains(entry.worker ?? 0) && (entry.deviation ?? 0).isFinite
        }
    }
}

extension Teaching {
    /// True if no more guesses are right than were made.
    fileprivate var isSound: Bool {
        guesses.allSatisfy { (0...$0.count).contains($0.right) && $0.count <= 1 << 32 && $0.expected.isFinite }
    }
}
