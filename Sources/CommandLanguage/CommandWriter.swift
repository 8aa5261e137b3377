/// How texts are typed.
public enum CommandText {
    /// A text in quotes, so that it is read as one word.
    public static func quoted(_ text: String) -> String { CommandWriter.quoted(text) }
}

/// Writes commands as they are recorded: full words, quoted where a reader would otherwise take them apart.
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
        if !text.contains("'") { return "'\(text)'" }
        let escaped = text.map { character in
            switch character {
            case "\\": "\\\\"
            case "\"": "\\\""
            case "$": "\\$"
            case "\n": "\\n"
            default: String(character)
            }
        }
        return "\"\(escaped.joined())\""
    }
}
