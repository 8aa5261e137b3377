import Evolution
import Objectives
import RemoteEvaluation
import Reports
import SearchCommands
import Session
import SessionState

extension Session {
    var workersTable: TableReport {
        guard let choice = state.evaluators else { return threadsTable }
        let states = evaluatorPool?.currentStates() ?? []
        guard !states.isEmpty else {
            return TableReport(
                title: "workers \(workersTitle): evaluators start when there is something to evaluate",
                table: Table(
                    columns: [.init("property"), .init("", .left)],
                    rows: [
                        ["started as", choice.launcher.words(number: 1, program: program).joined(separator: " ")],
                        ["busy at once", "at most \(min(workerCount, searchSettings.birthsAtOnce))"],
                    ]))
        }
        let columns: [Table.Column] = [
            .init("worker", .right), .init("host"), .init("state"), .init("evaluates"), .init("done", .right),
            .init("seconds each", .right), .init("lost", .right), .init("last failure"),
        ]
        let rows = states.map { evaluator in
            [
                "\(evaluator.number)", evaluator.hello?.host ?? "–", evaluator.activity.words, evaluator.activity.task,
                "\(evaluator.done)",
                evaluator.done == 0 ? "–" : Numbers.score(evaluator.seconds / Double(evaluator.done)),
                "\(evaluator.losses)", evaluator.lastLoss ?? "–",
            ]
        }
        let present = states.count(where: \.isPresent)
        return TableReport(
            title: "workers \(workersTitle): \(present) of \(workerCount) evaluators are connected",
            table: Table(columns: columns, rows: rows))
    }

    private var threadsTable: TableReport {
        let atOnce = min(workerCount, searchSettings.birthsAtOnce)
        let rows = [
            ["workers", "\(workerCount)", state.workers == nil ? "one per core" : "chosen"],
            ["cores", "\(processors)", ""], ["busy at once", "\(atOnce)", "at most"],
        ]
        return TableReport(
            title: "workers: threads of this process",
            table: Table(columns: [.init("property"), .init("number", .right), .init("")], rows: rows))
    }
}

extension EvaluatorState.Activity {
    /// A few words for a table.
    fileprivate var words: String {
        switch self {
        case .resting(let seconds): seconds > 0 ? "starts in \(Int(seconds.rounded(.up))) s" : "not needed yet"
        case .awaited(let seconds): "awaited for \(Int(seconds)) s"
        case .idle: "idle"
        case .stopping: "stops"
        case .preparing: "reads the data"
        case .evaluating: "evaluates"
        case .refused(let reason): "refused: \(reason)"
        }
    }

    /// The evaluation in progress, with the last reported epoch and score.
    fileprivate var task: String {
        guard case .evaluating(let genes, let progress, let seconds) = self else { return "–" }
        guard let progress else { return "\(genes.prefix(60)) for \(Int(seconds)) s" }
        let score = progress.score.map { ", score \(Numbers.score($0))" } ?? ""
        return "epoch \(progress.epoch)\(score) for \(Int(seconds)) s"
    }
}
