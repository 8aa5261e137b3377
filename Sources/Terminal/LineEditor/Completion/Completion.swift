/// The completion at the cursor.
package struct Completion: Sendable {
    /// A word that fits.
    package struct Candidate: Sendable, Hashable {
        package let text: String
        /// The text in a list: of a path, only the last component.
        package let label: String
        /// One line of help; may be empty.
        package let help: String
        /// True if a blank follows; false for a folder, for instance.
        package let isComplete: Bool

        package init(_ text: String, label: String? = nil, help: String = "", isComplete: Bool = true) {
            self.text = text
            self.label = label ?? text
            self.help = help
            self.isComplete = isComplete
        }
    }

    /// A placeholder for a value that only the user can know, with one line of help.
    package struct Hint: Sendable, Hashable {
        package let placeholder: String
        package let help: String

        package init(placeholder: String, help: String) {
            self.placeholder = placeholder
            self.help = help
        }
    }

    /// The range to replace, in UTF-8 offsets into the line.
    package let range: Range<Int>
    package let candidates: [Candidate]
    /// The placeholders listed beside the candidates and never inserted.
    package let hints: [Hint]

    package init(range: Range<Int>, candidates: [Candidate], hints: [Hint] = []) {
        self.range = range
        self.candidates = candidates
        self.hints = hints
    }

    /// The longest common prefix of all candidates.
    var commonBeginning: String {
        guard var common = candidates.first?.text else { return "" }
        for candidate in candidates.dropFirst() {
            common = String(zip(common, candidate.text).prefix { $0 == $1 }.map(\.0))
        }
        return common
    }
}
