import CommandLanguage
import Foundation
import Memory
import Reports
import SearchPreparation
import Support
import Testing

/// Scores that not every training measures, as objectives and conditions of a search.
@Suite struct ScoreObjectiveTests {
    private static let start = "load iris; training epochs 2; population size 4; seed 3; "

    @Test(arguments: [
        "maximize auc", "maximize f1 of 'setosa' and minimize parameters", "minimize log_loss",
        "maximize balanced_accuracy - 1e-6 * parameters", "maximize recall of virginica", "minimize brier",
        "maximize top_2_accuracy", "maximize matthews", "maximize kappa", "maximize average_precision of setosa",
        "maximize accuracy; require recall of setosa >= 0.01", "maximize auc; training repeat 2",
    ])
    func `a search maximises or minimises any score of classes`(objective: String) async throws {
        let talking = Talking()
        try await talking.say(Self.start + objective + "; evolve 1")
        let fittest = try await talking.fittest()
        #expect(fittest.value.isFinite)
        #expect(talking.session.takeWarnings().isEmpty)
    }

    @Test(arguments: [
        "minimize rmse", "minimize mae", "minimize median_absolute_error", "minimize mape",
        "maximize explained_variance", "minimize pinball 0.9",
    ])
    func `a search maximises or minimises any score of numbers`(objective: String) async throws {
        let talking = Talking()
        try await talking.withNumbers("load numbers; training epochs 1; population size 4; \(objective); evolve 1") {
            try await talking.say($0)
        }
        #expect(try await talking.fittest().value.isFinite)
    }

    @Test func `a score is the mean over folds and repeats`() async throws {
        let talking = Talking()
        try await talking.say(
            "load iris folds 3; training epochs 1 repeat 2; population size 4; maximize auc; evolve 1")
        let fittest = try await talking.fittest()
        #expect(fittest.meanOf == "3 folds × 2 trainings")
        #expect(fittest.value > 0 && fittest.value <= 1)
        #expect(abs(fittest.value - (fittest.scores["auc"] ?? .nan)) < 1e-12)
    }

    @Test func `a score is observed while hopeless trainings end`() async throws {
        let talking = Talking()
        try await talking.say(
            "load iris; training epochs 1..9; population size 6; maximize auc of virginica; evolve 2")
        #expect(try await talking.fittest().value.isFinite)
    }

    @Test func `scores have memory keys of their own, and change nothing else`() async throws {
        let memory = ScoreMemory()
        let plain = Talking(memory: memory)
        try await plain.say(Self.start + "maximize accuracy; evolve 1")
        let count = memory.facts.evaluations
        let further = Talking(memory: memory)
        try await further.say(Self.start + "maximize accuracy; require auc >= 0.01; evolve 1")
        // The same networks are measured again, with the same accuracy.
        #expect(memory.facts.evaluations == 2 * count)
        let again = Talking(memory: memory)
        try await again.say(Self.start + "maximize accuracy; require auc >= 0.01; evolve 1")
        #expect(memory.facts.evaluations == 2 * count)
        // Baselines are measured only now.
        #expect(try await further.fittest().value == plain.fittest().value)
    }

