import CommandLanguage
import CommandParsing
import Foundation
import Messages
import Reports
import Scripts
import Session
import Support

/// Runs experiments for tests.
protocol RunsExperiments {}

extension RunsExperiments {
    /// Returns the report of the last experiment that some commands run.
    func experiment(
        _ text: String, in talking: Talking = Talking(), isInterrupted: @escaping () -> Bool = { false }
    ) async throws -> ExperimentReport {
        for case .experiment(let report) in try await talking.say(text, isInterrupted: isInterrupted).reversed() {
            return report
        }
        throw MissingExperiment()
    }

    /// Returns the report of an experiment that Ctrl-C stops when its progress reaches something.
    func stoppedExperiment(
        _ text: String, in talking: Talking, when isReached: @escaping (ExperimentProgress) -> Bool
    ) async throws -> ExperimentReport {
        let source = Source(name: "test.ns", text: text)
        let parser = Parser(talking.session.grammar, words: .full)
        var isStopped = false
        var report: ExperimentReport?
        let context = ExecutionContext(isInterrupted: { isStopped }) { event in
            switch event {
            case .progress(.experiment(let progress)): isStopped = isStopped || isReached(progress)
            case .report(.experiment(let result)): report = result
            default: break
            }
        }
        let blocks = parser.blocks(of: Lexer.readOn(source).statements, source: source).blocks
        _ = try await talking.session.execute(blocks, of: source, words: .full, context)
        guard let report else { throw MissingExperiment() }
        return report
    }

    /// Returns a file that a command writes, as lines.
    func lines(_ talking: Talking, _ command: String) async throws -> [String] {
        let folder = try TemporaryFolder()
        try await talking.say(command.replacing("FILE", with: "'\(folder.path)/table.csv'"))
        let text = try String(contentsOfFile: "\(folder.path)/table.csv", encoding: .utf8)
        return text.split(whereSeparator: \.isNewline).map(String.init)
    }
}

/// The error of commands that ran no experiment.
struct MissingExperiment: Error {}
