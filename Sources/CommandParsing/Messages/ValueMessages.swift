// The errors of reading the values of a command.

extension ValueReader.Mismatch {
    static func unexpected(_ word: PlainWord, expected: String, at index: Int) -> Self {
        Self("expected \(expected), found \"\(word.text)\"", index: index)
    }

    static func unknown(
        _ kind: Vocabulary.Kind, _ word: PlainWord, among choices: String, nearest: String?, at index: Int
    ) -> Self {
        Self(
            "unknown \(kind) \"\(word.text)\"; expected one of \(choices)", index: index, suggestion: nearest)
    }

    // MARK: - Lists and ranges

    static func noNameBeforeComma(in word: PlainWord, at index: Int) -> Self {
        Self("expected a name before the comma in \"\(word.text)\"", index: index)
    }

    static func noName(after word: PlainWord, at index: Int) -> Self {
        Self("expected a name after \"\(word.text)\"", index: index)
    }

    static func noValueBeforeComma(in word: PlainWord, at index: Int) -> Self {
        Self("expected a value before the comma in \"\(word.text)\"", index: index)
    }

    static func noValue(after word: PlainWord, at index: Int) -> Self {
        Self("expected a value after \"\(word.text)\"", index: index)
    }

    static func notRange(_ word: PlainWord, at index: Int) -> Self {
        Self("expected a range such as 1..10, found \"\(word.text)\"", index: index)
    }

    static func boundNotNumber(_ found: String, at index: Int) -> Self {
        Self("expected numbers as bounds of a range, such as 1..10, found \"\(found)\"", index: index)
    }

    /// - Parameter word: The word in place of the step; nil if there is none.
    static func noStep(_ word: PlainWord?, at index: Int) -> Self {
        Self("expected a step above 0 after \"by\"" + (word.map { ", found \"\($0.text)\"" } ?? ""), index: index)
    }

    // MARK: - Genomes

    static func notGene(_ word: PlainWord, at index: Int) -> Self {
        Self("expected the name of a gene, found \"\(word.text)\"", index: index)
    }

    static func geneTwice(_ name: String, at index: Int) -> Self {
        Self("the gene \(name) is given twice; a comma begins another genome", index: index)
    }

    static func noValue(ofGene name: String, at index: Int) -> Self {
        Self("expected a value of the gene \(name)", index: index)
    }

    static func noGenomeAfterComma(at index: Int) -> Self {
        Self("expected another genome after the comma", index: index)
    }

    // MARK: - Rows

    static func columnTwice(_ name: String, at index: Int) -> Self {
        Self("the column \"\(name)\" is given twice", index: index)
    }

    static func noValue(ofColumn name: String, at index: Int) -> Self {
        Self("expected a value of the column \"\(name)\"", index: index)
    }
}
