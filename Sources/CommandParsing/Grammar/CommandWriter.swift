import Notation

/// A writer of commands as they are recorded: full words, quoted if they would otherwise be split.
enum CommandWriter {
    static func text(of words: [PlainWord]) -> String {
        if words.count == 2, words[0].text == "!" { return "!" + words[1].text }
        return words.map { word in
            if word.isQuoted { return CommandText.quoted(word.value) + (word.endsWithComma ? "," : "") }
            if word.isRaw { return word.text }
            guard word.isWhole, CommandText.word(word.text) != word.text else {
                return CommandText.unquotedWord(word.text)
            }
            // The comma at the end was typed, those within may be a variable's.
            return CommandText.word(word.value) + (word.endsWithComma ? "," : "")
        }.joined(separator: " ")
    }
}
