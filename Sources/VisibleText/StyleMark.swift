/// A placeholder for an escape sequence of colour or emphasis until a line is written.
///
/// Data cannot contain it on purpose: its first character differs in each process, chosen at random from Unicode's
/// private use area.
public enum StyleMark {
    private static let begin: Unicode.Scalar = {
        let privateUse = UInt32(0xF_0000)...0xF_FFFD
        return Unicode.Scalar(privateUse.randomElement() ?? 0xF_0000) ?? "\u{F0000}"
    }()

    /// Returns the mark of an SGR sequence: `1;31` for bold and red.
    public static func sequence(_ code: String) -> String { "\(begin)[\(code)m" }

    /// The mark that ends all colours.
    public static let reset = sequence("0")

    /// Returns the mark that ends all colours if a text has begun one, or else an empty string.
    static func reset(after text: Substring) -> String { text.unicodeScalars.contains(begin) ? reset : "" }

    /// Returns a text between a sequence and its end.
    public static func wrapped(_ text: String, _ code: String) -> String { sequence(code) + text + reset }

    /// Returns the text without marks, as it appears on the screen.
    public static func stripped(_ text: String) -> String {
        guard text.unicodeScalars.contains(begin) else { return text }
        return rewritten(text) { _ in "" }
    }

    /// Returns the text with escape sequences in place of marks.
    public static func escaped(_ text: String) -> String {
        guard text.unicodeScalars.contains(begin) else { return text }
        return rewritten(text) { "\u{1B}[\($0)m" }
    }

    private static func rewritten(_ text: String, _ replacement: (String) -> String) -> String {
        var result = String.UnicodeScalarView()
        let scalars = text.unicodeScalars
        var index = scalars.startIndex
        while index < scalars.endIndex {
            guard scalars[index] == begin else {
                result.append(scalars[index])
                index = scalars.index(after: index)
                continue
            }
            var code = ""
            var end = scalars.index(after: index)
            guard end < scalars.endIndex, scalars[end] == "[" else {
                index = end
                continue
            }
            end = scalars.index(after: end)
            while end < scalars.endIndex, scalars[end] == ";" || ("0"..."9").contains(scalars[end]) {
                code.unicodeScalars.append(scalars[end])
                end = scalars.index(after: end)
            }
            if end < scalars.endIndex, scalars[end] == "m" {
                result.append(contentsOf: replacement(code).unicodeScalars)
                end = scalars.index(after: end)
            }
            index = end
        }
        return String(result)
    }
}
