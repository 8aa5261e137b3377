/// Text from data, files and other programs as it may go to a terminal.
///
/// A terminal obeys control characters: a class that is named `ESC ] 52 ; … BEL` would write the user's clipboard. Everything
/// that is shown passes through here. Control characters become visible (`^[` for ESC), as do marks that change the direction
/// of writing.
public enum VisibleText {
    /// The longest name that is shown whole, in characters.
    public static let longestName = 200

    /// A name or a short text in one line: line breaks and tabs are shown as `^J`, `^M` and `^I`. What exceeds `most` characters is
    /// left out, with an ellipsis. O(text).
    public static func name(_ text: String, most: Int = longestName) -> String {
        let shown = text.utf8.count <= most ? text : clipped(text, to: most)
        return isPlain(shown, allowsBreaks: false) ? shown : visible(shown, allowsBreaks: false)
    }

    /// A text that may have lines: breaks and tabs stay. O(text).
    public static func lines(_ text: String) -> String {
        isPlain(text, allowsBreaks: true) ? text : visible(text, allowsBreaks: true)
    }

    private static func clipped(_ text: String, to most: Int) -> String {
        let start = text.prefix(most)
        return start.endIndex == text.endIndex
            ? text : "\(start)… (\(text.count - most) more characters)\(StyleMark.reset(after: start))"
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
                // As terminals show what is typed: ESC is Ctrl-[.
                shown += "^\(letter)"
            } else {
                shown += "<U+\(String(scalar.value, radix: 16, uppercase: true).leftPadded)>"
            }
        }
        return shown
    }

    /// C0, DEL and C1, the separators of lines and paragraphs, and what changes the direction of writing (Unicode Technical Report 36,
    /// "Unicode Security Considerations") or tags text invisibly.
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
