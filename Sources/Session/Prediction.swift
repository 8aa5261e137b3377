package import CommandLanguage

/// A prediction of the learner that the run has not answered yet.
package struct Prediction {
    package let question: Question
    /// The lesson or script that asked; empty for the prompt.
    package let script: String
    package let number: Int
    /// The learner's answer; nil if there was none.
    package let answer: String?
    /// True if someone was there to answer.
    package let isAsked: Bool

    package init(question: Question, script: String, number: Int, answer: String?, isAsked: Bool) {
        self.question = question
        self.script = script
        self.number = number
        self.answer = answer
        self.isAsked = isAsked
    }
}
