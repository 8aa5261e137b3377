import Evolution
import Memory
package import Messages
import Networks
import Objectives
package import Reports
import SearchPreparation
import SearchRunner
package import Session
import SessionState
import Time

extension Session {
    /// Returns the baselines of the first objective that reads a score, and measures those that the memory does not
    /// hold. They are no evaluations of the search and draw no numbers from its generator. Ctrl-C leaves out what is not
    /// yet measured.
    ///
    /// - Returns: The baselines; nil if the objective trains no networks, or if each objective with a score reads genes,
    ///   which a baseline does not have.
    /// - Throws: The errors of `currentSearch()`.
    func baselines(_ context: ExecutionContext) throws(SessionError) -> BaselinesReport? {
        guard let (search, objective) = try baselineObjective() else { return nil }
        let isComplete = try measure(missingBaselines(objective), objective, context)
        return report(search, objective, wasStopped: !isComplete)
    }

    /// Returns the baselines if the memory holds all of them; nil if it does not, or if there are none.
    ///
    /// - Throws: The errors of `currentSearch()`.
    package func knownBaselines() throws(SessionError) -> BaselinesReport? {
        guard let (search, objective) = try baselineObjective(), missingBaselines(objective).isEmpty else { return nil }
        return report(search, objective, wasStopped: false)
    }

    /// Returns the objective if it has baselines.
    private func baselineObjective() throws(SessionError) -> (SearchSetup, NetworkObjective)? {
        guard let choice = state.objective, choice.program == nil, !choice.isOverGenesAlone(state.genes.genes),
            !choice.isTold
        else {
            return nil
        }
        // The population stays as it is, even if there is none.
        let search = try currentSearch()
        guard case .network(let objective) = search.kind, objective.judgedObjective != nil else { return nil }
        return (search, objective)
    }

    /// A part of a baseline's measurement.
    private struct BaselinePart: Sendable {
        let baseline: NetworkBaseline
        let prepared: PreparedGenome
        let part: Int
    }

    private func missingBaselines(_ objective: NetworkObjective) -> [BaselinePart] {
        NetworkBaseline.allCases.flatMap { baseline -> [BaselinePart] in
            guard let prepared = try? objective.prepare(baseline) else { return [] }
            return prepared.fingerprints.indices.compactMap { part in
                memory.evaluation(prepared.fingerprints[part].bytes) == nil
                    ? BaselinePart(baseline: baseline, prepared: prepared, part: part) : nil
            }
        }
    }

    /// The seconds after which progress is shown.
    private static let quickSeconds = 1.0

    /// Measures parts of baselines on threads of their own.
    ///
    /// - Returns: False if Ctrl-C stopped it; the finished parts are remembered.
    private func measure(
        _ parts: [BaselinePart], _ objective: NetworkObjective, _ context: ExecutionContext
    ) throws(SessionError) -> Bool {
        guard !parts.isEmpty else { return true }
        let workers = Workers<Bool>(count: min(parts.count, state.evaluators == nil ? workerCount : processors))
        let cancellation = Cancellation()
        defer { workers.finish() }
        let memory = memory
        for (number, part) in parts.enumerated() {
            workers.submit(number: number, cost: part.prepared.cost) { _ in
                let start = ContinuousClock.now
                let measured: RememberedEvaluation
                do throws(ObjectiveError) {
                    measured = RememberedEvaluation(
                        try objective.measure(part.prepared, part: part.part, cancellation: cancellation) { _ in })
                } catch .failed(let reason) {
                    measured = RememberedEvaluation(
                        result: .failure(reason), curve: [], seconds: TimeSource.machine.seconds(since: start))
                } catch {
                    return false
                }
                memory.remember(measured, as: part.prepared.fingerprints[part.part].bytes)
                return true
            }
        }
        let start = ContinuousClock.now
        var (finished, isComplete) = (0, true)
        func report(_ elapsed: Double) {
            context.progress(
                .steps(StepsProgress(title: "Baselines", finished: finished, steps: parts.count, elapsed: elapsed)))
        }
        while finished < parts.count {
            if let next = workers.next(within: .milliseconds(100)) {
                finished += 1
                isComplete = isComplete && next.result
            }
            if isComplete, context.isInterrupted() {
                cancellation.cancel()
                isComplete = false
                // What has not begun never will.
                break
            }
            let elapsed = TimeSource.machine.seconds(since: start)
            if elapsed > Self.quickSeconds { report(elapsed) }
        }
        return isComplete
    }

