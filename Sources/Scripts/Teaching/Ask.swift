package import CommandLanguage
import CommandParsing
import FileWriting
package import Messages
package import Reports
import SearchCommands
import SearchPreparation
package import Session
import SessionState
import Teaching

extension AskCommand: Executable {
    package func execute(in session: Session, _ context: ExecutionContext) async throws(SessionError) -> Report {
        switch request {
        case .genomes(let count): return try session.genomes(count)
        case .answer(let question):
            guard try await session.pose(question, prompt: "answer", context, attempt: { _ in false }) else {
                // As in a pause, whoever leaves a question stops the script.
                throw .interrupted
            }
            return .nothing
        }
    }
}

extension Session {
    /// Puts a question to the learner, and judges the answer.
    ///
    /// - Parameters:
    ///   - prompt: The prompt of the answer.
    ///   - attempt: Executes a line that is not an answer, if it is a command; returns false if it is none.
    /// - Returns: False if the learner wants to leave.
    /// - Throws: `.unusable` if the right answer cannot be computed, or a line of `--answers` is not an answer.
    func pose(
        _ question: Question, prompt: String, _ context: ExecutionContext, attempt: (String) async -> Bool
    ) async throws(SessionError) -> Bool {
        // A question that the learner types during a lesson does not belong to the lesson.
        let script = isTypedInLesson ? "" : askingScript
        let number = nextNumber(of: question)
        let given = answerLines?.take()
        let isAsked = given == nil && context.ask != nil
        let asked = QuestionReport(
            number: number, text: question.text, kind: question.kind, choices: question.lettered,
            isPrediction: question.isLater, isAsked: isAsked)
        context.report(.question(asked))
        // An author's mistake must not wait for the first learner.
        let expected = question.isLater ? nil : try expectedAnswer(of: question)
        let judge = Judge(session: self, question: question, script: script, number: number, context: context)
        if let given {
            switch question.answer(given.line) {
            case .pass, .leave: judge.pass(expected, isAsked: true)
            case .answer(let answer): judge.judge(answer, expected, tries: 1, mayTryAgain: false)
            case .question: throw .notAnAnswer(given.line, at: given.position, expected: "an answer")
            case .other(let kind, _): throw .notAnAnswer(given.line, at: given.position, expected: kind)
            }
            return true
        }
        guard let ask = context.ask else {
            judge.pass(expected, isAsked: false)
            return true
        }
        var tries = 1
        while true {
            // Whoever leaves has not passed: the question is asked again when the lesson continues.
            guard let line = ask(prompt) else { return false }
            let read = question.answer(line)
            switch read {
            case .pass:
                judge.pass(expected, isAsked: true)
                return true
            case .leave: return false
            case .answer(let answer):
                // A sentence may begin like a command, but is rarely a whole one.
                if question.kind == .text, isCommand(line), await attempt(line) {
                    context.report(.question(asked.reminder))
                    continue
                }
                guard judge.judge(answer, expected, tries: tries, mayTryAgain: true) else { return true }
                tries += 1
            case .question: context.report(.question(asked))
            case .other(let kind, let mayBeCommand):
                if mayBeCommand, await attempt(line) {
                    context.report(.question(asked.reminder))
                } else {
                    context.report(.warning("expected \(kind); Return passes"))
                }
            }
        }
    }

    /// Returns the number of a question that is asked now: its place in its lesson or script. At the prompt, each question
    /// has a number of its own.
    private func nextNumber(of question: Question) -> Int {
        guard !running.isEmpty, !isTypedInLesson else {
            return answers.numberAtPrompt(of: question.line, by: state.student)
        }
        running[running.count - 1].questions += 1
        return running[running.count - 1].questions
    }

    /// Returns true if a line consists of complete commands.
    private func isCommand(_ line: String) -> Bool {
        let source = Source(name: "ns", text: line)
        let parser = Parser(grammar, words: .full)
        let reading = Lexer.readOn(source)
        guard reading.mistakes.isEmpty, reading.incomplete == nil, !reading.statements.isEmpty else { return false }
        return reading.statements.allSatisfy { statement in
            (try? parser.parse(statement, of: source, variables: variables(of: statement))) != nil
        }
    }

    /// Returns the right answer as it is now; nil if the question has none.
    ///
    /// - Throws: `.unusable` if its value is not a number.
    func expectedAnswer(of question: Question) throws(SessionError) -> RightAnswer? {
        switch question.expected {
        case nil: return nil
        case .choice(let index): return .text(question.choices[index])
        case .number(let expression, let within):
            let (value, found) = try value(of: expression)
            guard value.isFinite else { throw .noExpectedAnswer("\(expression)", found: found, of: question.text) }
            return .number(value, within: within)
        }
    }

    /// Compares all waiting predictions with the run.
    ///
    /// - Throws: The errors of `expectedAnswer(of:)`.
    func checkPredictions(_ context: ExecutionContext) throws(SessionError) {
        let waiting = predictions
        predictions = []
        for prediction in waiting {
            let expected = try expectedAnswer(of: prediction.question)
            let judge = Judge(
                session: self, question: prediction.question, script: prediction.script, number: prediction.number,
                context: context)
            if let answer = prediction.answer {
                judge.judge(answer, expected, tries: 1, mayTryAgain: false, isChecked: true)
            } else {
                judge.pass(expected, isAsked: prediction.isAsked, isChecked: true)
            }
        }
    }

    /// The predictions that wait for the run, with the learner's answers; nil for none.
    var waitingPredictions: Report? {
        guard !predictions.isEmpty else { return nil }
        return .predictionsWait(predictions.map { ($0.question.line, $0.answer) })
    }

    /// The number of right answers of the learner.
    var answerScore: Report {
        let mine = answers.answers.filter { $0.isBy(state.student) && $0.chance == nil }
        guard !mine.isEmpty else { return .message("no answers yet") }
        let (right, count) = mine.reduce((0, 0)) { ($0.0 + $1.right, $0.1 + $1.count) }
        let passed = mine.count { $0.isPassed }
        let texts = mine.count { $0.count == 0 && !$0.isPassed }
        return .message(
            "answers: \(right) of \(count) right" + (texts > 0 ? ", \(texts) not marked" : "")
                + (passed > 0 ? ", \(passed) passed" : ""))
    }

    /// The lesson or script that asks; empty at the prompt.
    var askingScript: String {
        guard let script = running.last else { return "" }
        return script.lesson ?? script.path.split(separator: "/").last.map { String($0) } ?? script.path
    }

    /// Keeps an answer or a guess. If the file of answers cannot be written, a warning is reported: the lesson continues.
    ///
    /// - Returns: True if it is the first one to its question.
    @discardableResult
    func keep(_ answer: KeptAnswer, _ context: ExecutionContext) -> Bool {
        do { return try answers.add(answer) } catch {
            context.report(.warning(error.description))
            return false
        }
    }
}
