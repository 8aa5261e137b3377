import CommandLanguage

extension LessonCommand: Executable {
    func execute(in session: Session, _ context: ExecutionContext) async throws(SessionError) -> Report {
        guard let number else { return .table(session.lessonsTable) }
        let lessons = Lesson.all
        guard number <= lessons.count else {
            throw .missing("there are \(lessons.count) lessons, found \(number)", try: "lesson")
        }
        let lesson = lessons[number - 1]
        let script = try Script(Source(name: "lesson \(number)", text: lesson.text), grammar: session.grammar)
        let parts = Lesson.parts(of: script, grammar: session.grammar)
        guard (first ?? 1) <= parts.count else {
            throw .unusable("lesson \(number) has \(parts.count) parts, found \(first ?? 1)")
        }
        guard !session.running.contains(where: { $0.path.hasPrefix("lesson ") }) else {
            throw .unusable("a lesson is already running; Ctrl-C leaves it")
        }
        let seen = session.lessons[lesson.name].seen
        // Where nobody is there, coming back has no meaning.
        let begin = first ?? (context.ask != nil && seen < parts.count ? seen + 1 : 1)
        let run = LessonRun(
            session: session, lesson: lesson, number: number, script: script, parts: parts, first: begin,
            last: min(last ?? parts.count, parts.count), context: context)
        return try await run.give()
    }

    /// What was left is recorded as far as it was given.
    func entry(_ text: String, _ report: Report, in session: Session) -> Transcript.Entry? {
        guard let number else { return .init(text) }
        guard let through = session.lastLessonPart else { return nil }
        return .init("lesson \(number) from 1 through \(through)")
    }
}

extension Session {
    /// Every lesson, with what has been done.
    fileprivate var lessonsTable: TableReport {
        let rows = Lesson.all.enumerated().map { index, lesson in
            let place = lessons[lesson.name]
            let parts = (try? Script(Source(name: lesson.name, text: lesson.text), grammar: grammar)).map {
                Lesson.parts(of: $0, grammar: grammar).count
            }
            let isUnderWay = place.seen > 0 && place.seen < (parts ?? .max)
            let far = isUnderWay ? "\(place.seen) of \(parts ?? place.seen) parts" : ""
            return [
                "\(index + 1)", lesson.title,
                [place.isDone ? "done" : "", far].filter { !$0.isEmpty }.joined(separator: ", "),
            ]
        }
        return TableReport(
            title: "lessons of about ten minutes each; `lesson 1` starts or continues the first",
            table: Table(columns: [.init("lesson", .right), .init("about"), .init("done")], rows: rows))
    }
}

/// One lesson while it is given.
private struct LessonRun {
    let session: Session
    let lesson: Lesson
    let number: Int
    let script: Script
    let parts: [Lesson.Part]
    let first: Int
    let last: Int
    let context: ExecutionContext

    /// Begins with a session of its own, in which nothing is loaded, and gives one part after the other.
    func give() async throws(SessionError) -> Report {
        let before = session.state
        let (undoable, recorder) = (session.undoable, session.recorder)
        var fresh = SessionState()
        (fresh.seed, fresh.workers, fresh.counts) = (before.seed, before.workers, before.counts)
        session.state = fresh
        (session.recorder, session.phases, session.lastLessonPart) = (nil, [], nil)
        session.running.append(RunningScript(path: "lesson \(number)", recorded: script.recorded))
        // The lesson is one command to those who undo and record it.
        defer {
            session.running.removeLast()
            (session.undoable, session.recorder) = (undoable, recorder)
            session.state.transcript = before.transcript
        }
        for index in 1...last {
            let isSeen = index < first
            if !isSeen { context.report(.printed(heading(index))) }
            try await give(parts[index - 1], aloud: !isSeen)
            session.lastLessonPart = index
            guard !isSeen else { continue }
            note(index)
            if index < last, try await !wait(parts[index - 1].question ?? "", after: index) {
                return .said(
                    "left lesson \(number) after part \(index) of \(parts.count); `lesson \(number)` continues there")
            }
        }
        return .said(
            last < parts.count
                ? "finished part \(last) of \(parts.count) of lesson \(number); `lesson \(number)` continues there"
                : number < Lesson.all.count
                    ? "lesson \(number) is over; `lesson \(number + 1)` is the next"
                    : "lesson \(number), the last one, is over")
    }

    private func heading(_ index: Int) -> String {
        let title = index == first ? "lesson \(number): \(lesson.title)  " : ""
        return "\n── \(title)part \(index) of \(parts.count) ──"
    }

    private func note(_ index: Int) {
        var place = session.lessons[lesson.name]
        place.seen = index == parts.count ? 0 : index
        if index == parts.count { place.isDone = true }
        session.lessons[lesson.name] = place
    }

    /// Executes a part; aloud, what is typed in it is shown before it runs.
    private func give(_ part: Lesson.Part, aloud: Bool) async throws(SessionError) {
        for block in part.blocks {
            if aloud, case .command(let statement) = block, let text = typed(statement) {
                context.report(.printed("ns> \(text)"))
            }
            let told = ExecutionContext(
                report: aloud ? context.report : { _ in }, progress: context.progress,
                isInterrupted: context.isInterrupted, began: context.began)
            _ = try await session.execute([block], of: script.source, words: .full, told)
        }
    }

    /// A command as a learner would type it; nil for what only the lesson says.
    private func typed(_ statement: Statement) -> String? {
        let parser = Parser(session.grammar, words: .full)
        guard let parsed = try? parser.parse(statement, of: script.source, variables: session.variables) else {
            return nil
        }
        return switch parsed.command {
        case is PrintCommand, is ExpectCommand, is LetCommand: nil
        default: parsed.text
        }
    }

    /// Waits until the learner goes on; what they type meanwhile is executed, and leaves no trace in the lesson.
    ///
    /// - Returns: false where they leave.
    private func wait(_ question: String, after index: Int) async throws(SessionError) -> Bool {
        if !question.isEmpty { context.report(.printed(question)) }
        guard let ask = context.ask else { return true }
        let kept = session.state
        let phases = session.phases
        defer {
            let guesses = session.state.teaching?.guesses
            session.state = kept
            session.phases = phases
            if let guesses {
                var teaching = kept.teaching ?? Teaching()
                teaching.guesses = guesses
                session.state.teaching = teaching
            }
        }
        context.report(
            .printed("(Return continues; commands you try do not affect the lesson; Ctrl-C leaves)"))
        while let line = ask("lesson \(number)") {
            guard line.contains(where: { !$0.isWhitespace }) else { return true }
            if line.trimmingPrefix(while: \.isWhitespace).hasPrefix("quit") { return false }
            await execute(line)
        }
        return false
    }

    /// Executes what was typed; mistakes are told and forgiven.
    private func execute(_ line: String) async {
        let source = Source(name: "ns", text: line)
        let parser = Parser(session.grammar, words: .mayBeShortened)
        let reading = Lexer.readOn(source)
        let blocks = parser.blocks(of: reading.statements, source: source)
        if let mistake = (reading.mistakes + blocks.mistakes).first ?? reading.incomplete ?? blocks.incomplete {
            return context.report(.warned(mistake.summary))
        }
        do throws(SessionError) {
            _ = try await session.execute(blocks.blocks, of: source, words: .mayBeShortened, context)
        } catch {
            context.report(.warned(error.description))
        }
    }
}
