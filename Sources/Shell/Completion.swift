/// What may stand at the cursor.
package struct Completion: Sendable {
    /// One of the words that fit.
    package struct Candidate: Sendable, Hashable {
        package let text: String
        /// How a list shows it: of a path the last part.
        package let label: String
        /// One line about it; may be empty.
        package let help: String
        /// Whether a blank follows it; not after a folder, for instance.
        package let isComplete: Bool

        package init(_ text: String, label: String? = nil, help: String = "", isComplete: Bool = true) {
            self.text = text
            self.label = label ?? text
            self.help = help
            self.isComplete = isComplete
        }
    }

    /// A value that may stand there and that only the user can know: what stands for it, and one line about it.
    package struct Hint: Sendable, Hashable {
        package let placeholder: String
        package let help: String

        package init(placeholder: String, help: String) {
            self.placeholder = placeholder
            self.help = help
        }
    }

    /// What is replaced: UTF-8 offsets into the line.
    package let range: Range<Int>
    package let candidates: [Candidate]
    /// Told beside the candidates, never inserted.
    package let hints: [Hint]

    package init(range: Range<Int>, candidates: [Candidate], hints: [Hint] = []) {
        self.range = range
        self.candidates = candidates
        self.hints = hints
    }

    /// The longest beginning that all candidates have.
    var commonBeginning: String {
        guard var common = candidates.first?.text else { return "" }
        for candidate in candidates.dropFirst() {
            common = String(zip(common, candidate.text).prefix { $0 == $1 }.map(\.0))
        }
        return common
    }
}
