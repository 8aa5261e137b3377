import CommandLanguage
import Datasets
import Evolution
import ModelFiles
import Networks
import Objectives

extension TrainCommand: Executable {
    func execute(in session: Session, _ context: ExecutionContext) throws(SessionError) -> Report {
        let (fittest, _, _) = try session.fittestOrganism()
        guard case .network(let objective) = try session.search().kind else {
            throw .unusable("nothing is trained for this objective; `show fittest` tells the genome")
        }
        let loaded = try session.loadedExamples(for: "train")
        var target: String?
        if let path {
            do { target = try KerasHDF5.checkWritable(Session.expanded(path)) } catch {
                throw .failed(error.description)
            }
        }
        var blueprint: NetworkBlueprint
        do { blueprint = try objective.blueprint(of: fittest.genome) } catch { throw .failed(error.description) }
        blueprint.settings.epochs = epochs
        blueprint.settings.timeLimit = seconds ?? (epochs == nil ? session.state.training.seconds : nil)
        blueprint.settings.patience = patience ?? 10
        let outcome = try session.train(blueprint, objective, context)
        let settings = blueprint.settings
        var test: Double?
        if !loaded.examples.split.test.isEmpty {
            session.state.counts.testReads += 1
            do {
                let scores = try outcome.network.scores(
                    on: loaded.examples.split.test, of: loaded.examples, loss: settings.loss)
                test = scores[settings.score]
            } catch {
                throw .failed(error.description)
            }
        }
        if let target {
            do {
                try KerasHDF5.write(
                    outcome.network, preprocessing: loaded.examples.preprocessing,
                    layout: loaded.examples.dataset.layout, training: settings, to: target)
            } catch {
                throw .failed(error.description)
            }
        }
        session.state.trained = TrainedNetwork(
            outcome.network, preprocessing: loaded.examples.preprocessing, layout: loaded.examples.dataset.layout,
            settings: settings, validation: outcome.scores[settings.score] ?? .nan, test: test)
        return .trained(
            TrainedReport(
                epochs: outcome.curve.count, bestEpoch: outcome.bestEpoch, stop: outcome.stop.description,
                score: settings.score.name, validation: outcome.scores[settings.score] ?? .nan, test: test,
                testReads: session.state.counts.testReads, parameters: blueprint.architecture.parameterCount,
                seconds: outcome.seconds, path: target, wasStopped: false))
    }

    func entry(_ text: String, _ report: Report, in session: Session) -> Transcript.Entry? {
        guard case .trained(let trained) = report else { return .init(text) }
        let scores = [("validation", trained.validation), ("test", trained.test ?? .nan)].filter { $0.1.isFinite }
        let result = scores.map { "\($0.0) = \($0.1)" }.joined(separator: " and ")
        return .init(text, results: scores.isEmpty ? [] : [result])
    }
}

extension Session {
    /// Trains one network on a thread of its own, so that the clock moves on the screen and Ctrl-C is noticed.
    fileprivate func train(
        _ blueprint: NetworkBlueprint, _ objective: NetworkObjective, _ context: ExecutionContext
    ) throws(SessionError) -> TrainingOutcome {
        let cores = processors
        let workers = Workers<Result<TrainingOutcome, ObjectiveError>>(count: 1)
        let cancellation = Cancellation()
        let running = RunningEvaluations()
        let start = ContinuousClock.now
        defer { workers.finish() }
        workers.submit(number: 0, cost: 0) { worker in
            do throws(ObjectiveError) {
                return .success(
                    try objective.train(blueprint, cores: cores, cancellation: cancellation) { progress in
                        running.set(
                            TrainingState(
                                worker: 0, EvaluationProgress(progress), epochs: blueprint.settings.epochs,
                                elapsed: GenerationsRun.seconds(since: start)), of: worker)
                    })
            } catch {
                return .failure(error)
            }
        }
        while true {
            let finished = workers.next(within: 0.1)
            if context.isInterrupted() {
                cancellation.cancel()
                throw .interrupted
            }
            if let state = running.trainings.first { context.progress(.training(state)) }
            switch finished?.result {
            case .success(let outcome)?: return outcome
            case .failure(let error)?: throw .failed(error.description)
            case nil: continue
            }
        }
    }
}
