extension Double {
    /// Creates the number that a word denotes: `16`, `-0.5`, `1e-3`; nil for any other word, and for a number that is
    /// not finite.
    public init?(written word: String) {
        guard let value = Double(word), value.isFinite, word.contains(where: \.isNumber),
            !word.lowercased().contains("0x")
        else { return nil }
        self = value
    }
}
