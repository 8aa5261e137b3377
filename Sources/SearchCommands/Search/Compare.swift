package import CommandLanguage
import CurrentNetwork
import Dispatch
import Evolution
import Memory
package import Messages
import Networks
import Objectives
package import Reports
import SearchPreparation
import SearchReports
import SearchRunner
package import Session
package import SessionState
import Synchronization
import Time

extension CompareCommand: Executable {
    package func execute(in session: Session, _ context: ExecutionContext) throws(SessionError) -> Report {
        let (evolution, objective) = try session.evolved()
        let search = try session.searchToRun()
        var settings = evolution.settings
        settings.strategy = other.strategy
        settings.litter = 1
        let count = other == .grid ? 1 : searches ?? session.affordableSearches(search, evolution)
        let plan = RivalPlan(
            genus: evolution.genus, settings: settings, criteria: evolution.criteria,
            seeds: SearchComparison.seeds(count, of: session.state.seed),
            generations: evolution.generation)
        let front = SearchFront(evolution, objective)
        let measure = try front.map { front throws(SessionError) in try front.comparedMeasure } ?? .fitness
        let start = ContinuousClock.now
        let rivals: RivalSearches? =
            switch search.kind {
            case .expression(let expression):
                try session.run(plan, by: measure, context) { search, generations, stop in
                    search.run(
                        through: generations, rowsAtOnce: Session.comparedRows, isStopped: { stop.isCancelled },
                        reason: expression.reason
                    ) {
                        expression.fitness($0, rows: $1, workers: 1)
                    }
                }
            case .expressions(let expressions):
                try session.run(plan, by: measure, context) { search, generations, stop in
                    search.run(
                        through: generations, rowsAtOnce: Session.comparedRows, isStopped: { stop.isCancelled }
                    ) { expressions.outcomes($0, rows: $1, workers: 1) }
                }
            case .network, .program, .told: try session.measure(plan, search, by: measure, context)
            }
        guard let rivals else {
            return .stoppedBeforeFirstSearch
        }
        let comparison = SearchComparison(evolution, with: rivals)
        session.state.comparison = comparison
        var report = ComparisonReport(
            comparison, objective: front?.hypervolumeTitle ?? search.title,
            oriented: front == nil ? objective.direction.oriented : { $0 },
            wanted: rivals.count < count ? count : nil, seconds: TimeSource.machine.seconds(since: start))
        if report.wanted == nil { report.baselines = session.shownBaselines(context) }
        return .comparison(report)
    }
}

extension CompareCommand {
    /// Returns an entry with the number of searches: the number that fits into the time depends on the machine.
    package func entry(_ text: String, _ report: Report, in session: Session) -> Transcript.Entry? {
        guard case .comparison(let comparison) = report else { return nil }
        guard searches == nil, other == .random else { return .init(text) }
        return .init("\(text) searches \(comparison.searches)")
    }
}

extension CompareCommand.Other {
    fileprivate var strategy: Strategy {
        switch self {
        case .random: .random
        case .grid: .grid
        }
    }
}

/// The plan of searches with a strategy that learns nothing.
private struct RivalPlan {
    let genus: Genus
    let settings: SearchSettings
    /// The objectives and conditions.
    let criteria: Criteria
    /// The seed of each search.
    let seeds: [UInt64]
    /// The generations of each search.
    let generations: Int

    func begin(_ index: Int) throws(SessionError) -> Evolution {
        do throws(EvolutionError) {
            return try Evolution(genus: genus, settings: settings, seed: seeds[index], criteria: criteria)
        } catch {
            throw .failed(error.description)
        }
    }
}

extension Session {
    /// The number of random searches that determines the fraction beaten to within a few percent.
    private static let manySearches = 200
    /// The seconds that they may take if evaluations are measured.
    private static let affordableSeconds = 5.0

    /// Returns the number of random searches: many for functions of genes; also many if they take only a few seconds,
    /// judging by the evaluations so far; otherwise one.
    fileprivate func affordableSearches(_ search: SearchSetup, _ evolution: Evolution) -> Int {
        guard search.measured != nil else { return Self.manySearches }
        let entries = state.evaluationLog.entries
        guard !entries.isEmpty else { return 1 }
        let mean = entries.reduce(0) { $0 + $1.seconds } / Double(entries.count)
        let needed = mean * Double(Self.manySearches * evolution.evaluations) / Double(workerCount)
        return needed <= Self.affordableSeconds ? Self.manySearches : 1
    }

