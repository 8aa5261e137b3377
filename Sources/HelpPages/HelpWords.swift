/// Splits help texts into sentences and words that can be compared.
package enum HelpWords {
    /// Returns the words of a text in order, in lower case, without plural endings, in American spelling. A name with
    /// underscores is one word.
    package static func stems(_ text: String) -> [String] {
        text.lowercased().unicodeScalars.split { !isOfWord($0) }.map { stem(String($0)) }
    }

    private static func isOfWord(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "a"..."z", "0"..."9", "_": true
        case _ where scalar.isASCII: false
        default: scalar.properties.isAlphabetic || scalar.properties.numericType != nil
        }
    }

    /// Returns the set of words of a text. It contains a name with underscores as a whole and in parts.
    package static func vocabulary(of text: String) -> Set<String> {
        let whole = stems(text)
        return Set(
            whole + whole.filter { $0.contains("_") }.flatMap { $0.split(separator: "_").map { stem(String($0)) } })
    }

    /// Returns the sentences of a paragraph, without backticks.
    package static func sentences(_ paragraph: String) -> [String] {
        let text = paragraph.replacing("`", with: "").split(whereSeparator: \.isWhitespace).joined(separator: " ")
        var sentences: [String] = []
        var sentence = ""
        for word in text.split(separator: " ") {
            sentence += (sentence.isEmpty ? "" : " ") + word
            if word.count > 1, word.hasSuffix(".") || word.hasSuffix("?") {
                sentences.append(sentence)
                sentence = ""
            }
        }
        return sentences + (sentence.isEmpty ? [] : [sentence])
    }

    private static func stem(_ word: String) -> String {
        var word = american(word)
        if word.count > 4, word.hasSuffix("ies") {
            word = word.dropLast(3) + "y"
        } else if word.count > 3, word.hasSuffix("s"), !word.hasSuffix("ss"), !word.hasSuffix("us"),
            !word.hasSuffix("is")
        {
            word.removeLast()
        }
        return word
    }

    private static func american(_ word: String) -> String {
        // Replacing is slow, and few words have a British spelling.
        let isLikely = zip(word.utf8, word.utf8.dropFirst()).contains { first, second in
            switch (UnicodeScalar(first), UnicodeScalar(second)) {
            case ("i", "s"), ("o", "u"), ("r", "e"): true
            default: false
            }
        }
        guard isLikely else { return word }
        return word.replacing("isa", with: "iza").replacing("ise", with: "ize").replacing("isi", with: "izi")
            .replacing("colour", with: "color").replacing("centre", with: "center")
    }
}