    private func report(_ search: SearchSetup, _ objective: NetworkObjective, wasStopped: Bool) -> BaselinesReport {
        let front = state.evolution.flatMap { SearchFront($0, search.choice) }
        let constant = constantBaseline(objective)
        let index = objective.judgedObjective ?? 0
        let judged = search.choice.named[index]
        return BaselinesReport(
            objective: judged.title, best: front == nil ? "fittest" : BaselinesReport.knee,
            fittest: state.fittest?.outcome?.vector.map { judged.direction.oriented($0.values[index]) },
            baselines: NetworkBaseline.allCases.map { baseline($0, objective) } + [constant],
            direction: judged.direction, wasStopped: wasStopped)
    }

    private func baseline(_ baseline: NetworkBaseline, _ objective: NetworkObjective) -> BaselinesReport.Baseline {
        let name = baseline == .linear ? "linear" : "default network"
        let architecture: Architecture
        let prepared: PreparedGenome
        do throws(ObjectiveError) {
            architecture = try objective.blueprint(of: baseline).architecture
            prepared = try objective.prepare(baseline)
        } catch {
            return .init(
                name: name, value: nil, deviation: nil, parameters: 0, description: "", failure: error.description)
        }
        let layers = architecture.layerTexts
        let description =
            layers.isEmpty
            ? "no hidden layers" : layers.joined(separator: " → ")
        var values: [Double] = []
        var failure: String?
        for fingerprint in prepared.fingerprints {
            switch memory.evaluation(fingerprint.bytes)?.result {
            case .scores(let scores): values += [objective.value(of: scores, architecture)].compactMap { $0 }
            case .failure(let reason): failure = failure ?? reason
            case nil: break
            }
        }
        let isWhole = values.count == prepared.fingerprints.count
        if isWhole, Self.mean(values) == nil { failure = failure ?? Self.isNotFinite }
        return .init(
            name: name, value: isWhole ? Self.mean(values) : nil,
            deviation: isWhole ? Self.deviation(values) : nil, parameters: architecture.parameterCount,
            description: description, failure: failure)
    }

    private func constantBaseline(_ objective: NetworkObjective) -> BaselinesReport.Baseline {
        let frequent = objective.mostFrequentClass
        var values: [Double] = []
        var failure: String?
        do throws(ObjectiveError) {
            values = try objective.constantScores().compactMap { objective.value(of: $0, nil) }
        } catch {
            failure = error.description
        }
        if !values.isEmpty, Self.mean(values) == nil { failure = Self.isNotFinite }
        return .init(
            name: frequent == nil ? "mean" : "most frequent class", value: Self.mean(values),
            deviation: Self.deviation(values), parameters: 0,
            description: frequent.map { "always \($0)" } ?? "always the mean of the training set", failure: failure)
    }

    /// The reason for which a baseline has no value if its trainings succeeded.
    private static let isNotFinite = "the objective is not finite"

    private static func mean(_ values: [Double]) -> Double? {
        let mean = values.reduce(0, +) / Double(max(1, values.count))
        return values.isEmpty || !mean.isFinite ? nil : mean
    }

    /// Returns the sample standard deviation; nil for a single value.
    private static func deviation(_ values: [Double]) -> Double? {
        guard values.count > 1, let mean = mean(values) else { return nil }
        let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        return (squares / Double(values.count - 1)).squareRoot()
    }
}
