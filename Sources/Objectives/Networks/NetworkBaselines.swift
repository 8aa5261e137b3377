import Datasets
import Evolution
import Expressions
import Foundation
public import Networks

/// A network to compare the fittest with, measured as genomes are: on the same rows, folds and repeats.
public enum NetworkBaseline: String, CaseIterable, Sendable {
    /// A network that nobody tuned, trained with the settings of the search.
    case usual
    /// A network without hidden layers: logistic or linear regression.
    case linear
}

extension NetworkObjective {
    /// The hidden layers of the default network.
    static let usualNeurons = [64, 64]
    /// The filters of the convolutional blocks of the default network, if the search space has such blocks.
    static let usualFilters = [32, 64]

    /// Prepares the measurement of a baseline. Its fingerprint is that of any genome that describes the same network.
    ///
    /// - Throws: `.failed` for a network that is too large; `.notFinite` for a setting that is infinite or NaN.
    public func prepare(_ baseline: NetworkBaseline) throws(ObjectiveError) -> PreparedGenome {
        // No gene is read.
        try prepare(Genome(codes: []), as: try blueprint(of: baseline))
    }

    /// Returns the architecture and the training settings of a baseline.
    ///
    /// - Throws: `.failed` for a network that is too large.
    public func blueprint(of baseline: NetworkBaseline) throws(ObjectiveError) -> NetworkBlueprint {
        switch baseline {
        case .usual:
            var values = Self.usualNeurons.enumerated().map { ("neurons\($0)", GeneValue.integer($1)) }
            if hasBlocks {
                values = [("blocks", .integer(Self.usualFilters.count)), ("neurons0", .integer(Self.usualNeurons[0]))]
                values += Self.usualFilters.enumerated().map { ("filters\($0)", .integer($1)) }
            }
            return try NetworkBlueprint(values.map { (name: $0.0, value: $0.1) }, for: task)
        case .linear:
            var blueprint = try NetworkBlueprint(
                [],
                for: NetworkTask(
                    input: .vector(task.input.count), outputs: task.outputs, outputActivation: task.outputActivation,
                    settings: task.settings))
            let rows = (folds.first ?? examples).split.training.count
            blueprint.settings = task.settings.ofLinearModel(rows: rows)
            return blueprint
        }
    }

    /// True if the search space has convolutional blocks.
    private var hasBlocks: Bool {
        genus.genes.contains { gene in
            switch NetworkGenes.meaning(of: gene.name) {
            case .block, .plain(.blocks): true
            default: false
            }
        }
    }

    /// Returns the value of the judged objective for the scores of one training; nil if there is none.
    ///
    /// - Parameter architecture: the network; nil for a constant prediction, which multiplies nothing.
    public func value(of scores: [String: Double], _ architecture: Architecture?) -> Double? {
        guard let judgedObjective else { return nil }
        var scores = scores
        scores[Self.multiplications] = Double(architecture?.multiplicationsPerSample ?? 0)
        let genome = Genome(codes: [UInt32](repeating: 0, count: genus.genes.count))
        return objectives[judgedObjective].program.evaluate(
            slots.numbers(of: genome, scores: self.scores.map { scores[$0] ?? .nan }))
    }

    /// Returns the scores of always predicting the same, for each fold: the class frequencies of the training rows, so
    /// that the most frequent class is predicted; for regression their mean.
    ///
    /// - Throws: `.failed` if the data do not fit.
    /// - Complexity: O(rows × outputs)
    public func constantScores() throws(ObjectiveError) -> [[String: Double]] {
        var all: [[String: Double]] = []
        for examples in folds.isEmpty ? [examples] : folds {
            all.append(
                try reportingFailures { () throws(NetworksError) in
                    let network = Network(constantOf: examples, activation: task.outputActivation)
                    var scores = try network.scores(
                        on: examples.split.validation, of: examples, loss: task.settings.loss,
                        metrics: [task.settings.score] + (task.settings.scores ?? [])
                    ).named
                    scores["parameters"] = 0
                    return scores
                })
        }
        return all
    }

    /// The name of the most frequent class of the training rows; the first of equally frequent ones. Nil for
    /// regression.
    ///
    /// - Complexity: O(rows)
    public var mostFrequentClass: String? {
        guard case .classes(_, let names) = examples.targets else { return nil }
        let frequencies = examples.meanTargets
        guard let most = frequencies.max() else { return nil }
        return frequencies.firstIndex(of: most).map { names[$0] }
    }
}

extension TrainingSettings {
    /// The number of steps after which a linear model has converged.
    private static let linearSteps = 4_000
    private static let linearEpochs = 20...300

    /// Returns the settings of a linear model: fixed, so that it is trained to the end whatever the search saves; the
    /// loss, the scores and the minimum change are those of the search. Few rows need more epochs.
    fileprivate func ofLinearModel(rows: Int) -> TrainingSettings {
        var settings = TrainingSettings()
        settings.loss = loss
        settings.score = score
        settings.scores = scores
        settings.minimumChange = minimumChange
        settings.optimizer = .adam
        settings.optimizer.learningRate = 0.03
        settings.schedule = .cosine
        settings.batchSize = 32
        let steps = max(1, (rows + settings.batchSize - 1) / settings.batchSize)
        let epochs = min(Self.linearEpochs.upperBound, max(Self.linearEpochs.lowerBound, Self.linearSteps / steps))
        settings.epochs = epochs
        settings.patience = epochs
        return settings
    }
}

extension Examples {
    /// The mean of the targets of the training rows, output by output; of classes their frequencies.
    fileprivate var meanTargets: [Double] {
        let rows = split.training
        let count = Double(max(1, rows.count))
        switch targets {
        case .classes(let labels, let names):
            var counts = [Double](repeating: 0, count: names.count)
            for row in rows { counts[Int(labels[Int(row)])] += 1 }
            return counts.map { $0 / count }
        case .values(let values, let names):
            var sums = [Double](repeating: 0, count: names.count)
            for row in rows {
                for output in names.indices { sums[output] += Double(values[Int(row) * names.count + output]) }
            }
            return sums.map { $0 / count }
        }
    }
}

extension Network {
    /// Creates a network that predicts the mean of the training targets, whatever its inputs are.
    ///
    /// With softmax and sigmoid outputs the biases are the inverse of the activation, so that the loss is finite; with
    /// other activations the outputs are the means themselves.
    fileprivate init(constantOf examples: Examples, activation: Activation) {
        let means = examples.meanTargets
        /// Keras's smallest probability in a cross-entropy.
        let least = 1e-7
        func probability(_ mean: Double) -> Double { min(1 - least, max(least, mean)) }
        let biases: [Double]
        switch activation {
        case .softmax where means.count > 1: biases = means.map { log(probability($0)) }
        case .sigmoid: biases = means.map { log(probability($0) / (1 - probability($0))) }
        default: biases = means
        }
        let isInverted = activation == .sigmoid || activation == .softmax && means.count > 1
        let inputs = examples.dataset.layout.width
        self.init(
            architecture: Architecture(
                inputs: inputs, hidden: [], outputs: means.count,
                outputActivation: isInverted ? activation : .linear, initializer: .glorotUniform),
            layers: [
                Layer(kernel: [Float](repeating: 0, count: inputs * means.count), bias: biases.map(Float.init))
            ])
    }
}
