import CommandParsing

/// The word that trains networks once more on the training and validation sets together, the same for all commands.
enum Refit {
    private static let word = "refit"

    /// The word as a setting of a command.
    static let setting = Setting(
        word, form: .nothing,
        "trains again on the training and validation sets together, for as many epochs as were best"
    )

    /// Returns true if the word was given.
    static func isWanted(_ captures: Captures) -> Bool { captures.has(word) }
}
