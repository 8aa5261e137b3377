/// A question to a learner on a page.
public struct LearnerQuestion: Hashable, Sendable {
    /// The ways to show a question.
    public enum Form: Hashable, Sendable {
        /// With room for an answer in writing.
        case blank
        /// With the answer.
        case solved
        /// With fields to answer, where pages have them; elsewhere blank.
        case interactive
    }

    /// An answer to choose.
    public struct Choice: Hashable, Sendable {
        /// The letter: `a`.
        public let letter: String
        /// The answer.
        public let text: String

        /// Creates an answer to choose.
        public init(letter: String, text: String) {
            self.letter = letter
            self.text = text
        }
    }

    /// The number, from 1.
    public let number: Int
    /// The question.
    public let text: String
    /// The answers to choose from; empty for others.
    public let choices: [Choice]
    /// True if the answer is a number.
    public let isNumber: Bool
    /// The right answer; nil if answers are not marked.
    public let answer: String?
    /// The exact number; nil for other answers.
    public let value: Double?
    /// The error that a number may have; nil for rounding.
    public let within: Double?
    /// A hint after a wrong answer.
    public let hint: String?
    /// The explanation after the answer.
    public let explanation: String?
    /// The way to show it.
    public let form: Form

    /// Creates a question.
    public init(
        number: Int, text: String, choices: [Choice], isNumber: Bool, answer: String?, value: Double?, within: Double?,
        hint: String?, explanation: String?, form: Form
    ) {
        self.number = number
        self.text = Self.inOneLine(text)
        self.choices = choices
        self.isNumber = isNumber
        self.answer = answer
        self.value = value
        self.within = within
        self.hint = hint.map(Self.inOneLine)
        self.explanation = explanation.map(Self.inOneLine)
        self.form = form
    }

    /// The answer with the error that it may have; nil if answers are not marked.
    var solution: String? { answer.map { $0 + (within.map { $0 > 0 ? " (within \(Self.short($0)))" : "" } ?? "") } }

    private static func short(_ number: Double) -> String {
        number == number.rounded() && abs(number) < 1e15 ? "\(Int(number))" : "\(number)"
    }

    private static func inOneLine(_ text: String) -> String {
        text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
}

extension ReportDocument {
    /// True if a page has fields to answer questions.
    var hasQuestions: Bool {
        sections.contains { section in
            section.blocks.contains { block in
                if case .question(let question) = block { question.form == .interactive } else { false }
            }
        }
    }
}
