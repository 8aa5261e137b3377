import Foundation
import Support
import Testing

/// Evaluators measure the scores that objectives and conditions read.
@Suite("Scores on evaluators")
struct EvaluatorScoresTests {
    @Test(
        "evaluators give the same evaluations as threads, whatever reads the scores",
        arguments: [
            "maximize accuracy; require f1 of setosa >= 0", "maximize auc and maximize recall of setosa",
            "minimize log_loss; require matthews > -1; require neurons0 > 0",
            "maximize balanced_accuracy; training loss focal weights setosa 2",
        ])
    func scores(choices: String) throws {
        let home = try Home()
        func evaluations(_ workers: String) throws -> [String] {
            let script = try home.write(
                """
                workers \(workers)
                load iris limit 60
                training epochs 1
                population size 4 litter 1
                \(choices.replacing("; ", with: "\n"))
                evolve 2
                export csv evaluations.csv of history replace
                """, to: "scores.ns")
            let run = try FinishedProgram.shell(
                ["--memory", "none", script], home: home, environment: ["NS": Terminal.shell])
            #expect(run.status == 0, "\(run.error)")
            return try home.read("evaluations.csv").split(whereSeparator: \.isNewline).map(String.init)
        }
        let threads = try evaluations("2")
        #expect(threads.count == 3)
        #expect(try evaluations("2 on processes") == threads)
    }
}
