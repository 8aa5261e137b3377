/// The quoting of text for commands.
public enum CommandText {
    /// Returns a text in quotes, so that it is parsed as one word.
    public static func quoted(_ text: String) -> String { CommandWriter.quoted(text) }
}

/// A writer of commands as they are recorded: full words, quoted if they would otherwise be split.
enum CommandWriter {
    static func text(of words: [PlainWord]) -> String {
        if words.count == 2, words[0].text == "!" { return "!" + words[1].text }
        return words.map { word in
            guard word.isQuoted || !word.isRaw && needsQuotes(word.text) else { return word.text }
            return quoted(word.value) + (word.endsWithComma ? "," : "")
        }.joined(separator: " ")
    }

    private static func needsQuotes(_ text: String) -> Bool {
        text.isEmpty || text.hasPrefix("#") || text.contains { $0.isWhitespace || "'\"$;\\".contains($0) }
    }

    static func quoted(_ text: String) -> String {
        text.contains("'") ? "\"\(escaped(text))\"" : "'\(text)'"
    }

    /// Returns a text as it is written inside of double quotes.
    static func escaped(_ text: String) -> String {
        text.map { character in
            switch character {
            case "\\": "\\\\"
            case "\"": "\\\""
            case "$": "\\$"
            case "\n": "\\n"
            default: String(character)
            }
        }.joined()
    }
}
