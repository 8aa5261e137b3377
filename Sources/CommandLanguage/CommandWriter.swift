/// Writes commands as they are recorded: full words, quoted where a reader would otherwise take them apart.
enum CommandWriter {
    static func text(of words: [PlainWord]) -> String {
        if words.count == 2, words[0].text == "!" { return "!" + words[1].text }
        return words.map { $0.isQuoted || needsQuotes($0.text) ? quoted($0.text) : $0.text }.joined(separator: " ")
    }

    private static func needsQuotes(_ text: String) -> Bool {
        text.isEmpty || text.hasPrefix("#") || text.contains { $0.isWhitespace || "'\"$;\\".contains($0) }
    }

    private static func quoted(_ text: String) -> String {
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
