/// Questions in Markdown and on paper.
extension MarkdownPage {
    static func text(of question: LearnerQuestion) -> String {
        let choices = question.choices.map { "- [ ] \(escaped($0.letter))\\) \(escaped($0.text))" }
        var parts = ["**Question \(question.number).** \(escaped(question.text))", choices.joined(separator: "\n")]
        if question.form == .solved {
            parts.append(question.solution.map { "Answer: **\(escaped($0))**" } ?? "Answers are not marked.")
            parts.append(question.explanation.map(escaped) ?? "")
            parts.append(question.hint.map { "Hint: \(escaped($0))" } ?? "")
        } else if question.choices.isEmpty {
            parts.append("Answer: " + String(repeating: "\\_", count: question.isNumber ? 20 : 60))
        }
        return parts.filter { !$0.isEmpty }.joined(separator: "\n\n")
    }
}

extension PDFCanvas {
    /// Writes a question with its choices, and its answer or room for one.
    func write(_ question: LearnerQuestion) {
        reserve(70)
        write("Question \(question.number). \(question.text)", .init(font: "Sans Bold 9.5px"))
        for choice in question.choices {
            skip(2)
            write("☐ \(choice.letter)) \(choice.text)", PDFPage.body)
        }
        if question.form == .solved {
            skip(3)
            write(
                question.solution.map { "Answer: \($0)" } ?? "Answers are not marked.", .init(font: "Sans Bold 9.5px"))
            if let explanation = question.explanation { write(explanation, PDFPage.body) }
            if let hint = question.hint { write("Hint: \(hint)", PDFPage.body) }
        } else if question.choices.isEmpty {
            for _ in 0..<(question.isNumber ? 1 : 3) {
                skip(18)
                fill(x: Self.margin, y: y, width: Self.width, height: 0.6, Self.line)
            }
        }
    }
}
