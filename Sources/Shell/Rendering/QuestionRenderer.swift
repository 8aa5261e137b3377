import Reports
import Terminal
import VisibleText

/// Renders questions and answers as text that fits the window.
extension ReportRenderer {
    func lines(_ question: QuestionReport) -> [String] {
        guard !question.isReminder else { return reminder(question) }
        return paragraph(question.text).map(style.bold)
            + question.choices.flatMap { choice in
                hanging(choice.text, after: "  \(choice.letter)) ")
            } + (question.isAsked ? [style.dim(advice(question))] : [])
    }

    private func advice(_ question: QuestionReport) -> String {
        "(\(request(question)); Return passes, Ctrl-D leaves)"
    }

    private func request(_ question: QuestionReport) -> String {
        switch question.kind {
        case .number: "type a number"
        case .choice: "type a letter"
        case .text: "type a sentence"
        }
    }

    /// Returns the sentence that asks, which other output may have moved out of the window.
    private func reminder(_ question: QuestionReport) -> [String] {
        let words = VisibleText.lines(question.text).split(whereSeparator: \.isWhitespace)
        let start = words.dropLast().lastIndex { ".?!:".contains($0.last ?? " ") }.map { $0 + 1 } ?? 0
        let letters = question.choices.map(\.letter)
        let answer =
            letters.count > 1
            ? "\(request(question)), \(letters[0]) to \(letters[letters.count - 1])" : request(question)
        return paragraph(
            "(still asked: \(words[start...].joined(separator: " ")) – \(answer); `answer` shows the whole question)"
        ).map(style.dim)
    }

    func lines(_ answer: AnswerReport) -> [String] {
        let explanation = answer.explanation.map(paragraph) ?? []
        let given =
            VisibleText.name(answer.answer ?? "") + (answer.reading.map { " = \(Numbers.written($0))" } ?? "")
        let expected = VisibleText.name(answer.expected ?? "")
        // The learner's answer, if it differs from the right one.
        let error = answer.within.map { ", within \(Numbers.score($0))" } ?? ""
        let own =
            given.isEmpty || given == expected ? "" : " (your answer: \(given)\(answer.verdict == .right ? error : ""))"
        let again = answer.isCounted ? "" : style.dim("; only the first answer counts")
        switch answer.verdict {
        case .skipped: return []
        case .waiting: return [style.dim("noted: \(given)")]
        case .kept: return [style.dim("noted; not marked") + again] + explanation
        case .again: return ["not yet; try once more"] + (answer.hint.map { paragraph("Hint: " + $0) } ?? [])
        case .right: return [style.accent("right: ") + expected + own + again] + explanation
        case .wrong: return [style.warning("wrong: ") + expected + own + again] + explanation
        case .passed: return (answer.expected == nil ? [] : ["the answer: \(expected)"]) + explanation
        }
    }

    /// Returns a text of any number of lines in lines that fit the window.
    private func paragraph(_ text: String) -> [String] {
        wrapped(VisibleText.lines(text).split(whereSeparator: \.isWhitespace).joined(separator: " "), indent: "")
    }

    /// Returns a text after a mark, with its other lines indented to it.
    private func hanging(_ text: String, after mark: String) -> [String] {
        let indent = String(repeating: " ", count: mark.count)
        let lines = wrapped(
            VisibleText.lines(text).split(whereSeparator: \.isWhitespace).joined(separator: " "), indent: indent)
        return lines.enumerated().map { index, line in
            index == 0 ? style.accent(mark) + line.dropFirst(mark.count) : line
        }
    }
}
