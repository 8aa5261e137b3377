import CommandLanguage
import Plots
package import ReportPage
package import Reports
import SessionState
package import Teaching

/// The documents that are made from a lesson.
package enum LessonPaper: String, CaseIterable {
    /// The tasks and questions with room for answers, without the output.
    case worksheet
    /// The tasks with their output, and the questions with their answers.
    case solution
    /// The whole lesson, with questions to answer on the page.
    case page

    var help: String {
        switch self {
        case .worksheet: "the texts, commands and questions of a lesson, with room for answers"
        case .solution: "a lesson with all outputs and answers"
        case .page: "a lesson to read in a browser, with outputs, plots and questions to answer"
        }
    }

    fileprivate var kind: String {
        switch self {
        case .worksheet: "Worksheet"
        case .solution: "Worksheet with answers"
        case .page: "Lesson"
        }
    }

    fileprivate var form: LearnerQuestion.Form {
        switch self {
        case .worksheet: .blank
        case .solution: .solved
        case .page: .interactive
        }
    }
}

extension LessonScreens {
    /// Returns a document of the lesson.
    ///
    /// - Parameters:
    ///   - student: The student whose name it carries; nil for none.
    ///   - written: Returns the lines that a terminal shows of a report.
    package func document(
        _ paper: LessonPaper, for student: Student?, heading: String, written: (Report) -> [String],
        highlighted: (String) -> [ReportBlock.ScriptSpan]
    ) -> ReportDocument {
        var number = 0
        let sections = parts.enumerated().map { index, items in
            var blocks: [ReportBlock] = []
            for item in items {
                switch item {
                case .prose(let text):
                    // What follows a question may contain its answer.
                    guard paper != .worksheet || number == 0 else { continue }
                    blocks += Self.paragraphs(text).map(ReportBlock.paragraph)
                case .command(let text):
                    blocks.append(.script(highlighted(text)))
                case .output(let report):
                    if paper != .worksheet { blocks += Self.blocks(report, written) }
                case .question(let question, let answer):
                    number += 1
                    blocks.append(.question(.init(question, answer, number: number, form: paper.form)))
                }
            }
            return ReportSection(id: "part-\(index + 1)", title: "Part \(index + 1)", blocks: Self.joined(blocks))
        }
        let facts = [
            ReportBlock.Fact("student", student?.title ?? (paper == .worksheet ? "________________" : "")),
            ReportBlock.Fact("seed", "\(seed)"), ReportBlock.Fact("questions", "\(number)"),
        ].filter { !$0.value.isEmpty }
        return ReportDocument(
            title: heading, result: Self.sentence(paper, seed, number), highlights: facts,
            sections: sections.filter { !$0.blocks.isEmpty }, evaluations: nil,
            origin: "Made from the lesson itself by ns \(Version.number).", kind: paper.kind,
            lesson: .init(name: name, seed: seed))
    }

    private static func sentence(_ paper: LessonPaper, _ seed: UInt64, _ questions: Int) -> String {
        switch paper {
        case .worksheet:
            "Follow the lesson in ns with seed \(seed), or type the commands, and answer "
                + "\(Numbers.counted(questions, "question")). The lesson explains more than this sheet."
        case .solution: "What ns shows with seed \(seed), and the answers to \(Numbers.counted(questions, "question"))."
        case .page: "What ns shows with seed \(seed), and \(Numbers.counted(questions, "question")) to answer."
        }
    }

    /// Returns the paragraphs of a text, whose lines may be broken anywhere.
    private static func paragraphs(_ text: String) -> [String] {
        text.split(separator: "\n", omittingEmptySubsequences: false)
            .split { $0.allSatisfy(\.isWhitespace) }
            .map { $0.joined(separator: " ") }
    }

    private static func blocks(_ report: Report, _ written: (Report) -> [String]) -> [ReportBlock] {
        if case .figure(let figure) = report {
            return [.figure(figure, caption: figure.title ?? figure.vertical.label, links: .none)]
        }
        let lines = written(report)
        return lines.isEmpty ? [] : [.screen(lines.joined(separator: "\n"))]
    }

    /// Joins neighbouring commands and neighbouring outputs.
    private static func joined(_ blocks: [ReportBlock]) -> [ReportBlock] {
        blocks.reduce(into: []) { joined, block in
            switch (joined.last, block) {
            case (.screen(let before), .screen(let text)): joined[joined.count - 1] = .screen(before + "\n" + text)
            case (.script(let before), .script(let spans)):
                joined[joined.count - 1] = .script(before + [.init("\n", .plain)] + spans)
            default: joined.append(block)
            }
        }
    }
}

extension LearnerQuestion {
    fileprivate init(_ question: Question, _ answer: AnswerReport?, number: Int, form: Form) {
        let value: Double? = if case .number? = question.expected { answer?.value } else { nil }
        self.init(
            number: number, text: question.text,
            choices: question.lettered.map { Choice(letter: $0.letter, text: $0.text) },
            isNumber: question.kind == .number, answer: answer?.expected, value: value, within: answer?.within,
            hint: question.hint, explanation: question.explanation, form: form)
    }
}
