import Datasets
import Foundation
import Randomness
import Scoring
import Testing

/// The scores without groups of rows, from which the uncertainty of a difference follows.
@Suite struct GroupScoresTests {
    /// Outputs of two models on the same rows, the second a little noisier.
    private struct Models {
        let targets: Targets
        let outputs: [[Float]]
    }

    private static func classes(_ rows: Int, seed: UInt64) -> Models {
        var draws = Generator(seed: seed, stream: 1)
        let labels = (0..<rows).map { _ in UInt16(draws.below(10) < 5 ? 0 : draws.below(2) + 1) }
        var outputs: [[Float]] = [[], []]
        for label in labels {
            let common = (0..<3).map { draws.normal() + ($0 == Int(label) ? 1.5 : 0) }
            for model in 0..<2 {
                let powers = common.map { exp($0 + draws.normal() * (model == 0 ? 0.5 : 0.7)) }
                outputs[model] += powers.map { Float($0 / powers.reduce(0, +)) }
            }
        }
        return Models(targets: .classes(labels: labels, names: ["a", "b", "c"]), outputs: outputs)
    }

    private static func numbers(_ rows: Int, seed: UInt64) -> Models {
        var draws = Generator(seed: seed, stream: 2)
        var (values, outputs): ([Float], [[Float]]) = ([], [[], []])
        for _ in 0..<rows {
            let (value, common) = (5 + draws.normal(), draws.normal() * 0.3)
            values.append(Float(value))
            for model in 0..<2 {
                outputs[model].append(Float(value + common + draws.normal() * (model == 0 ? 0.2 : 0.3)))
            }
        }
        return Models(targets: .values(values, names: ["y"]), outputs: outputs)
    }

    private static let classMetrics = [
        "accuracy", "precision", "recall", "f1", "f1_micro", "f1 of b", "recall of c", "balanced_accuracy", "auc",
        "auc_weighted", "average_precision", "log_loss", "brier", "top_2_accuracy", "matthews", "kappa",
    ]
    private static let numberMetrics = [
        "r2", "rmse", "mae", "median_absolute_error", "mape", "explained_variance", "pinball 0.9",
    ]

    /// The standard error of the difference of two models by 400 resamples of the rows.
    private func bootstrap(_ models: Models, _ metric: Metric, rows: Int) throws -> Double {
        var draws = Generator(seed: 7, stream: 3)
        var differences: [Double] = []
        for _ in 0..<400 {
            let chosen = (0..<rows).map { _ in draws.below(rows) }
            let targets: Targets
            switch models.targets {
            case .classes(let labels, let names): targets = .classes(labels: chosen.map { labels[$0] }, names: names)
            case .values(let values, let names): targets = .values(chosen.map { values[$0] }, names: names)
            }
            let width = targets.outputs
            let values = try models.outputs.map { outputs in
                let drawn = chosen.flatMap { outputs[$0 * width..<($0 + 1) * width] }
                return try #require(metric.value(of: ScoredRows(outputs: drawn, targets: targets)))
            }
            differences.append(values[0] - values[1])
        }
        return (squares(differences) / 399).squareRoot()
    }

    /// The sum of the squared deviations from the mean.
    private func squares(_ values: [Double]) -> Double {
        let mean = values.reduce(0, +) / Double(values.count)
        return values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    }

    @Test(arguments: classMetrics + numberMetrics)
    func `the standard error of the difference of two models is that of a paired bootstrap`(name: String) throws {
        let metric = try #require(Metric(named: name))
        let rows = 600
        // A single estimate of either kind is uncertain by itself.
        var ratios: [Double] = []
        for seed in 1...4 as ClosedRange<UInt64> {
            let models =
                Self.classMetrics.contains(name) ? Self.classes(rows, seed: seed) : Self.numbers(rows, seed: seed)
            let scored = models.outputs.map { ScoredRows(outputs: $0, targets: models.targets) }
            let changes = try scored.map { rows in
                try #require(GroupScores(of: rows, metrics: [metric], losses: [])?.changes[metric.name])
            }
            let differences = zip(changes[0], changes[1]).map { $0 - $1 }
            let groups = Double(differences.count)
            let standardError = ((groups - 1) / groups * squares(differences)).squareRoot()
            ratios.append(standardError / (try bootstrap(models, metric, rows: rows)))
        }
        let mean = ratios.reduce(0, +) / Double(ratios.count)
        #expect((0.8...1.3).contains(mean), "\(ratios)")
    }

