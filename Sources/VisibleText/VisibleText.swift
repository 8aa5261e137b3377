/// Text from data, files and other programs, made safe for a terminal.
///
/// A terminal obeys control characters: a class named `ESC ] 52 ; … BEL` would write to the user's clipboard. All
/// displayed text passes through here. Control characters become visible (`^[` for ESC), as do marks that change the
/// direction of writing.
public enum VisibleText {
    /// The maximum length of a name shown in full, in characters.
    public static let longestName = 200

    /// Returns a name or a short text in one line: line breaks and tabs become `^J`, `^M` and `^I`. A text longer
    /// than `maximum` characters is shortened with an ellipsis.
    ///
    /// - Complexity: O(text)
    public static func name(_ text: String, maximum: Int = longestName) -> String {
        let shown = text.utf8.count <= maximum ? text : clipped(text, to: maximum)
        return isPlain(shown, allowsBreaks: false) ? shown : visible(shown, allowsBreaks: false)
    }

    /// Returns a text that may have several lines: line breaks and tabs stay.
    ///
    /// - Complexity: O(text)
    public static func lines(_ text: String) -> String {
        isPlain(text, allowsBreaks: true) ? text : visible(text, allowsBreaks: true)
    }

    private static func clipped(_ text: String, to maximum: Int) -> String {
        let start = text.prefix(maximum)
        return start.endIndex == text.endIndex
            ? text : "\(start)… (\(text.count - maximum) more characters)\(StyleMark.reset(after: start))"
    }

    private static func isPlain(_ text: String, allowsBreaks: Bool) -> Bool {
        text.unicodeScalars.allSatisfy { !isControl($0) || allowsBreaks && ($0 == "\n" || $0 == "\t") }
    }

    private static func visible(_ text: String, allowsBreaks: Bool) -> String {
        var shown = ""
        shown.reserveCapacity(text.utf8.count + 16)
        for scalar in text.unicodeScalars {
            if !isControl(scalar) || allowsBreaks && (scalar == "\n" || scalar == "\t") {
                shown.unicodeScalars.append(scalar)
            } else if scalar.value < 0x80, let letter = Unicode.Scalar(scalar.value ^ 0x40) {
                // Caret notation: ESC is Ctrl-[.
                shown += "^\(letter)"
            } else {
                shown += "<U+\(String(scalar.value, radix: 16, uppercase: true).leftPadded)>"
            }
        }
        return shown
    }

    /// Returns true for C0, DEL and C1, the separators of lines and paragraphs, and characters that change the
    /// direction of writing (Unicode Technical Report 36, "Unicode Security Considerations") or tag text invisibly.
    private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<0x20, 0x7F..<0xA0, 0x61C, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069, 0xE0001...0xE007F: true
        default: false
        }
    }
}

extension String {
    fileprivate var leftPadded: String { String(repeating: "0", count: max(0, 4 - count)) + self }
}
