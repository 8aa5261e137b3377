/// Text in the command language of `ns`. All quoting of words, values and operands is done here, so that every command
/// that ns shows, suggests or records reads back as it was.
///
/// Texts are compared by their Unicode scalars, as they are read: a quote before a combining accent is still a quote,
/// although both are one `Character`.
public enum CommandText {
    /// Returns a text in quotes, so that it is read as one word.
    ///
    /// - Complexity: O(text)
    public static func quoted(_ text: String) -> String {
        text.unicodeScalars.contains("'") ? "\"\(escaped(text))\"" : "'\(text)'"
    }

    /// Returns a text as it is written inside of double quotes.
    ///
    /// - Complexity: O(text)
    public static func escaped(_ text: String) -> String {
        var escaped = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\", "\"", "$": escaped += ["\\", scalar]
            case "\n": escaped += ["\\", "n"]
            default: escaped.append(scalar)
            }
        }
        return String(escaped)
    }

    /// Returns a text as one word, such as a name, a path or an argument; quoted only if it would otherwise be split or
    /// mean something else.
    ///
    /// - Complexity: O(text)
    public static func word(_ text: String) -> String { isWord(text) ? text : quoted(text) }

    /// Returns the text of a word that was typed without quotes, whose commas may separate values: what a variable put
    /// between them is quoted if necessary.
    ///
    /// - Complexity: O(text)
    public static func unquotedWord(_ text: String) -> String {
        guard !isWord(text), text.unicodeScalars.contains(",") else { return word(text) }
        // A quote next to a comma begins or ends a word, so a blank stands there.
        return text.unicodeScalars.split(separator: ",", omittingEmptySubsequences: false)
            .map { $0.isEmpty ? "" : word(String($0)) }
            .reduce(nil) { (written: String?, part) in
                guard let written else { return part }
                let quotes: Set<Unicode.Scalar?> = ["'", "\""]
                let isQuoted =
                    quotes.contains(written.unicodeScalars.last) || quotes.contains(part.unicodeScalars.first)
                return written + (isQuoted && !part.isEmpty ? ", " : ",") + part
            } ?? ""
    }

    /// Returns true if a text without quotes is read as one word with the same text.
    static func isWord(_ text: String) -> Bool {
        !text.isEmpty && text.unicodeScalars.first != "#"
            && !text.unicodeScalars.contains {
                $0.properties.isWhitespace || "'\"$;\\".unicodeScalars.contains($0)
            }
    }

    /// Returns a text as one of several values or names; quoted also if it would otherwise be a number, a range, several
    /// values, or a keyword after the values.
    ///
    /// - Complexity: O(text)
    public static func value(_ text: String) -> String {
        let isPlain =
            isWord(text) && text.unicodeScalars.first != "!" && !text.unicodeScalars.contains(",")
            && !text.unicodeScalars.contains("..".unicodeScalars) && Double(text) == nil
            && !keywords.contains(text)
        return isPlain ? text : quoted(text)
    }

    /// Returns values or names separated by commas.
    ///
    /// - Complexity: O(texts)
    public static func values(_ texts: [String]) -> String { texts.map(value).joined(separator: ", ") }

    /// Returns a text that a gene is compared with in a condition; quoted unless it is a plain name.
    ///
    /// - Complexity: O(text)
    public static func operand(_ text: String) -> String {
        let isName =
            text.utf8.allSatisfy { isLetter($0) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
            && text.utf8.first.map(isLetter) ?? false
        return isName && !operators.contains(text) ? text : quoted(text)
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 32) || byte == UInt8(ascii: "_")
    }

    /// The words after a list or range of values.
    private static let keywords: Set<String> = ["by", "log", "when", "in"]

    /// The words that have a meaning in conditions.
    private static let operators: Set<String> = [
        "and", "or", "not", "is", "mod", "if", "true", "false", "sqrt", "log", "exp", "sin", "cos", "abs", "min", "max",
        "round", "sum", "mean", "count",
    ]
}