    @Test func `the loss without a group is the mean of the other rows`() throws {
        let models = Self.numbers(40, seed: 1)
        let losses = (0..<40).map { Float($0) }
        let groups = try #require(
            GroupScores(
                of: ScoredRows(outputs: models.outputs[0], targets: models.targets), metrics: [], losses: losses))
        // As many groups as rows: each value is left out once.
        let expected = losses.map { (780 - Double($0)) / 39 - 19.5 }.sorted()
        let found = try #require(groups.changes["loss"]).sorted()
        #expect(zip(found, expected).allSatisfy { abs($0 - $1) < 0.003 })
    }

    @Test func `scores are stored in one byte for each group, and other bytes are refused`() throws {
        let models = Self.classes(300, seed: 2)
        let metrics = Self.classMetrics.compactMap(Metric.init(named:))
        let rows = ScoredRows(outputs: models.outputs[0], targets: models.targets)
        let groups = try #require(GroupScores(of: rows, metrics: metrics, losses: []))
        #expect(groups.changes.count == metrics.count)
        let names = metrics.reduce(0) { $0 + $1.name.utf8.count }
        #expect(groups.bytes.count == names + metrics.count * (GroupScores.maximumGroups + 6))
        #expect(GroupScores(bytes: groups.bytes[...]) == groups)
        for length in 1..<50 { #expect(GroupScores(bytes: groups.bytes.prefix(length)) == nil) }
        let outcomes = try #require(RowOutcomes(bytes: [1, 44, 1, 0, 0] + [UInt8](repeating: 0b1101_1011, count: 38)))
        for record in [RowRecord(rows: outcomes, groups: groups), RowRecord(rows: nil, groups: groups)] {
            let record = try #require(record)
            #expect(RowRecord(bytes: record.bytes) == record)
            #expect(RowRecord(bytes: Array(record.bytes.dropLast())) == nil)
            #expect(RowRecord(bytes: Array(record.bytes.prefix(4))) == nil)
        }
        // As in the first versions.
        #expect(RowRecord(bytes: outcomes.bytes) == RowRecord(rows: outcomes, groups: nil))
        #expect(RowRecord(rows: outcomes, groups: nil)?.bytes == outcomes.bytes)
    }

    @Test(arguments: [(20, 20), (1500, 40), (3000, 20), (6000, 10), (9000, 10)])
    func `the more rows, the fewer groups, but at least ten`(rows: Int, groups: Int) throws {
        let models = Self.numbers(rows, seed: 3)
        let metric = try #require(Metric(named: "rmse"))
        let scores = try #require(
            GroupScores(
                of: ScoredRows(outputs: models.outputs[0], targets: models.targets), metrics: [metric],
                losses: models.outputs[0]))
        #expect(scores.changes.mapValues(\.count) == ["rmse": groups, "loss": groups])
    }

    @Test func `a score that is undefined without some rows has no interval`() throws {
        let labels = (0..<20).map { UInt16($0 == 0 ? 1 : 0) }
        let outputs = (1...20).flatMap { row -> [Float] in
            let share = Float(row) / 21
            return [share, 1 - share]
        }
        let rows = ScoredRows(outputs: outputs, targets: .classes(labels: labels, names: ["a", "b"]))
        let metrics = ["auc", "log_loss"].compactMap(Metric.init(named:))
        let groups = try #require(GroupScores(of: rows, metrics: metrics, losses: []))
        #expect(groups.changes.keys.sorted() == ["log_loss"])
    }
}
