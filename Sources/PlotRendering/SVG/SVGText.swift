import VisibleText

/// The texts and numbers of an SVG document (SVG 1.1, which is XML 1.0).
package enum SVGText {
    /// Returns a text in one line, escaped for content and for quoted attributes. Control characters become visible, and
    /// characters that XML forbids become `�`.
    package static func escaped(_ text: String) -> String { entities(in: VisibleText.name(text, maximum: .max)) }

    /// Returns a text whose control characters are visible already, with entities for what markup would read.
    package static func entities(in text: String) -> String {
        var escaped = ""
        escaped.reserveCapacity(text.utf8.count + 16)
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\"": escaped += "&quot;"
            case "'": escaped += "&#39;"
            case "\u{FFFE}", "\u{FFFF}": escaped += "\u{FFFD}"
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }

    /// Returns a coordinate with one decimal at most, which is finer than a screen shows.
    package static func number(_ value: Double) -> String {
        let tenths = (min(max(value, -1e6), 1e6) * 10).rounded() / 10
        guard tenths == tenths.rounded() else { return "\(tenths)" }
        return "\(Int(tenths))"
    }

    /// Returns the estimated width of a text in a sans-serif font; East Asian letters are as wide as high.
    package static func width(_ text: String, size: Double) -> Double {
        text.unicodeScalars.reduce(0) { width, scalar in
            switch scalar.value {
            case 0x300..<0x370, 0x200B..<0x2010, 0xFE00..<0xFE10: width
            case 0x1100..<0x1160, 0x2E80..<0xD7A4, 0xF900..<0xFB00, 0xFE30..<0xFE70, 0xFF00..<0xFF61, 0x1F000...0x3FFFF:
                width + size
            case 0x20...0x2F, 0x3A, 0x3B, 0x69, 0x6A, 0x6C, 0x74, 0x66, 0x49, 0x7C: width + size * 0.34
            case 0x4D, 0x57, 0x6D, 0x77: width + size * 0.88
            case 0x41...0x5A: width + size * 0.71
            default: width + size * 0.61
            }
        }
    }

    /// Returns a text shortened with an ellipsis to an estimated width.
    package static func cut(_ text: String, to width: Double, size: Double) -> String {
        guard self.width(text, size: size) > width else { return text }
        var cut = Substring(text)
        while !cut.isEmpty, self.width(cut + "…", size: size) > width { cut.removeLast() }
        return cut + "…"
    }
}
