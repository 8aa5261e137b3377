import CommandLanguage
import CommandParsing
import Drawings
import Messages
import Reports
import SearchCommands
import SearchPreparation
import Session
import SessionState
import Teaching

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
        session.endedLesson = .left
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
                return .leftLesson(lesson.reference, in: index, of: parts.count)
            }
            session.lastLessonPart = index
            guard !isSeen else {
                if case .question? = parts[index - 1].end { session.running[session.running.count - 1].questions += 1 }
                continue
            }
            let isQuestion = if case .question? = parts[index - 1].end { true } else { false }
            // A question that the learner leaves is asked again.
            if !isQuestion { note(index) }
            // A lesson may end with a question, but not with a pause.
            if index < last || (isQuestion && index == parts.count),
                try await !end(parts[index - 1].end ?? .pause(""))
            {
                return isQuestion
                    ? .leftLesson(lesson.reference, in: index, of: parts.count)
                    : .leftLesson(lesson.reference, after: index, of: parts.count)
            }
            if isQuestion { note(index) }
        }
        try session.checkPredictions(context)
        if last == parts.count, let number = Int(lesson.reference) { session.endedLesson = .finished(number - 1) }
        return .finishedLesson(lesson.reference, through: last, of: parts.count, lessons: Lesson.all.count)
    }

    private var prompt: String { "lesson \(lesson.shortReference)" }

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
        // Where a learner types, the line of the prompt separates the parts, and rows of the window are scarce.
        let gap = context.ask == nil ? "\n" : ""
        guard index == first else { return "\(gap)── \(part)" }
        let title = "\(gap)── lesson \(lesson.shortReference): \(lesson.title)"
        if title.count + part.count + 2 <= Self.longestHeading { return "\(title)  \(part)" }
        return title + (title.count + 3 <= Self.longestHeading ? " ──" : "") + "\n── \(part)"
    }

    private func note(_ index: Int) {
        var progress = session.lessons[lesson.name, session.state.student]
        progress.seen = index == parts.count ? 0 : index
        if index == parts.count { progress.isDone = true }
        session.lessons[lesson.name, session.state.student] = progress
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
            let isSetting = isSetting(block)
            let partContext = context.unattended { event in
                guard case .report(let report) = event else { return true }
                return isShown && !(isSetting && report.isConfirmation)
            }
            _ = try await session.execute([block], of: script.source, words: .full, partContext)
        }
        return true
    }

    /// The commands that each begin a slide: those with much to see.
    private static let slides = [
        StepCommand.grammar.name, EvolveCommand.grammar.name, ShowCommand.grammar.name, PlotCommand.grammar.name,
        WhyCommand.grammar.name, CompareCommand.grammar.name, WhatIfCommand.grammar.name,
        ExperimentCommand.grammar.name,
    ]

    /// The commands whose confirmations only repeat what the lesson has shown.
    private static let settings = [
        GeneCommand.grammar.name, GenesCommand.grammar.name, MaximizeCommand.grammar.name,
        MinimizeCommand.grammar.name, PopulationCommand.grammar.name,
        StrategyCommand.grammar.name, TrainingCommand.grammar.name, NetworkCommand.grammar.name,
        ExplainCommand.grammar.name,
    ]

    private func isSetting(_ block: Block) -> Bool {
        guard case .command(let statement) = block else { return false }
        return Self.settings.contains { statement.begins(with: $0) }
    }

    private func isAssignment(_ block: Block) -> Bool {
        guard case .command(let statement) = block else { return false }
        return statement.begins(with: LetCommand.grammar.name)
    }

    /// Returns the commands of an experiment as a learner would type them.
    private func experiment(_ head: Statement, _ body: [Block]) -> [String] {
        let ways = body.compactMap { block in
            if case .command(let statement) = block { typed(statement).map { "  " + $0 } } else { nil }
        }
        return [typed(head)].compactMap { $0 } + ways + ["end"]
    }

    /// Returns a command as a learner would type it; nil for commands that are not shown.
    private func typed(_ statement: Statement) -> String? {
        let parser = Parser(session.grammar, words: .full)
        guard let parsed = try? parser.parse(statement, of: script.source, variables: session.variables(of: statement))
        else {
            return nil
        }
        return switch parsed.command {
        case is PrintCommand, is ExpectCommand, is LetCommand, is AskCommand, is AnswerCommand: nil
        default: parsed.text
        }
    }

    /// Waits at the end of a part, or asks its question.
    ///
    /// - Returns: False if the learner leaves.
    private func end(_ end: Lesson.Part.End) async throws(SessionError) -> Bool {
        switch end {
        case .pause(let text): return await wait(text)
        case .question(let statement):
            let question = try question(statement)
            observer?.ask(question)
            return try await trying { () async throws(SessionError) -> Bool in
                do throws(SessionError) {
                    return try await session.pose(question, prompt: prompt, context) { line in
                        guard isCommand(line) else { return false }
                        await execute(line)
                        return true
                    }
                } catch {
                    // The author of the lesson needs the line of the question.
                    throw session.located(error, statement, script.source)
                }
            }
        }
    }

    /// Reads a question, whose variables have their values by now.
    private func question(_ statement: Statement) throws(SessionError) -> Question {
        do throws(Diagnostic) {
            let parsed = try Parser(session.grammar, words: .full).parse(
                statement, of: script.source, variables: session.variables(of: statement))
            if let ask = parsed.command as? AskCommand, case .answer(let question) = ask.request { return question }
            throw Diagnostic.questionExpected(at: parsed.range, of: script.source)
        } catch {
            throw .script(ScriptFailure(cause: .failed(error), reachedThrough: []))
        }
    }

    /// Waits until the learner continues; commands typed meanwhile run, but do not affect the lesson.
    ///
    /// - Returns: false if the learner leaves.
    private func wait(_ text: String) async -> Bool {
        observer?.pause(text)
        if !text.isEmpty, observer == nil { context.report(.printed(text)) }
        guard let ask = context.ask else { return true }
        context.report(.lessonWaits)
        do {
            return try await trying { () async throws(SessionError) -> Bool in
                while let line = ask(prompt) {
                    // A learner who passed a question with `skip` may pass a pause with it, too.
                    let words = line.split(whereSeparator: \.isWhitespace)
                    guard !words.isEmpty, words != ["skip"] else { return true }
                    if line.trimmingPrefix(while: \.isWhitespace).hasPrefix("quit") { return false }
                    let isStray = words.count == 1 && Question.isOnlyAnswer(words[0])
                    if isStray { context.report(.warning(Warning.nothingAsked)) } else { await execute(line) }
                }
                return false
            }
        } catch {
            return false
        }
    }

    /// Runs work whose commands do not affect the lesson; guesses and predictions remain.
    private func trying(_ work: () async throws(SessionError) -> Bool) async throws(SessionError) -> Bool {
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
        return try await work()
    }

    /// Returns true if a line begins with a command, or almost.
    private func isCommand(_ line: String) -> Bool {
        let source = Source(name: "ns", text: line)
        let reading = Lexer.readOn(source)
        guard let first = reading.statements.first else { return true }
        do {
            try Parser(session.grammar, words: .mayBeShortened).checkFirstWord(of: first, source: source)
            return true
        } catch {
            return error.suggestion != nil
        }
    }

    /// Executes a typed line; errors are only reported.
    private func execute(_ line: String) async {
        session.isTypedInLesson = true
        defer { session.isTypedInLesson = false }
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
