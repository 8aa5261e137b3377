package import CommandLanguage
import CurrentNetwork
import Datasets
import Evolution
package import Messages
import ModelFiles
import Networks
import Objectives
package import Reports
package import Session
package import SessionState
import Settings

extension TrainCommand: Executable {
    package func execute(in session: Session, _ context: ExecutionContext) throws(SessionError) -> Report {
        var target: String?
        if let path {
            let checked: String
            do { checked = try NetworkFile.checkWritable(Session.expanded(path)) } catch {
                throw .failed(error.description)
            }
            // Asks before hours of training rather than afterwards.
            try session.permit(checked, replaces: replaces, context)
            target = checked
        }
        switch subject {
        case .fittest(let seeds):
            let (fittest, _, _) = try session.fittestOrganism()
            session.warnOfUnfinishedFittest(context)
            return .trained(try train(fittest, in: session, seeds: seeds, target, context))
        case .front(let number, let seeds):
            let organism = try session.organism(onFront: number, for: "train front")
            return .trained(try train(organism, in: session, seeds: seeds, target, context))
        case .network: return .trained(try further(in: session, target, context))
        }
    }

    private func train(
        _ organism: Organism, in session: Session, seeds: Int, _ target: String?, _ context: ExecutionContext
    ) throws(SessionError) -> TrainedReport {

        let objective = try session.networkObjective()
        let loaded = try session.loadedExamples(for: "train")
        let blueprint = try session.blueprint(of: organism, objective, limits)
        let results = try session.train(
            (0..<seeds).map { attempt in
                FullTraining(epochs: blueprint.settings.epochs, cost: 1) {
                    cores, cancellation, progress throws(ObjectiveError) in
                    try objective.train(
                        blueprint, attempt: attempt, cores: cores, keepsBest: true, cancellation: cancellation,
                        progress: progress)
                }
            }, keepsBest: true, context)
        let metric = blueprint.settings.score
        var outcomes: [(attempt: Int, outcome: TrainingOutcome)] = []
        var failures: [String] = []
        for (attempt, result) in results.enumerated() {
            do throws(ObjectiveError) {
                let outcome = try result.get()
                outcomes.append((attempt, outcome))
                // A stopped training cannot be reproduced, so it is not kept.
                guard outcome.stop != .cancelled else { continue }
                session.keep(outcome, as: try objective.fingerprint(of: blueprint, attempt: attempt))
            } catch .cancelled {
                failures.append(Warning.stoppedSeed(attempt + 1, of: seeds))
            } catch {
                failures.append(Warning.failedSeed(attempt + 1, of: seeds, error))
            }
        }
        guard let index = outcomes.map(\.outcome).indexOfBest(by: metric) else {
            throw .failed(results.failure?.description ?? "")
        }
        let (attempt, best) = outcomes[index]
        let saved = SavedNetwork(best.network, of: loaded.examples, training: blueprint.settings)
        var refit: Refit?
        var isRefitStopped = false
        if refits, best.stop != .cancelled {
            // The network that there is must not be lost with the second training.
            do throws(SessionError) {
                refit = try session.refit([(blueprint, attempt, best)], objective, loaded.examples, context).first
            } catch .interrupted {
                isRefitStopped = true
                failures.append(Warning.stoppedRefit)
            } catch {
                failures.append(Warning.failedRefit(error))
            }
        }
        return try session.finish(
            best, saved, refit: refit, isRefitStopped: isRefitStopped, loaded.examples, target,
            seeds: seeds == 1 ? [] : results.map { $0.scores?[metric] ?? .nan }, failures: failures,
            comparison: seeds > 1 || best.stop == .cancelled
                ? nil
                : session.comparison(
                    of: organism, objective, trainedWith: blueprint.settings, value: best.scores[metric] ?? .nan),
            context)
    }

    private func further(
        in session: Session, _ target: String?, _ context: ExecutionContext
    ) throws(SessionError) -> TrainedReport {
        let trained = try session.networkAtHand(for: "train network")
        guard !trained.isRefit else { throw .validationLearned(for: "train network") }
        let examples = try session.examples(for: trained.saved, "train network")
        let settings = limits.applied(to: trained.settings, session)
        let (architecture, network) = (trained.network.architecture, trained.network)
        var seeded = settings
        // Different weights continue with a different order of samples.
        seeded.seed = network.seed ^ UInt64(session.state.training.values.seed)
        let drawn = seeded
        let result = try session.train(
            [
                FullTraining(epochs: settings.epochs, cost: 1) { cores, cancellation, progress throws(ObjectiveError) in
                    do throws(NetworksError) {
                        let trainer = try Trainer(architecture: architecture, settings: drawn, examples: examples)
                        return try trainer.train(
                            from: network, cores: cores, keepsBest: true, cancellation: cancellation,
                            progress: progress)
                    } catch {
                        if case .cancelled = error { throw .cancelled }
                        throw .failed(reason: error.description)
                    }
                }
            ], keepsBest: true, context)
        let outcome: TrainingOutcome
        do throws(ObjectiveError) { outcome = try result[0].get() } catch { throw .failed(error.description) }
        let saved = SavedNetwork(
            network: outcome.network, preprocessing: trained.preprocessing, layout: trained.layout, training: settings,
            outputs: trained.saved.outputs, encodings: trained.saved.encodings,
            reading: trained.saved.reading, numbers: trained.saved.numbers)
        return try session.finish(outcome, saved, examples, target, context)
    }