    /// Runs searches over functions of genes, several at a time; nil if the first one was stopped.
    ///
    /// - Parameter evaluate: Runs a search through some generations; returns false if it was stopped.
    fileprivate func run(
        _ plan: RivalPlan, by measure: ComparedMeasure, _ context: ExecutionContext,
        _ evaluate: @escaping @Sendable (_ search: inout Evolution, _ generations: Int, Cancellation) -> Bool
    ) throws(SessionError) -> RivalSearches? {
        let start = ContinuousClock.now
        let threads = state.evaluators == nil ? workerCount : processors
        var rivals: RivalSearches?
        var lastReport = start
        for first in stride(from: 0, to: plan.seeds.count, by: threads) {
            if context.isInterrupted() { break }
            var batch: [Evolution] = []
            for index in first..<min(first + threads, plan.seeds.count) { batch.append(try plan.begin(index)) }
            for search in Self.finished(batch, plan.generations, context, evaluate) {
                if rivals == nil {
                    rivals = RivalSearches(search, by: measure)
                } else {
                    let steps = rivals?.steps ?? []
                    rivals?.add(measure.bestSoFar(search, after: steps))
                }
            }
            if ContinuousClock.now - lastReport > .milliseconds(200) {
                lastReport = .now
                context.progress(
                    .comparison(
                        ComparisonProgress(
                            finished: first + batch.count, searches: plan.seeds.count,
                            elapsed: TimeSource.machine.seconds(since: start))))
            }
        }
        return rivals
    }

    /// The genomes that are evaluated between two looks at Ctrl-C.
    fileprivate static let comparedRows = 16_384

    /// Runs several searches at once and returns those that were not stopped.
    private static func finished(
        _ batch: [Evolution], _ generations: Int, _ context: ExecutionContext,
        _ evaluate: @escaping @Sendable (_ search: inout Evolution, _ generations: Int, Cancellation) -> Bool
    ) -> [Evolution] {
        let stop = Cancellation()
        let group = DispatchGroup()
        let results = FinishedSearches()
        for (index, fresh) in batch.enumerated() {
            DispatchQueue.global().async(group: group) {
                var search = fresh
                let isFinished = search.stoppable(by: PhaseStop { stop.isCancelled }) {
                    evaluate(&$0, generations, stop)
                }
                if isFinished { results.add(search, at: index) }
            }
        }
        repeat {
            if context.isInterrupted() { stop.cancel() }
        } while group.wait(timeout: .now() + .milliseconds(20)) == .timedOut
        return results.inOrder
    }

    /// Runs searches that measure their genomes, one after the other; nil if the first one was stopped.
    fileprivate func measure(
        _ plan: RivalPlan, _ search: SearchSetup, by measure: ComparedMeasure, _ context: ExecutionContext
    ) throws(SessionError) -> RivalSearches? {
        defer { memory.saveAnswers() }
        var rivals: RivalSearches?
        for index in plan.seeds.indices {
            guard let finished = try self.measure(try plan.begin(index), search, through: plan.generations, context)
            else {
                return rivals
            }
            if rivals == nil {
                rivals = RivalSearches(finished, by: measure)
            } else {
                let steps = rivals?.steps ?? []
                rivals?.add(measure.bestSoFar(finished, after: steps))
            }
        }
        return rivals
    }

    private func measure(
        _ rival: Evolution, _ search: SearchSetup, through generation: Int, _ context: ExecutionContext
    ) throws(SessionError) -> Evolution? {
        var run = try runBeside(search, rival, context, wanted: generation)
        defer {
            run.close()
            state.counts = run.counts
        }
        while run.evolution.generation < generation {
            guard try run.runNextGeneration() else { return nil }
        }
        return run.evolution
    }
}

/// The searches that several threads finished.
private final class FinishedSearches: Sendable {
    private let searches = Mutex<[Int: Evolution]>([:])

    func add(_ search: Evolution, at index: Int) { searches.withLock { $0[index] = search } }

    /// The searches in the order in which they began.
    var inOrder: [Evolution] { searches.withLock { $0.sorted { $0.key < $1.key }.map(\.value) } }
}
