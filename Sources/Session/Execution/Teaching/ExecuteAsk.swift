import CommandLanguage
import FileWriting
import Reports
import Teaching

extension AskCommand: Executable {
    func execute(in session: Session, _ context: ExecutionContext) async throws(SessionError) -> Report {
        switch request {
        case .genomes(let count): return try session.genomes(count)
        case .answer(let question):
            _ = try await session.pose(question, prompt: "answer", context) { _ in false }
            return .nothing
        }
    }
}

extension AnswerCommand: Executable {
    func execute(in session: Session, _ context: ExecutionContext) throws(SessionError) -> Report {
        if session.isTypedInLesson { return session.waitingPredictions ?? session.answerScore }
        guard session.predictions.isEmpty else {
            try session.checkPredictions(context)
            return .nothing
        }
        // At the end of a script's questions, there is nothing left to answer.
        return (session.running.last?.questions ?? 0) == 0 ? session.answerScore : .nothing
    }

    func entry(_ text: String, _ report: Report, in session: Session) -> Transcript.Entry? { .init(text) }
}

/// A prediction of the learner that the run has not answered yet.
struct Prediction {
    let question: Question
    let number: Int
    /// The learner's answer; nil if there was none.
    let answer: String?
    /// True if someone was there to answer.
    let isAsked: Bool
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
        if !running.isEmpty { running[running.count - 1].questions += 1 }
        let number = running.last?.questions ?? 1
        let given = answerLines?.take()
        let isAsked = given == nil && context.ask != nil
        let asked = QuestionReport(
            number: number, text: question.text, kind: question.kind, choices: question.lettered,
            isPrediction: question.isLater, isAsked: isAsked)
        context.report(.question(asked))
        // An author's mistake must not wait for the first learner.
        let expected = question.isLater ? nil : try expectedAnswer(of: question)
        let judge = Judge(session: self, question: question, number: number, context: context)
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
            guard let line = ask(prompt) else {
                let passes = context.wasInterrupted()
                judge.pass(expected, isAsked: true)
                return passes
            }
            let read = question.answer(line)
            switch read {
            case .pass:
                judge.pass(expected, isAsked: true)
                return true
            case .leave: return false
            case .answer(let answer):
                // A sentence may begin like a command, but is rarely a whole one.
                if question.kind == .text, isCommand(line), await attempt(line) { continue }
                guard judge.judge(answer, expected, tries: tries, mayTryAgain: true) else { return true }
                tries += 1
            case .question: context.report(.question(asked))
            case .other(let kind, let mayBeCommand):
                if mayBeCommand, await attempt(line) { continue }
                context.report(.warning("expected \(kind); Return passes"))
            }
        }
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
                session: self, question: prediction.question, number: prediction.number, context: context)
            if let answer = prediction.answer {
                judge.judge(answer, expected, tries: 1, mayTryAgain: false, isChecked: true)
            } else {
                judge.pass(expected, isAsked: prediction.isAsked, isChecked: true)
            }
        }
    }

    /// The predictions that wait for the run, with the learner's answers; nil for none.
    fileprivate var waitingPredictions: Report? {
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

/// The right answer to a question, at the moment when it is checked.
enum RightAnswer: Hashable {
    case text(String)
    case number(Double, within: Double?)

    var description: String {
        switch self {
        case .text(let text): text
        case .number(let value, _): Numbers.score(value)
        }
    }

    var value: Double? { if case .number(let value, _) = self { value } else { nil } }
    var within: Double? { if case .number(_, let within) = self { within } else { nil } }

    func isRight(_ answer: String) -> Bool {
        switch self {
        case .text(let text): answer == text
        case .number(let value, let within):
            Question.number(answer).map { Question.isRight($0, expected: value, within: within) } ?? false
        }
    }
}

/// The judgement of answers to one question.
private struct Judge {
    let session: Session
    let question: Question
    let number: Int
    let context: ExecutionContext

    /// Judges an answer, or lets it wait.
    ///
    /// - Returns: True if the learner may try again.
    @discardableResult
    func judge(
        _ answer: String, _ expected: RightAnswer?, tries: Int, mayTryAgain: Bool, isChecked: Bool = false
    ) -> Bool {
        guard isChecked || !question.isLater else {
            wait(answer, isAsked: true)
            report(.waiting, answer: answer)
            return false
        }
        guard let expected else {
            let isCounted = keep(answer, nil, right: 0, count: 0, tries: tries)
            report(.kept, answer: answer, isLast: true, isCounted: isCounted)
            return false
        }
        let isRight = expected.isRight(answer)
        if !isRight, mayTryAgain, tries == 1, question.hint != nil {
            report(.again, answer: answer)
            return true
        }
        let isCounted = keep(answer, expected, right: isRight ? 1 : 0, count: 1, tries: tries)
        report(isRight ? .right : .wrong, answer: answer, expected, isLast: true, isCounted: isCounted)
        return false
    }

    /// Notes that there is no answer.
    func pass(_ expected: RightAnswer?, isAsked: Bool, isChecked: Bool = false) {
        guard isChecked || !question.isLater else { return wait(nil, isAsked: isAsked) }
        if isAsked { keep("", expected, right: 0, count: question.expected == nil ? 0 : 1, tries: 0) }
        report(isAsked ? .passed : .skipped, expected, isLast: true)
    }

    private func wait(_ answer: String?, isAsked: Bool) {
        session.predictions.append(
            Prediction(question: question, number: number, answer: answer, isAsked: isAsked))
    }

    @discardableResult
    private func keep(
        _ answer: String, _ expected: RightAnswer?, right: Int, count: Int, tries: Int
    ) -> Bool {
        session.keep(
            KeptAnswer(
                lesson: session.askingScript, number: number, question: question.line, answer: answer,
                expected: expected?.description, right: right, count: count, chance: nil, tries: tries,
                seed: session.state.seed, student: session.state.student), context)
    }

    private func report(
        _ verdict: AnswerReport.Verdict, answer: String? = nil, _ expected: RightAnswer? = nil, isLast: Bool = false,
        isCounted: Bool = false
    ) {
        context.report(
            .answer(
                AnswerReport(
                    number: number, question: question.text, answer: answer, verdict: verdict,
                    expected: expected?.description, value: expected?.value, within: expected?.within,
                    hint: verdict == .again ? question.hint : nil, explanation: isLast ? question.explanation : nil,
                    isCounted: isCounted)))
    }
}
