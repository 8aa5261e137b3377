/// The word that lets a command replace a file that is there: the same in all commands that write one.
enum Replacing {
    private static let word = "replace"
    private static let help = "a file that is there already is replaced"

    /// As one of a command's settings.
    static let setting = Setting(word, form: .nothing, help)
    /// At the end of a command without settings.
    static let form = Form.optional(.word(word, help))

    /// Whether it was written.
    static func isWanted(_ captures: Captures) -> Bool { captures.has(word) }
}
