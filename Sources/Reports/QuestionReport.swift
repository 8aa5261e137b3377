/// A question to the learner.
public struct QuestionReport: Codable, Hashable, Sendable {
    /// The kinds of answer.
    public enum Kind: String, Codable, Sendable {
        /// A number.
        case number
        /// One of the choices.
        case choice
        /// A text of the learner's own, which is not marked.
        case text
    }

    /// The number of the question in its lesson or script, from 1.
    public let number: Int
    /// The question.
    public let text: String
    /// The kind of answer.
    public let kind: Kind
    /// The answers to choose from, each with its letter; empty for other kinds.
    public let choices: [Choice]
    /// True if the answer is compared with the run later.
    public let isPrediction: Bool
    /// True if someone is there to answer.
    public let isAsked: Bool
    /// True if the question was shown before and still waits for the answer.
    public let isReminder: Bool

    package init(
        number: Int, text: String, kind: Kind, choices: [Choice], isPrediction: Bool, isAsked: Bool,
        isReminder: Bool = false
    ) {
        self.number = number
        self.text = text
        self.kind = kind
        self.choices = choices
        self.isPrediction = isPrediction
        self.isAsked = isAsked
        self.isReminder = isReminder
    }

    /// The same question as a reminder that it still waits for the answer.
    package var reminder: QuestionReport {
        QuestionReport(
            number: number, text: text, kind: kind, choices: choices, isPrediction: isPrediction, isAsked: isAsked,
            isReminder: true)
    }

    /// An answer to choose.
    public struct Choice: Codable, Hashable, Sendable {
        /// The letter: `a`.
        public let letter: String
        /// The answer.
        public let text: String

        package init(letter: String, text: String) {
            self.letter = letter
            self.text = text
        }
    }
}

/// The result of an answer to a question.
public struct AnswerReport: Codable, Hashable, Sendable {
    /// The judgements of an answer.
    public enum Verdict: String, Codable, Sendable {
        /// The answer is right.
        case right
        /// The answer is wrong, and the last one.
        case wrong
        /// The answer is wrong, and a second one may follow.
        case again
        /// The prediction is kept until the run shows the answer.
        case waiting
        /// A free text is kept; it is not marked.
        case kept
        /// The learner passed.
        case passed
        /// Nobody was there to answer.
        case skipped
    }

    /// The number of the question in its lesson or script, from 1.
    public let number: Int
    /// The question.
    public let question: String
    /// The answer; nil if there was none.
    public let answer: String?
    /// The number that the answer was read as: 0.3 for `30%`; nil if it is written like that, and for other answers.
    public let reading: Double?
    /// The judgement.
    public let verdict: Verdict
    /// The right answer; nil if it is not known yet, or there is none.
    public let expected: String?
    /// The exact number; nil for other answers.
    public let value: Double?
    /// The error that a number may have; nil for none.
    public let within: Double?
    /// The hint, for a wrong answer before the last one.
    public let hint: String?
    /// The explanation, after the last answer.
    public let explanation: String?
    /// True if the answer counts: only the first answer to each question does.
    public let isCounted: Bool

    package init(
        number: Int, question: String, answer: String?, reading: Double?, verdict: Verdict, expected: String?,
        value: Double?,
        within: Double?, hint: String?, explanation: String?, isCounted: Bool
    ) {
        self.number = number
        self.question = question
        self.answer = answer
        self.reading = reading
        self.verdict = verdict
        self.expected = expected
        self.value = value
        self.within = within
        self.hint = hint
        self.explanation = explanation
        self.isCounted = isCounted
    }
}
