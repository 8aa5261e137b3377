import CommandParsing
package import Expressions

/// A question to the learner.
package struct Question: Sendable {
    /// The right answer.
    package enum Expected: Sendable {
        /// The choice with this index.
        case choice(Int)
        /// A number within this error of the value of an expression of the run; nil for a rounding error.
        case number(ParsedExpression, within: Double?)
    }

    /// The question.
    package let text: String
    /// The answers to choose from, two or more; empty for a number or a free text.
    package let choices: [String]
    /// The right answer; nil if the answer is not marked.
    package let expected: Expected?
    /// True if the answer is checked by the next `answer`.
    package let isLater: Bool
    /// A hint after the first wrong answer.
    package let hint: String?
    /// The explanation after the answer.
    package let explanation: String?

    /// Reads the values of a question.
    ///
    /// - Throws: `Diagnostic` if the choices are not two or more different texts, if the right answer is not one of
    ///   them or not an expression, or if a setting has no meaning without another one.
    init(_ text: String, _ captures: Captures) throws(Diagnostic) {
        self.text = text
        choices = captures.words("choices")
        isLater = captures.has("later")
        hint = captures.text("hint")
        explanation = captures.text("because")
        if captures.has("choices") {
            guard choices.count > 1, choices.count <= Self.letters.count,
                Set(choices.map { $0.lowercased() }).count == choices.count
            else { throw .choicesNotDifferent(in: captures) }
            guard !captures.has("within") else { throw .withinChoices(in: captures) }
        }
        guard let answer = captures.text("expect") else {
            for name in ["within", "later", "hint"] where captures.has(name) {
                throw .settingWithoutExpected(name, in: captures)
            }
            expected = nil
            return
        }
        if isLater, hint != nil { throw .hintForPrediction(in: captures) }
        if choices.isEmpty {
            do {
                expected = .number(try ParsedExpression(parsing: answer), within: captures.number("within"))
            } catch {
                throw .expectedNotNumber(answer, reason: error.message, in: captures)
            }
        } else {
            guard let index = choices.firstIndex(where: { $0.lowercased() == answer.lowercased() }) else {
                throw .expectedNotChoice(answer, in: captures)
            }
            expected = .choice(index)
        }
    }

    /// The letters of the choices, in order.
    package static let letters = Array("abcdefghijklmnopqrstuvwxyz").map(String.init)
}
