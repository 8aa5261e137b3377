import Evolution
package import Messages
import Networks
import Objectives
import Reports
import SearchPreparation
import SearchRunner
package import Session
import SessionState
import Statistics
import Time

extension NetworkAnalysis {
    init(_ predictions: ValidationPredictions, columns: ColumnImportances?, score: Metric) {
        let (confusion, calibration, residuals): (Confusion?, Calibration?, [Residuals])
        var mistakes: Int?
        var overconfidence: Double?
        switch predictions.content {
        case .classes(let classes, let names):
            mistakes = zip(classes.labels, classes.predicted).count { $0 != $1 }
            (confusion, calibration, residuals) = (Confusion(classes, names), classes.calibration(), [])
            overconfidence = calibration?.overconfidence
        case .values(let targets):
            (confusion, calibration) = (nil, nil)
            residuals = targets.compactMap { target in
                guard let mean = target.predictions.meanResidual,
                    let rootMeanSquare = target.predictions.rootMeanSquaredError
                else { return nil }
                return Residuals(
                    name: target.name, mean: mean, rootMeanSquare: rootMeanSquare,
                    greatest: target.predictions.residuals.lazy.map(abs).max() ?? 0)
            }
        }
        self.init(
            rows: predictions.rows.count, score: (columns?.metric ?? score).name,
            columns: (columns?.columns ?? []).map {
                Column(name: $0.name, fall: $0.importance.mean, deviation: $0.importance.deviation)
            },
            permutations: columns?.columns.first?.importance.falls.count ?? 0, permutedRows: columns?.rows ?? 0,
            mistakes: mistakes, confusion: confusion, calibrationError: calibration?.expectedError,
            calibrationBins: calibration?.bins.count, overconfidence: overconfidence, residuals: residuals)
    }
}

extension NetworkAnalysis.Confusion {
    /// Finds the most frequent confusion; the first of equally frequent ones. Nil without mistakes.
    fileprivate init?(_ classes: ClassPredictions, _ names: [String]) {
        let counts = classes.confusion
        var best = (actual: 0, predicted: 0, count: 0)
        for actual in counts.indices {
            for predicted in counts.indices where actual != predicted && counts[actual][predicted] > best.count {
                best = (actual, predicted, counts[actual][predicted])
            }
        }
        guard best.count > 0 else { return nil }
        self.init(
            actual: names[best.actual], predicted: names[best.predicted], count: best.count,
            share: Double(best.count) / Double(counts[best.actual].reduce(0, +)))
    }
}

extension Session {
    /// The seconds after which the progress of permutations is shown.
    private static let quickPermutations = 1.0

    /// Returns the importance of the columns for the current network; nil for images, and if Ctrl-C stopped it.
    ///
    /// - Throws: `.missing` if there is no network; `.unusable` if it does not fit the data.
    package func columnImportances(for purpose: String, _ context: ExecutionContext) throws(SessionError)
        -> ColumnImportances?
    {
        let trained = try networkAtHand(for: purpose)
        guard !trained.isRefit else { throw .validationLearned(for: purpose) }
        let examples = try examples(for: trained.saved, purpose)
        if let known = importances, known.trained == trained, known.data == state.data, known.seed == state.seed {
            return known.columns
        }
        let start = ContinuousClock.now
        let columns: ColumnImportances?
        do {
            columns = try ColumnImportances(trained.saved, on: examples, seed: state.seed) { done, all in
                let elapsed = time.seconds(since: start)
                if elapsed > Self.quickPermutations {
                    context.progress(
                        .steps(StepsProgress(title: "Permutations", finished: done, steps: all, elapsed: elapsed)))
                }
                return context.isInterrupted()
            }
        } catch {
            throw .failed(error.description)
        }
        if let columns, let data = state.data {
            importances = KnownImportances(trained: trained, data: data, seed: state.seed, columns: columns)
        }
        return columns
    }

    /// Returns what the current network gets right and wrong on the validation set; nil without a network that fits
    /// the data.
    func analysis(_ context: ExecutionContext) throws(SessionError) -> NetworkAnalysis? {
        // A network that has learned the validation set is not judged by it.
        guard let trained = state.trained, !trained.isRefit, state.data != nil else { return nil }
        let predictions = try validationPredictions(for: "show fittest")
        return NetworkAnalysis(
            predictions, columns: try columnImportances(for: "show fittest", context), score: trained.settings.score)
    }

    /// True if the current network has the layers and the optimizer of the fittest genome: it was trained with
    /// `train fittest`, and nothing fitter was found since.
    var isCurrentNetworkFittest: Bool {
        guard let trained = state.trained, let organism = state.fittest,
            state.objective?.isOverGenesAlone(state.genes.genes) == false
        else { return false }
        do {
            guard case .network(let objective) = try search().kind else { return false }
            let blueprint = try objective.blueprint(of: organism.genome)
            return blueprint.architecture == trained.network.architecture
                && blueprint.settings.optimizer == trained.settings.optimizer
                && blueprint.settings.batchSize == trained.settings.batchSize
        } catch {
            return false
        }
    }
}
