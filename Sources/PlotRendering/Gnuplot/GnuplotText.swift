/// Texts in gnuplot's scripts.
enum GnuplotText {
    /// Returns a text cut at its end, because gnuplot would cut a long one at both ends.
    static func cut(_ text: String, to maximum: Int) -> String {
        text.count <= maximum ? text : text.prefix(max(1, maximum - 1)) + "…"
    }

    /// Returns a text in lines of at most so many characters, and of similar lengths; if there are too many lines, the
    /// last one is cut.
    static func wrapped(_ text: String, to maximum: Int, lines most: Int) -> [String] {
        let lines = filled(text, to: maximum, lines: most)
        guard lines.count > 1, !lines.contains(where: { $0.count > maximum }) else {
            return lines.map { cut($0, to: maximum) }
        }
        // The narrowest width that needs no further line.
        var best = lines
        for width in stride(from: maximum - 1, to: maximum / lines.count, by: -1) {
            let narrower = filled(text, to: width, lines: lines.count)
            guard !narrower.contains(where: { $0.count > width }) else { break }
            best = narrower
        }
        return best
    }

    private static func filled(_ text: String, to maximum: Int, lines most: Int) -> [String] {
        var lines: [String] = []
        for word in oneLine(text).split(separator: " ") {
            if let last = lines.last, last.count + 1 + word.count <= maximum || lines.count == most {
                lines[lines.count - 1] = last + " " + word
            } else {
                lines.append(String(word))
            }
        }
        return lines
    }

    /// Returns the width of a text in characters of mean width; capitals and characters of East Asia are wider.
    static func width(_ text: String) -> Int {
        let wide = text.unicodeScalars.count { $0.properties.isUppercase || $0.value >= 0x2E80 }
        return text.count + (wide * 2 + 2) / 3
    }

    /// Returns lines as one text of gnuplot.
    static func joined(_ lines: [String]) -> String {
        lines.isEmpty ? "''" : lines.map(quoted).joined(separator: ".\"\\n\".")
    }

    /// Returns a text quoted so that gnuplot takes it literally.
    ///
    /// Two apostrophes within a text are one, but at its beginning, and after two others, gnuplot reads them as the end
    /// of the text. Such apostrophes are a text of their own, in double quotes.
    static func quoted(_ text: String) -> String {
        var pieces: [String] = []
        var plain = String.UnicodeScalarView()
        func finish() {
            if !plain.isEmpty { pieces.append("'\(replaced("'", by: "''", in: String(plain)))'") }
            plain = String.UnicodeScalarView()
        }
        var rest = oneLine(text).unicodeScalars[...]
        while let first = rest.first {
            let apostrophes = rest.prefix { $0 == "'" }
            if apostrophes.count > 1 || apostrophes.count == 1 && plain.isEmpty {
                finish()
                pieces.append("\"\(String(apostrophes))\"")
                rest = rest.dropFirst(apostrophes.count)
            } else {
                plain.append(first)
                rest = rest.dropFirst()
            }
        }
        finish()
        return pieces.count > 1 ? "(\(pieces.joined(separator: ".")))" : pieces.first ?? "''"
    }

    /// Returns a text for a data block, where gnuplot has no escape sequences.
    static func quotedField(_ text: String) -> String { "\"\(replaced("\"", by: "'", in: oneLine(text)))\"" }

    /// Returns a text for a label, in which gnuplot replaces `%` formats.
    static func withoutFormats(_ text: String) -> String { replaced("%", by: "%%", in: text) }

    /// Replaces a scalar: gnuplot ends a text at each quote, also at one that is a part of a longer character.
    private static func replaced(_ part: String, by other: String, in text: String) -> String {
        String(text.unicodeScalars.replacing(part.unicodeScalars, with: other.unicodeScalars))
    }

    /// Returns a text on one line, without control characters, which no font has.
    private static func oneLine(_ text: String) -> String {
        let visible = text.unicodeScalars.map { $0.properties.generalCategory == .control ? " " : Character($0) }
        return String(visible)
    }
}
