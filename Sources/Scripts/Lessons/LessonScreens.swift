import CommandLanguage
import CommandParsing
import Evolution
package import Messages
import Plots
import Reports
package import Session
import SessionState

/// What a lesson shows, in order, for worksheets and pages.
package struct LessonScreens {
    /// One thing that a lesson shows.
    enum Item {
        /// Sentences.
        case prose(String)
        /// A command as a learner would type it.
        case command(String)
        /// The output of a command.
        case output(Report)
        /// A question, and what the run says about its answer.
        case question(Question, AnswerReport?)
    }

    /// The name.
    let name: String
    /// The topic, in one line.
    let title: String
    /// The seed of its searches.
    let seed: UInt64
    /// The items of each part, in order.
    private(set) var parts: [[Item]] = []

    init(name: String, title: String, seed: UInt64) {
        (self.name, self.title, self.seed) = (name, title, seed)
    }

    /// Begins a part.
    mutating func beginPart() { parts.append([]) }

    /// Adds an item to the current part.
    mutating func add(_ item: Item) {
        if parts.isEmpty { beginPart() }
        parts[parts.count - 1].append(item)
    }

    /// Adds the result of the question with this number.
    mutating func add(_ answer: AnswerReport) {
        for part in parts.indices.reversed() {
            for index in parts[part].indices.reversed() {
                guard case .question(let question, nil) = parts[part][index], question.text == answer.question else {
                    continue
                }
                parts[part][index] = .question(question, answer)
                return
            }
        }
    }
}

extension Session {
    /// Runs a lesson in a session of its own and returns what it shows. This session does not change.
    ///
    /// - Throws: The errors of the lesson.
    package func screens(
        of lesson: Lesson, _ context: ExecutionContext
    ) async throws(SessionError) -> LessonScreens {
        let guest = Session(
            commands: commands, processors: processors, seed: state.seed, workers: state.workers, memory: memory,
            program: program, profiles: profiles, reader: reader, time: time)
        defer { guest.close() }
        guest.state.student = state.student
        let script = try Script(Source(name: lesson.reference, text: lesson.text), grammar: guest.grammar)
        let collected = CollectedScreens(LessonScreens(name: lesson.name, title: lesson.title, seed: state.seed))
        let quiet = ExecutionContext(isInterrupted: context.isInterrupted) { event in
            switch event {
            case .report(let report): collected.take(report)
            case .progress: context.emit(event)
            case .began, .failure: break
            }
        }
        let parts = Lesson.parts(of: script, grammar: guest.grammar)
        let run = LessonRun(
            session: guest, lesson: lesson, script: script, parts: parts, first: 1, last: parts.count, isSlides: false,
            context: quiet, observer: collected)
        _ = try await run.give()
        return collected.screens
    }
}

/// A receiver of what a lesson shows.
final class CollectedScreens {
    private(set) var screens: LessonScreens
    /// True until the next command: the output is that of `print`.
    private var isProse = false

    init(_ screens: LessonScreens) { self.screens = screens }

    func beginPart() { screens.beginPart() }

    /// A command begins; nil for one that is not shown.
    func begin(_ command: String?, isPrint: Bool) {
        isProse = isPrint
        if let command { screens.add(.command(command)) }
    }

    func ask(_ question: Question) { screens.add(.question(question, nil)) }

    func pause(_ text: String) { if !text.isEmpty { screens.add(.prose(text)) } }

    func take(_ report: Report) {
        switch report {
        case .nothing, .question, .leave, .clearing: break
        case .answer(let answer): screens.add(answer)
        case .printed(let text) where isProse: screens.add(.prose(text))
        default: screens.add(.output(report))
        }
    }
}
