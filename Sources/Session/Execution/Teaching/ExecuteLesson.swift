import CommandLanguage

extension LessonCommand: Executable {
    func execute(in session: Session, _ context: ExecutionContext) async throws(SessionError) -> Report {
        guard let number = place else { return .table(session.lessonsTable) }
        let lessons = Lesson.all
        guard number <= lessons.count else {
            throw .noLesson(number, lessons: lessons.count)
        }
        let lesson = lessons[number - 1]
        let script = try Script(Source(name: "lesson \(number)", text: lesson.text), grammar: session.grammar)
        let parts = Lesson.parts(of: script, grammar: session.grammar)
        guard (first ?? 1) <= parts.count else {
            throw .noPart(first ?? 1, ofLesson: number, parts: parts.count)
        }
        guard !session.running.contains(where: { $0.path.hasPrefix("lesson ") }) else {
            throw .lessonInLesson
        }
        let seen = session.lessons[lesson.name].seen
        // Without a terminal, a lesson starts from the beginning.
        let begin = first ?? (context.ask != nil && seen < parts.count ? seen + 1 : 1)
        let run = LessonRun(
            session: session, lesson: lesson, number: number, script: script, parts: parts, first: begin,
            last: min(last ?? parts.count, parts.count), context: context)
        return try await run.give()
    }

    /// The number of the lesson; nil to list all.
    private var place: Int? { number ?? name.flatMap(Lesson.number) }

    /// Returns an entry with the parts that were given, even if the lesson was left.
    func entry(_ text: String, _ report: Report, in session: Session) -> Transcript.Entry? {
        guard let number = place else { return .init(text) }
        guard let through = session.lastLessonPart else { return nil }
        return .init("lesson \(number) from 1 through \(through)")
    }
}

extension Session {
    /// A table of all lessons with the learner's progress.
    fileprivate var lessonsTable: TableReport {
        let rows = Lesson.all.enumerated().map { index, lesson in
            let progress = lessons[lesson.name]
            let parts = (try? Script(Source(name: lesson.name, text: lesson.text), grammar: grammar)).map {
                Lesson.parts(of: $0, grammar: grammar).count
            }
            let isUnderWay = progress.seen > 0 && progress.seen < (parts ?? .max)
            let far = isUnderWay ? "\(progress.seen) of \(parts ?? progress.seen) parts" : ""
            return [
                "\(index + 1)", lesson.name, "\(lesson.minutes)",
                lesson.needs.compactMap(Lesson.number).map(String.init).joined(separator: ", "), lesson.teaches,
                [progress.isDone ? "done" : "", far].filter { !$0.isEmpty }.joined(separator: ", "),
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

/// One run of a lesson.
private struct LessonRun {
    let session: Session
    let lesson: Lesson
    let number: Int
    let script: Script
    let parts: [Lesson.Part]
    let first: Int
    let last: Int
    let context: ExecutionContext

    /// Starts an empty session and gives one part after the other.
    func give() async throws(SessionError) -> Report {
        let before = session.state
        let (undoable, recorder) = (session.undoable, session.recorder)
        var fresh = SessionState()
        (fresh.seed, fresh.workers, fresh.counts) = (before.seed, before.workers, before.counts)
        session.state = fresh
        (session.recorder, session.phases, session.lastLessonPart) = (nil, [], nil)
        session.running.append(RunningScript(path: "lesson \(number)", recorded: script.recorded))
        // For `undo` and `record`, the lesson is a single command.
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
                return .leftLesson(number, after: index, of: parts.count)
            }
        }
        return .finishedLesson(number, through: last, of: parts.count)
    }

    private func heading(_ index: Int) -> String {
        let part = "part \(index) of \(parts.count)"
        let title = index == first ? ["── lesson \(number): \(lesson.title) ──"] : []
        return "\n" + (title + ["── \(part) ──"]).joined(separator: "\n")
    }

    private func note(_ index: Int) {
        var progress = session.lessons[lesson.name]
        progress.seen = index == parts.count ? 0 : index
        if index == parts.count { progress.isDone = true }
        session.lessons[lesson.name] = progress
    }

    /// Executes a part; aloud, each command is shown before it runs.
    private func give(_ part: Lesson.Part, aloud: Bool) async throws(SessionError) {
        for block in part.blocks {
            if aloud, case .command(let statement) = block, let text = typed(statement) {
                context.report(.printed(LessonText.folded(command: text)))
            }
            let partContext = context.unattended { if case .report = $0 { aloud } else { true } }
            _ = try await session.execute([block], of: script.source, words: .full, partContext)
        }
    }

    /// Returns a command as a learner would type it; nil for commands that are not shown.
    private func typed(_ statement: Statement) -> String? {
        let parser = Parser(session.grammar, words: .full)
        guard let parsed = try? parser.parse(statement, of: script.source, variables: session.variables(of: statement))
        else {
            return nil
        }
        return switch parsed.command {
        case is PrintCommand, is ExpectCommand, is LetCommand: nil
        default: parsed.text
        }
    }

    /// Waits until the learner continues; commands typed meanwhile run, but do not affect the lesson.
    ///
    /// - Returns: false if the learner leaves.
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
            .lessonWaits)
        while let line = ask("lesson \(number)") {
            guard line.contains(where: { !$0.isWhitespace }) else { return true }
            if line.trimmingPrefix(while: \.isWhitespace).hasPrefix("quit") { return false }
            await execute(line)
        }
        return false
    }

    /// Executes a typed line; errors are only reported.
    private func execute(_ line: String) async {
        let source = Source(name: "ns", text: line)
        let parser = Parser(session.grammar, words: .mayBeShortened)
        let reading = Lexer.readOn(source)
        let blocks = parser.blocks(of: reading.statements, source: source)
        if let mistake = (reading.mistakes + blocks.mistakes).first ?? reading.incomplete ?? blocks.incomplete {
            return context.report(.warning(mistake.summary))
        }
        do throws(SessionError) {
            _ = try await session.execute(blocks.blocks, of: source, words: .mayBeShortened, context)
        } catch {
            context.report(.warning(error.description))
        }
    }
}
