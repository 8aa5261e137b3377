import CommandLanguage

/// One run of a lesson.
struct LessonRun {
    let session: Session
    let lesson: Lesson
    let script: Script
    let parts: [Lesson.Part]
    let first: Int
    let last: Int
    /// True to begin a new screen with each phase.
    let isSlides: Bool
    let context: ExecutionContext
    /// The receiver of what the lesson shows; nil for none.
    var observer: CollectedScreens?

    /// Starts an empty session and gives one part after the other.
    func give() async throws(SessionError) -> Report {
        let before = session.state
        let (undoable, recorder) = (session.undoable, session.recorder)
        var fresh = SessionState()
        (fresh.seed, fresh.workers, fresh.counts) = (before.seed, before.workers, before.counts)
        (session.recorder, session.phases, session.lastLessonPart) = (nil, [], nil)
        fresh.student = before.student
        session.state = fresh
        session.predictions = []
        session.running.append(
            RunningScript(path: "lesson \(lesson.reference)", recorded: script.recorded, lesson: lesson.name))
        // For `undo` and `record`, the lesson is a single command.
        defer {
            session.running.removeLast()
            (session.undoable, session.recorder) = (undoable, recorder)
            session.state.transcript = before.transcript
        }
        for index in 1...last {
            let isSeen = index < first
            if isSlides, !isSeen { context.report(.clearing) }
            observer?.beginPart()
            if !isSeen, observer == nil { context.report(.printed(heading(index))) }
            guard try await give(parts[index - 1], aloud: !isSeen) else {
                return .leftLesson(lesson.reference, after: index - 1, of: parts.count)
            }
            session.lastLessonPart = index
            guard !isSeen else {
                if case .question? = parts[index - 1].end { session.running[session.running.count - 1].questions += 1 }
                continue
            }
            note(index)
            // A lesson may end with a question, but not with a pause.
            let isFinalQuestion = if case .question? = parts[index - 1].end { index == parts.count } else { false }
            if index < last || isFinalQuestion, try await !end(parts[index - 1].end ?? .pause("")) {
                return .leftLesson(lesson.reference, after: index, of: parts.count)
            }
        }
        try session.checkPredictions(context)
        return .finishedLesson(lesson.reference, through: last, of: parts.count)
    }

    private var prompt: String { "lesson \(lesson.reference)" }

    /// Waits for Return and begins a new screen.
    ///
    /// - Returns: False if the learner leaves.
    private func turn() async -> Bool {
        guard await wait("") else { return false }
        context.report(.clearing)
        return true
    }

    /// The maximum length of a heading in one line.
    private static let longestHeading = 78

    private func heading(_ index: Int) -> String {
        let part = "part \(index) of \(parts.count) ──"
        guard index == first else { return "\n── \(part)" }
        let title = "\n── lesson \(lesson.reference): \(lesson.title)"
        return title.count + part.count + 2 <= Self.longestHeading ? "\(title)  \(part)" : "\(title) ──\n── \(part)"
    }

    private func note(_ index: Int) {
        var progress = session.lessons[lesson.name]
        progress.seen = index == parts.count ? 0 : index
        if index == parts.count { progress.isDone = true }
        session.lessons[lesson.name] = progress
    }

    /// Executes a part; aloud, each command is shown before it runs.
    ///
    /// - Returns: False if the learner leaves between two slides.
    private func give(_ part: Lesson.Part, aloud: Bool) async throws(SessionError) -> Bool {
        var hasOutput = false
        for block in part.blocks {
            if case .command(let statement) = block {
                let text = typed(statement)
                let fillsScreen = Self.slides.contains { statement.begins(with: $0) }
                if isSlides, aloud, hasOutput, fillsScreen {
                    guard await turn() else { return false }
                }
                observer?.begin(text, isPrint: statement.begins(with: PrintCommand.grammar.name))
                if aloud, observer == nil, let text { context.report(.printed(LessonText.folded(command: text))) }
                hasOutput = hasOutput || fillsScreen
            }
            if case .experiment(let head, let body) = block {
                if isSlides, aloud, hasOutput {
                    guard await turn() else { return false }
                }
                let lines = experiment(head, body)
                observer?.begin(lines.joined(separator: "\n"), isPrint: false)
                if aloud, observer == nil {
                    for line in lines { context.report(.printed(LessonText.folded(command: line))) }
                }
                hasOutput = true
            }
            // The variables of a lesson are its own affair.
            let isShown = aloud && !isAssignment(block)
            let partContext = context.unattended { if case .report = $0 { isShown } else { true } }
            _ = try await session.execute([block], of: script.source, words: .full, partContext)
        }
        return true
    }

