import Compute
import Datasets
import Foundation
import Scoring
import Testing

@Suite struct MetricNameTests {
    @Test(arguments: [
        "accuracy", "auc", "auc of setosa", "f1 of 2", "f1 of -1", "recall of 'a b'", "precision of \"it's\"",
        "auc of 'and'", "average_precision of 0.5", "pinball 0.9", "top_3_accuracy", "top_12_accuracy", "rmse",
        "recall of '007'",
    ])
    func `a metric has the name that it was created with`(name: String) throws {
        let metric = try #require(Metric(named: name))
        #expect(metric.name == name)
        let coded = try JSONDecoder().decode(Metric.self, from: JSONEncoder().encode(metric))
        #expect(coded == metric)
    }

    @Test(arguments: [
        "Auc", "auc of", "auc of a b", "auc of 'setosa'", "f1 of 2.0", "accuracy of a", "pinball", "pinball 0",
        "pinball 1", "pinball 1.5", "pinball 0.90", "top_0_accuracy", "top__accuracy", "top_03_accuracy",
        "top_N_accuracy", "rmse 2", "",
    ])
    func `another name is no metric`(name: String) { #expect(Metric(named: name) == nil) }

    @Test func `each definition has a name, a line of help and an example of its own`() {
        let all = MetricDefinition.all
        #expect(Set(all.map(\.name)).count == all.count)
        #expect(Set(all.map(\.summary)).count == all.count)
        for definition in all { #expect(Metric(named: definition.example) != nil, "\(definition.name)") }
        #expect(Metric.all.allSatisfy { $0.isAlwaysMeasured })
    }

    @Test(arguments: [
        ("accuracy of setosa", "accuracy is not a score of one class"), ("foo of a", "there is no score foo"),
        ("pinball", "pinball needs a number between 0 and 1, such as `pinball 0.9`"), ("pinball 2", "pinball needs"),
        ("top_0_accuracy", "top_N_accuracy needs a whole number from 1"),
    ])
    func `a name that resembles a metric has a complaint`(name: String, complaint: String) {
        #expect(Metric.complaint(about: name)?.hasPrefix(complaint) == true)
    }

    @Test func `a class is found by its name or by its number`() throws {
        let rows = ScoredRows(
            outputs: [0.75, 0.25, 0.25, 0.75], targets: .classes(labels: [0, 0], names: ["2.0", "a"]))
        let (two, three) = (try #require(Metric(named: "recall of 2")), try #require(Metric(named: "recall of 3")))
        #expect(two.value(of: rows) == 0.5)
        #expect(three.value(of: rows) == nil)
    }

    static let targets = Targets.classes(labels: [0, 0, 1, 2], names: ["a", "b", "c d"])

    @Test(
        arguments: [
            ("auc", [0, 1], "auc needs rows of two classes, but all rows of the validation set are 'a'"),
            ("kappa", [0, 1], "kappa needs rows of two classes"),
            ("auc of x", [0, 2], "auc of x: there is no class 'x'"),
            ("recall of b", [0, 1], "recall of b needs rows of class 'b', but the validation set has none"),
            ("auc of 'c d'", [3], "auc of 'c d' needs rows of other classes than 'c d'"),
            ("rmse", [0], "rmse is for numeric targets, but the targets are classes"),
        ] as [(String, [Int32], String)])
    func `a score that is undefined for the rows has an objection`(name: String, rows: [Int32], objection: String)
        throws
    {
        let metric = try #require(Metric(named: name))
        let found = metric.objection(to: Self.targets, rows: rows, part: "the validation set", output: .softmax)
        #expect(found?.hasPrefix(objection) == true, "\(found ?? "")")
        #expect(
            metric.definition.task == .numbers
                || ScoredRows(
                    outputs: [Float](repeating: 0, count: 3 * rows.count),
                    targets: .classes(labels: rows.map { [0, 0, 1, 2][Int($0)] }, names: ["a", "b", "c d"])
                )
                .scores([metric])[metric] == nil)
    }

    @Test func `probabilities need suitable outputs, and scores of classes need classes`() throws {
        let loss = try #require(Metric(named: "log_loss"))
        let rows: [Int32] = [0, 2]
        #expect(loss.objection(to: Self.targets, rows: rows, part: "", output: .softmax) == nil)
        #expect(
            loss.objection(to: Self.targets, rows: rows, part: "", output: .tanh)?.contains("probabilities") == true)
        let numbers = Targets.values([1, 2], names: ["y"])
        #expect(loss.objection(to: numbers, rows: [0], part: "", output: .linear)?.contains("numbers") == true)
        let answers = Targets.values([1, 0], names: ["y"])
        #expect(loss.objection(to: answers, rows: [0, 1], part: "", output: .sigmoid) == nil)
        #expect(ScoredRows(outputs: [-1, 2], targets: answers).scores([loss])[loss] == nil)
    }

    @Test func `a score that says little has a remark`() throws {
        let top = try #require(Metric(named: "top_3_accuracy"))
        #expect(top.remark(on: Self.targets, rows: [0])?.contains("only 3 classes") == true)
        let mape = try #require(Metric(named: "mape"))
        #expect(mape.remark(on: .values([0, 1], names: ["y"]), rows: [0, 1])?.contains("1 of 2") == true)
        #expect(mape.remark(on: .values([0, 1], names: ["y"]), rows: [1]) == nil)
    }
}
