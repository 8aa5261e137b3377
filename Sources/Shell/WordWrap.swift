/// Long lines for a window: broken between words, so that none is cut in the middle.
enum WordWrap {
    /// The line in pieces that fit, later ones indented as far as it is and two columns more. Colours take no room. A word
    /// that is wider than the window stays as it is.
    static func pieces(of line: String, columns: Int) -> [String] {
        guard columns > 20, visibleWidth(line) > columns else { return [line] }
        let indentation = String(line.prefix { $0 == " " })
        var pieces: [String] = []
        var (piece, width) = (indentation, indentation.count)
        var isEmpty = true
        for word in line.dropFirst(indentation.count).split(separator: " ", omittingEmptySubsequences: false) {
            let wordWidth = visibleWidth(String(word))
            if !isEmpty, width + 1 + wordWidth > columns {
                pieces.append(piece)
                (piece, width, isEmpty) = (indentation + "  ", indentation.count + 2, true)
                // The blanks between two words end with the line.
                if word.isEmpty { continue }
            }
            if !isEmpty {
                piece += " "
                width += 1
            } else if word.isEmpty, !pieces.isEmpty {
                continue
            }
            piece += word
            width += wordWidth
            isEmpty = false
        }
        return pieces + [piece]
    }

    /// The columns of a text without its colours.
    private static func visibleWidth(_ text: String) -> Int {
        guard text.contains("\u{1B}") else { return text.displayWidth }
        var visible = ""
        var isInside = false
        for character in text {
            if character == "\u{1B}" {
                isInside = true
            } else if isInside {
                isInside = character != "m"
            } else {
                visible.append(character)
            }
        }
        return visible.displayWidth
    }
}
