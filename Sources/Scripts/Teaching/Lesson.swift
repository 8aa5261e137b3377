package import CommandLanguage
import CommandParsing
package import Messages
import Notation
package import Reports
package import Session
package import SessionState
import Teaching

extension LessonCommand: Executable {
    package func execute(in session: Session, _ context: ExecutionContext) async throws(SessionError) -> Report {
        guard let lesson = try lesson(session) else { return .table(session.lessonsTable) }
        let script = try Script(
            Source(name: path == nil ? "lesson \(lesson.reference)" : session.locate(path ?? ""), text: lesson.text),
            grammar: session.grammar)
        let parts = Lesson.parts(of: script, grammar: session.grammar)
        guard (first ?? 1) <= parts.count else {
            throw .noPart(first ?? 1, ofLesson: lesson.reference, parts: parts.count)
        }
        guard !session.running.contains(where: { $0.lesson != nil }) else {
            throw .lessonInLesson
        }
        let seen = session.lessons[lesson.name, session.state.student].seen
        // Without a terminal, a lesson starts from the beginning.
        let begin = first ?? (context.ask != nil && seen < parts.count ? seen + 1 : 1)
        let run = LessonRun(
            session: session, lesson: lesson, script: script, parts: parts, first: begin,
            last: min(last ?? parts.count, parts.count), isSlides: isSlides && context.ask != nil, context: context)
        return try await run.give()
    }

    /// The number of the lesson in the course; nil for a file, and to list all.
    private var place: Int? { number ?? name.flatMap(Lesson.number) }

    /// The lesson to give; nil to list all.
    private func lesson(_ session: Session) throws(SessionError) -> Lesson? {
        if let path, !Lesson.isFile(path) { throw .noSuchLesson(path, nearest: Lesson.name(near: path)) }
        if let path { return try Lesson.read(path: session.locate(path), grammar: session.grammar) }
        guard let number = place else { return nil }
        let lessons = Lesson.all
        guard number <= lessons.count else { throw .noLesson(number, lessons: lessons.count) }
        return lessons[number - 1]
    }

    /// Returns an entry with the parts that were given, even if the lesson was left.
    package func entry(_ text: String, _ report: Report, in session: Session) -> Transcript.Entry? {
        guard let reference = place.map({ "\($0)" }) ?? path.map({ CommandText.quoted(session.absolute($0)) }) else {
            return .init(text)
        }
        guard let through = session.lastLessonPart else { return nil }
        return .init("lesson \(reference) from 1 through \(through)")
    }
}

extension Session {
    /// A table of all lessons with the learner's progress.
    fileprivate var lessonsTable: TableReport {
        let rows = Lesson.all.enumerated().map { index, lesson in
            let progress = lessons[lesson.name, state.student]
            let parts = (try? Script(Source(name: lesson.name, text: lesson.text), grammar: grammar)).map {
                Lesson.parts(of: $0, grammar: grammar).count
            }
            let isUnderWay = progress.seen > 0 && progress.seen < (parts ?? .max)
            // As short as it can be, so that the whole map fits a window of 80 columns.
            let far = isUnderWay ? "\(progress.seen)/\(parts ?? progress.seen)" : ""
            return [
                "\(index + 1)", lesson.name, "\(lesson.minutes)",
                lesson.needs.compactMap(Lesson.number).map(String.init).joined(separator: ", "), lesson.teaches,
                [progress.isDone ? "done" : "", far.isEmpty ? "" : progress.isDone ? far : far + " parts"]
                    .filter { !$0.isEmpty }.joined(separator: " "),
            ]
        }
        return TableReport(
            title: "the course; `lesson 1` or `lesson one_max` starts or continues the first lesson",
            table: Table(
                columns: [
                    .init("", .right), .init("lesson"), .init("min", .right), .init("needs"), .init("it teaches"),
                    .init("done"),
                ], rows: rows))
    }
}
