import CommandParsing

/// The part of `export` that writes answers and lessons.
package enum TeachingExport: Hashable, Sendable {
    /// The answers of the learner.
    case answers
    /// A document that is made from a lesson, and the number, name or file of the lesson.
    case lesson(Paper, String)

    /// The documents that are made from a lesson.
    package enum Paper: String, CaseIterable, Sendable {
        case worksheet, solution, page

        var help: String {
            switch self {
            case .worksheet: "the commands and questions of a lesson, with room for answers"
            case .solution: "a lesson with all outputs and answers"
            case .page: "a lesson to read in a browser, with outputs, plots and questions to answer"
            }
        }
    }

    static let forms: [Form] = [
        .sequence([
            .choice(Paper.allCases.map { .word($0.rawValue, $0.help) }),
            .value("path", .writtenPath, "the file: `.md`, `.html` or `.pdf`"),
            .settings([
                Setting("lesson", .text, "the number or name of a lesson, or a file"), Replacing.setting,
            ]),
        ]),
        .sequence([
            .word("answers", "the answers to questions, as a CSV file"), .value("path", .writtenPath, "the file"),
            Replacing.form,
        ]),
    ]

    /// Reads the values of the command; nil for other exports.
    ///
    /// - Throws: `Diagnostic` if the lesson is missing, or a page is not HTML.
    static func read(_ captures: Captures) throws(Diagnostic) -> TeachingExport? {
        if captures.has("answers") { return .answers }
        guard let paper = Paper.allCases.first(where: { captures.has($0.rawValue) }) else { return nil }
        guard let lesson = captures.text("lesson") else { throw .noLessonToExport(paper.rawValue, in: captures) }
        let path = captures.text("path") ?? ""
        guard let format = ReportCommand.Format(path: path) else {
            throw captures.mistake("expected a file that ends with .md, .html or .pdf, found \"\(path)\"", at: "path")
        }
        if paper == .page, format != .html {
            throw captures.mistake("a page needs a file that ends with .html; write `solution` for others", at: "path")
        }
        return .lesson(paper, lesson)
    }
}
