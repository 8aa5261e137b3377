import CommandParsing

/// The word that allows a command to replace an existing file, the same for all commands that write one.
enum Replacing {
    private static let word = "replace"
    private static let help = "replaces an existing file"

    /// The word as a setting of a command.
    static let setting = Setting(word, form: .nothing, help)
    /// The word at the end of a command without settings.
    static let form = Form.optional(.word(word, help))

    /// Returns true if the word was given.
    static func isWanted(_ captures: Captures) -> Bool { captures.has(word) }
}
