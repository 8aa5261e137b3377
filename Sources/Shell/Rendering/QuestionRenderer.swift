import Session
import Terminal

/// A renderer of questions and answers as text.
struct QuestionRenderer {
    let style: Style

    func lines(_ question: QuestionReport) -> [String] {
        [style.bold(Self.line(question.text))] + question.choices.map { "  \(style.accent($0.letter + ")")) \($0.text)" }
            + (question.isAsked ? [style.dim(advice(question))] : [])
    }

    /// Returns a text of several lines as one, which the window wraps.
    private static func line(_ text: String) -> String { text.replacing("\n", with: " ") }

    private func advice(_ question: QuestionReport) -> String {
        let answer =
            switch question.kind {
            case .number: "type a number"
            case .choice: "type a letter"
            case .text: "type a sentence"
            }
        return "(\(answer); Return passes)"
    }

    func lines(_ answer: AnswerReport) -> [String] {
        switch answer.verdict {
        case .skipped: []
        case .waiting: [style.dim("noted: \(answer.answer ?? "")")]
        case .kept: [style.dim("noted") + again(answer)] + explanation(answer)
        case .again: ["not yet; try once more", answer.hint.map { "hint: \(Self.line($0))" }].compactMap { $0 }
        case .right: [style.accent("right: ") + "\(solution(answer))\(mine(answer))\(again(answer))"] + explanation(answer)
        case .wrong: [style.warning("wrong: ") + "\(solution(answer))\(mine(answer))\(again(answer))"] + explanation(answer)
        case .passed:
            [answer.expected.map { _ in "the answer is \(solution(answer))" }].compactMap { $0 } + explanation(answer)
        }
    }

    private func solution(_ answer: AnswerReport) -> String { answer.expected ?? "" }

    /// The learner's answer, if it differs from the right one.
    private func mine(_ answer: AnswerReport) -> String {
        guard let own = answer.answer, own != answer.expected else { return "" }
        return " (your answer: \(own))"
    }

    private func again(_ answer: AnswerReport) -> String {
        answer.isCounted ? "" : style.dim("; the first answer counts")
    }

    private func explanation(_ answer: AnswerReport) -> [String] { answer.explanation.map { [Self.line($0)] } ?? [] }
}
