/// What may stand at the cursor.
package struct Completion: Sendable {
    /// One of the words that fit.
    package struct Candidate: Sendable, Hashable {
        package let text: String
        /// One line about it; may be empty.
        package let help: String
        /// Whether a blank follows it; not after a folder, for instance.
        package let isComplete: Bool

        package init(_ text: String, help: String = "", isComplete: Bool = true) {
            self.text = text
            self.help = help
            self.isComplete = isComplete
        }
    }

    /// What is replaced: UTF-8 offsets into the line.
    package let range: Range<Int>
    package let candidates: [Candidate]

    package init(range: Range<Int>, candidates: [Candidate]) {
        self.range = range
        self.candidates = candidates
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
