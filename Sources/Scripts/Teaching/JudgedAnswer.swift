import CommandLanguage
import Messages
import Reports
import Session
import SessionState
import Teaching

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
struct Judge {
    let session: Session
    let question: Question
    /// The lesson or script that asks; empty for the prompt.
    let script: String
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
            Prediction(
                question: question, script: script, number: number, answer: answer, isAsked: isAsked))
    }

    @discardableResult
    private func keep(
        _ answer: String, _ expected: RightAnswer?, right: Int, count: Int, tries: Int
    ) -> Bool {
        session.keep(
            KeptAnswer(
                lesson: script, number: number, question: question.line, answer: answer,
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
                    number: number, question: question.text, answer: answer, reading: reading(of: answer),
                    verdict: verdict,
                    expected: expected?.description, value: expected?.value, within: expected?.within,
                    hint: verdict == .again ? question.hint : nil, explanation: isLast ? question.explanation : nil,
                    isCounted: isCounted)))
    }

    /// The number that an answer was read as; nil if it is written in the same way, or is no number.
    private func reading(of answer: String?) -> Double? {
        guard question.kind == .number, let answer, let value = Question.number(answer),
            Double(answer) != value
        else { return nil }
        return value
    }
}