    package func entry(_ text: String, _ report: Report, in session: Session) -> Transcript.Entry? {
        guard case .trained(let trained) = report else { return .init(text) }
        // The result of a stopped training depends on the moment of stopping.
        guard !trained.wasStopped else {
            let isFirst = trained.stop == StopReason.cancelled.description
            return .init(
                text,
                comment: "stopped by Ctrl-C "
                    + (isFirst ? "in epoch \(trained.epochs + 1)" : "before it was trained again"))
        }
        return .init(text, validation: trained.validation, test: trained.test)
    }
}

extension Session {
    /// Scores a trained network, saves it if requested, and makes it the current network, or in its place the one that
    /// also learned from the validation set.
    ///
    /// - Throws: `.halted` if it cannot be saved; it is the current network all the same.
    fileprivate func finish(
        _ outcome: TrainingOutcome, _ saved: SavedNetwork, refit: Refit? = nil, isRefitStopped: Bool = false,
        _ examples: Examples, _ target: String?,
        seeds: [Double] = [], failures: [String] = [], comparison: String? = nil, _ context: ExecutionContext
    ) throws(SessionError) -> TrainedReport {
        let metric = saved.training.score
        let split = examples.split
        var test: Double?
        if !split.test.isEmpty {
            countTestRead(of: examples)
            test = try scores(of: refit?.saved ?? saved, on: split.test, examples, [metric])[metric]
        }
        let validation = outcome.scores[metric] ?? .nan
        // The validation set says nothing about a network that has learned it.
        let confusion = try confusion(of: split.test.isEmpty ? saved : refit?.saved ?? saved, examples)
        var path: String?
        var failure: ModelFileError?
        if let target {
            do throws(ModelFileError) {
                path = try NetworkFile.write((refit?.saved ?? saved).signed(by: state.signature), to: target).first
            } catch {
                failure = error
            }
        }
        state.trained = TrainedNetwork(saved, validation: validation, test: test, curve: outcome.curve)
        var report = TrainedReport(
            epochs: outcome.curve.count, bestEpoch: outcome.bestEpoch, stop: outcome.stop.description,
            score: metric.name, validation: validation,
            validationScore: MeasuredScore(validation, score: metric.name, rows: split.validation.count), test: test,
            testScore: test.map { MeasuredScore($0, score: metric.name, rows: split.test.count) },
            testReads: testReads(of: examples), parameters: saved.network.architecture.parameterCount,
            seconds: outcome.seconds, path: path, wasStopped: outcome.stop == .cancelled || isRefitStopped,
            seeds: seeds,
            failures: failures, confusion: confusion,
            curve: outcome.curve.map { record in
                TrainedReport.Epoch(
                    epoch: record.epoch, trainingLoss: record.trainingLoss, validationLoss: record.validation[.loss],
                    score: record.validation[metric])
            }, comparison: comparison, refit: refit?.report)
        if !report.wasStopped { report.analysis = shownAnalysis(context) }
        if let refit {
            state.trained = TrainedNetwork(
                refit.saved, validation: validation, test: test, curve: outcome.curve, isRefit: true)
        }
        guard let failure else { return report }
        // Hours of training must not be lost with the file.
        throw .halted(
            failure.description,
            notes: ["the trained network is the current network; `save network FILE` saves it to another file"],
            .trained(report))
    }
}

extension Transcript.Entry {
    /// Creates the entry of a command with the scores it produced.
    init(_ text: String, validation: Double, test: Double?) {
        let scores = [("validation", validation), ("test", test ?? .nan)].filter { $0.1.isFinite }
        let result = scores.map { "\($0.0) = \($0.1)" }.joined(separator: " and ")
        self.init(text, results: scores.isEmpty ? [] : [result])
    }
}

extension Network {
    /// A number that depends on all weights.
    fileprivate var seed: UInt64 {
        var digest = Digest.Builder()
        for layer in layers {
            for numbers in [layer.kernel, layer.bias] { digest.add(numbers.withUnsafeBytes { Array($0) }) }
        }
        for tensor in features.joined() { digest.add(tensor.values.withUnsafeBytes { Array($0) }) }
        return digest.finish().bytes.prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
    }
}