    @Test func `a class with a comma in its name is remembered`() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let names = ["a, b|c", "it's", "d%2C"]
        let lines = (0..<60).map { "\(Double($0 % 3) + Double($0) / 100),\"\(names[$0 % 3])\"" }
        let file = folder.appending(path: "classes.csv").path(percentEncoded: false)
        try ("x,kind\n" + lines.joined(separator: "\n") + "\n").write(toFile: file, atomically: true, encoding: .utf8)
        let memory = ScoreMemory()
        var counts: [Int] = []
        for _ in 0..<2 {
            let talking = Talking(memory: memory)
            try await talking.say(
                "load csv '\(file)' label kind; training epochs 2; population size 4; "
                    + "maximize f1 of 'a, b|c' + recall of \"it's\" + precision of 'd%2C'; evolve 1")
            #expect(try await talking.fittest().value.isFinite)
            counts.append(memory.facts.evaluations)
        }
        #expect(counts[0] > 0 && counts[1] == counts[0])
    }

    @Test(arguments: [
        ("load iris; maximize recall of rosa; evolve", "there is no class 'rosa'; the classes are setosa, versicolor"),
        ("load iris; minimize rmse; evolve", "rmse is for numeric targets"),
        ("load numbers; maximize auc; evolve", "auc is for classes, but the targets are numbers"),
        ("load iris; maximize accuracy of setosa", "accuracy is not a score of one class"),
        ("load iris; minimize pinball", "pinball needs a number between 0 and 1, such as `pinball 0.9`"),
        ("load iris; minimize log_loss; training output tanh loss mean_squared_error; evolve", "probabilities"),
        ("load iris; maximize accuracy; training weights rosa 2; evolve", "there is no class 'rosa'"),
        ("load numbers; maximize r2; training weights balanced; evolve", "class weights need classes"),
        (
            "load numbers; maximize r2; gene class_weights in equal, balanced; evolve",
            "`gene remove class_weights` removes the gene"
        ),
        (
            "load iris; maximize accuracy; training weights setosa 0 versicolor 0 virginica 0; evolve",
            "give one class or more a weight above 0"
        ),
        ("load numbers; maximize r2; training loss focal; evolve", "focal is a loss for classes"),
        (
            "load iris; maximize accuracy; training loss quantile 0.9; evolve",
            "quantile 0.9 is a loss for numeric targets"
        ),
        ("load iris; training loss quantile", "expected a number after quantile"),
        ("load iris; training loss quantile 1", "quantile needs a number from 0.001 to 0.999"),
        ("load iris; training loss huber 2", "or `output`"),
        ("load iris; training weights setosa", "expected a weight after class setosa"),
        ("load iris; training weights setosa 2 setosa 3", "class setosa has two weights"),
    ])
    func `a score or a loss that does not fit is an error with a remedy`(commands: String, error: String) async throws {
        let talking = Talking()
        let found = try await talking.withNumbers(commands) { await talking.error($0) }
        let message = try #require(found)
        #expect(message.contains(error), "\(message)")
    }

    @Test(arguments: [
        ("load iris; maximize log_loss", "did you mean `minimize log_loss`?"),
        ("load numbers; maximize rmse", "did you mean `minimize rmse`?"),
        ("load iris; minimize auc", "did you mean `maximize auc`?"),
        ("load iris; maximize top_3_accuracy", "only 3 classes"),
    ])
    func `a direction or a score that makes no sense causes a warning`(commands: String, warning: String) async throws {
        let talking = Talking()
        try await talking.withNumbers(commands) { try await talking.say($0) }
        #expect(talking.session.takeWarnings().contains { $0.contains(warning) })
    }

    @Test(arguments: [
        ("load iris; maximize AUC", "auc"), ("load iris; maximize roc_auc", "auc"),
        ("load iris; maximize mcc", "matthews"), ("load iris; maximize f1_macro", "f1"),
        ("load iris; minimize neg_log_loss", "log_loss"), ("load numbers; minimize mean_absolute_error", "mae"),
    ])
    func `the name of a score in another program gets a suggestion`(commands: String, score: String) async throws {
        let talking = Talking()
        let reports = try await talking.withNumbers(commands) { try await talking.say($0) }
        #expect("\(reports)".contains(#"did you mean \"\#(score)\"?"#), "\(reports)")
    }

    @Test func `a gene may have the name of a new score, and comes first`() async throws {
        let talking = Talking()
        try await talking.say("gene kappa in 1..5; maximize -(kappa - 2)^2; population size 4; evolve 5")
        #expect(try await talking.fittest().value == 0)
    }

    @Test(arguments: [
        "training weights balanced", "training weights setosa 5 virginica 2", "training loss focal",
        "training loss focal 1", "gene class_weights in equal, balanced", "training weights balanced smoothing 0.1",
    ])
    func `class weights and losses train networks`(setting: String) async throws {
        let talking = Talking()
        try await talking.say(Self.start + "maximize accuracy; \(setting); evolve 1")
        #expect(try await talking.fittest().value.isFinite)
    }

    @Test(arguments: [
        ("balanced 7", "there is no class 'balanced'", "; did you mean `training weights balanced`?"),
        ("setossa 5 epochs 3", "there is no class 'setossa'", "; did you mean \"setosa\"?"),
        ("virginica 2 rosa 2", "there is no class 'rosa'", "the classes are setosa, versicolor, virginica"),
    ])
    func `a weight of an unknown class is an error that changes nothing`(weights: String, error: String, end: String)
        async throws
    {
        let talking = Talking()
        try await talking.say("load iris; maximize accuracy; training epochs 2; population size 4; evolve 1")
        let message = try #require(await talking.error("training weights \(weights)"))
        #expect(message.contains(error) && message.hasSuffix(end), "\(message)")
        try await talking.say("expect generation = 1")
        #expect(try await talking.message("training patience 4").hasPrefix("training epochs 2 patience 4"))
    }

    @Test func `weights may name any class before data are loaded`() async throws {
        #expect(try await Talking().message("training weights balanced 7") == "training weights 'balanced' 7")
    }

    @Test func `a class may have the name of a setting`() async throws {
        let talking = Talking()
        let text = try await talking.message("training weights a 5 'epochs' 3 epochs 2")
        #expect(text == "training weights a 5 'epochs' 3 epochs 2")
        #expect(try await Talking().message(text) == text)
    }
}

extension Talking {
    /// Calls `body` with commands in which `load numbers` loads a table with a numeric target.
    @discardableResult
    fileprivate func withNumbers<Value>(
        _ commands: String, _ body: (String) async throws -> Value
    ) async throws -> Value {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appending(path: "numbers.csv").path(percentEncoded: false)
        let lines = (0..<80).map {
            "\(Double($0 % 9) / 2),\(Double($0 % 7)),\(Double($0 % 9) * 3.5 + Double($0 % 5) + 10)"
        }
        try ("a,b,y\n" + lines.joined(separator: "\n") + "\n").write(toFile: file, atomically: true, encoding: .utf8)
        return try await body(
            commands.replacingOccurrences(of: "load numbers", with: "load csv '\(file)' label y regression"))
    }

    fileprivate func message(_ command: String) async throws -> String {
        guard case .message(let text, _)? = try await say(command).last else { return "" }
        return text
    }

    fileprivate func fittest() async throws -> FittestReport {
        guard case .fittest(let report)? = try await say("show fittest").last else { throw NoFittest() }
        return report
    }
}

private struct NoFittest: Error {}
