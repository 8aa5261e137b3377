import DataSources
import Datasets
import Evolution
import Expressions
import Foundation
import Networks
import Objectives
import Testing

/// Scores of scikit-learn on the shipped tables, written by `Fixtures/linear.py`.
private struct LinearScores: Decodable {
    struct Table: Decodable, CustomTestStringConvertible {
        let name: String
        let isClasses: Bool
        /// The validation rows of each fold.
        let validation: [[Int32]]
        let scores: [Double]
        let constants: [Double]
        let constantLosses: [Double]

        var testDescription: String { "\(name), \(isClasses ? "classes" : "numbers")" }

        /// Returns the objective of the table on the same folds; for numbers the first column is the target.
        func objective(_ score: String, measuring measured: [String] = []) throws -> NetworkObjective {
            var dataset = try Catalogue.load(name)
            guard case .floats(let values) = dataset.features, case .table(let names) = dataset.layout else {
                throw DatasetError.empty(name: name)
            }
            if !isClasses {
                let width = names.count
                dataset = try Dataset(
                    name: name, layout: .table(columns: Array(names.dropFirst())),
                    features: .floats(values.indices.filter { $0 % width != 0 }.map { values[$0] }),
                    targets: .values(stride(from: 0, to: values.count, by: width).map { values[$0] }, names: [names[0]])
                )
            }
            let folds = validation.map { rows in
                let held = Set(rows)
                let training = (0..<Int32(dataset.count)).filter { !held.contains($0) }
                return Examples(
                    dataset: dataset, split: Split(training: training, validation: rows, test: []),
                    preprocessing: .centred(dataset, training: training, scalesTargets: !isClasses))
            }
            var settings = TrainingSettings()
            settings.loss = isClasses ? .categoricalCrossentropy : .meanSquaredError
            settings.score = isClasses ? .accuracy : .r2
            // A search may save epochs; the linear model is trained to its end.
            settings.epochs = 1
            settings.scores = measured.isEmpty ? nil : measured.compactMap(Metric.init(named:))
            return try NetworkObjective(
                genus: try Genus(NetworkGenes.standard()),
                task: NetworkTask(
                    inputs: dataset.layout.width, outputs: dataset.targets.outputs,
                    outputActivation: isClasses ? .softmax : .linear, settings: settings),
                examples: folds[0], folds: folds, expression: try ParsedExpression(parsing: score),
                direction: .maximize, seed: 1)
        }
    }

    let tables: [Table]

    static let all: [Table] = {
        guard let path = Bundle.module.url(forResource: "linear", withExtension: "json", subdirectory: "Fixtures"),
            let data = try? Data(contentsOf: path),
            let scores = try? JSONDecoder().decode(LinearScores.self, from: data)
        else { return [] }
        return scores.tables
    }()
}

private func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(values.count) }

@Suite struct NetworkBaselinesTests {
    @Test func `the scores of scikit-learn cover three tables with classes and three with numbers`() {
        #expect(LinearScores.all.count(where: \.isClasses) == 3)
        #expect(LinearScores.all.count == 6)
    }

    /// Early stopping chooses the best of the epochs on the validation rows, so the network may be better.
    @Test(arguments: LinearScores.all)
    private func `the linear model is within 0.06 of logistic or linear regression on the same folds`(
        table: LinearScores.Table
    ) throws {
        let objective = try table.objective(table.isClasses ? "accuracy" : "r2")
        let prepared = try objective.prepare(.linear)
        let architecture = try objective.blueprint(of: .linear).architecture
        #expect(architecture.hidden.isEmpty && prepared.fingerprints.count == table.validation.count)
        let values = try table.validation.indices.map { part in
            try #require(
                objective.value(
                    of: objective.measure(prepared, part: part, cancellation: Cancellation()) { _ in }.scores,
                    architecture))
        }
        #expect(abs(mean(values) - mean(table.scores)) < 0.06, "\(mean(values)), \(mean(table.scores))")
    }

    @Test(arguments: LinearScores.all)
    private func `a constant prediction has the scores of scikit-learn's DummyClassifier or DummyRegressor`(
        table: LinearScores.Table
    ) throws {
        let objective = try table.objective(table.isClasses ? "accuracy" : "r2")
        let scores = try objective.constantScores()
        for (fold, expected) in zip(scores, table.constants) {
            let value = try #require(objective.value(of: fold, nil))
            #expect(abs(value - expected) < 1e-5)
        }
        for (fold, expected) in zip(scores, table.constantLosses) {
            #expect(abs((fold["loss"] ?? 0) - expected) < 1e-5)
        }
        #expect((objective.mostFrequentClass == nil) == !table.isClasses)
    }

    @Test func `the default network shares its fingerprint with the genome that describes it`() throws {
        let table = try #require(LinearScores.all.first)
        let objective = try table.objective("accuracy")
        let genus = try Genus(NetworkGenes.standard())
        var values = Dictionary(uniqueKeysWithValues: genus.genes.map { ($0.name, $0.value(of: 0)) })
        values.merge(
            [
                "optimizer": .text("adam"), "hidden_activation": .text("relu"), "batch_size": .integer(32),
                "initializer": .text("glorot_uniform"), "neurons0": .integer(64), "neurons1": .integer(64),
            ]) { $1 }
        let genome = try genus.genome(from: values)
        #expect(try objective.prepare(genome).fingerprints == objective.prepare(.usual).fingerprints)
    }

    /// A constant prediction orders no rows: each class has the AUC ½; its recall is 1 for one class and 0 for the others.
    @Test(arguments: ["auc", "recall of setosa", "balanced_accuracy", "1 - f1 of virginica", "auc - parameters / 1e6"])
    func `baselines have a value for scores that not every training measures`(score: String) throws {
        let table = try #require(LinearScores.all.first { $0.name == "iris" })
        let names = try ParsedExpression(parsing: score).names
        let objective = try table.objective(
            score, measuring: NetworkObjective.furtherMetrics(among: names, genes: []).map(\.name))
        let genome = Genome(codes: try Genus(NetworkGenes.standard()).genes.map { _ in 0 })
        for baseline in NetworkBaseline.allCases {
            let prepared = try objective.prepare(baseline)
            let measured = try objective.measure(prepared, part: 0, cancellation: Cancellation()) { _ in }
            let value = objective.value(of: measured.scores, try objective.blueprint(of: baseline).architecture)
            let expected = objective.value(of: genome, measured: measured)
            #expect(value == expected && expected.isFinite)
        }
        for fold in try objective.constantScores() {
            let value = try #require(objective.value(of: fold, nil))
            switch score {
            case "auc": #expect(value == 0.5)
            case "balanced_accuracy": #expect(abs(value - 1.0 / 3) < 1e-9)
            default: #expect(value.isFinite && value >= 0)
            }
        }
    }

    @Test func `an objective that reads genes has no value for a baseline`() throws {
        let table = try #require(LinearScores.all.first)
        let scores = ["accuracy": 0.5, "parameters": 10.0]
        #expect(try table.objective("accuracy - neurons0 / 1e6").value(of: scores, nil) == nil)
        #expect(try table.objective("accuracy - parameters / 100").value(of: scores, nil) == 0.4)
        #expect(try table.objective("accuracy - multiplications").value(of: scores, nil) == 0.5)
    }
}
