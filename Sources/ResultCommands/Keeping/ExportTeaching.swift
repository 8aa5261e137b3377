import CommandLanguage
import FileWriting
import Foundation
import Messages
import Notation
import ReportPage
import Reports
import Scripts
import SearchReports
import Session
import SessionState
import Teaching

extension Session {
    /// Writes the answers of the learner, or a document that is made from a lesson.
    ///
    /// - Throws: `.missing` if there is no such lesson; the errors of the lesson; `.failed` if the file cannot be written.
    func export(
        _ teaching: TeachingExport, to path: String, replaces: Bool, _ context: ExecutionContext
    ) async throws(SessionError) -> Report {
        let target = Self.expanded(path)
        switch teaching {
        case .answers:
            let mine = answers.answers.filter { $0.isBy(state.student) }
            if mine.isEmpty { context.report(.warning(Warning.noAnswers(of: state.student))) }
            try permit(target, replaces: replaces, context)
            try write(Data(AnswersFile.csv(mine, of: state.student, seed: state.seed).utf8), to: target)
            let who = state.student.map { " of student \($0.title)" } ?? ""
            let written = Report.written(path: target, what: Numbers.counted(mine.count, "answer") + who)
            guard context.ask != nil else { return written }
            context.report(written)
            return .howToCollect
        case .lesson(let paper, let reference):
            guard let lesson = try lesson(named: reference), let paper = LessonPaper(rawValue: paper.rawValue),
                let format = ReportCommand.Format(path: target)
            else { throw .noSuchLesson(reference, nearest: Lesson.name(near: reference)) }
            try permit(target, replaces: replaces, context)
            let screens = try await screens(of: lesson, context)
            let heading = Int(lesson.reference).map { "Lesson \($0): \(lesson.title)" } ?? lesson.title
            let document = screens.document(
                paper, for: state.student, heading: heading, written: context.written ?? { _ in [] },
                highlighted: { grammar.spans(of: $0, variables: variables) })
            try write(try Self.bytes(of: document, format), to: target)
            return .written(path: target, what: "\(paper.rawValue) of lesson \(lesson.reference)")
        }
    }

    /// Returns the lesson with a number, a name or a file; nil if there is none.
    private func lesson(named reference: String) throws(SessionError) -> Lesson? {
        if Lesson.isFile(reference) { return try Lesson.read(path: locate(reference), grammar: grammar) }
        if let number = Int(reference) { return Lesson.all.numbered(number) }
        return Lesson.all.first { $0.name == reference }
    }

    private func write(_ data: Data, to path: String) throws(SessionError) {
        do { try AtomicFile(path).write(data) } catch { throw .failed(error.description) }
    }

    private static func bytes(
        of document: ReportDocument, _ format: ReportCommand.Format
    ) throws(SessionError) -> Data {
        switch format {
        case .html: return Data(HTMLPage(document).text.utf8)
        case .markdown: return Data(MarkdownPage(document).text.utf8)
        case .pdf:
            do { return Data(try PDFPage(document).file().bytes) } catch { throw .failed(error.description) }
        }
    }
}
