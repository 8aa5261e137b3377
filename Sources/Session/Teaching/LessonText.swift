extension Lesson {
    /// The sentences that the lesson prints or asks, without its commands.
    var sentences: [String] {
        var found: [String] = []
        var text = ""
        var quote: Character?
        for line in self.text.split(separator: "\n", omittingEmptySubsequences: false) {
            var rest = line
            if quote == nil {
                let words = line.split(separator: " ", maxSplits: 1)
                guard words.count == 2, ["print", "pause", "ask"].contains(words[0]), let first = words[1].first,
                    first == "'" || first == "\""
                else { continue }
                quote = first
                rest = words[1].dropFirst()
            }
            guard let mark = quote else { continue }
            let end = rest.firstIndex(of: mark)
            text += " " + rest[..<(end ?? rest.endIndex)]
            guard end != nil else { continue }
            found += HelpWords.sentences(text)
            (text, quote) = ("", nil)
        }
        return found
    }
}
