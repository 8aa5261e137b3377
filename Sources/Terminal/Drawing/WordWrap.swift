import VisibleText

/// The wrapping of long lines between words.
package enum WordWrap {
    /// Returns the line in pieces that fit. Later ones are indented by two columns more than the line. Colours take no
    /// room. A word wider than the window stays as it is.
    package static func pieces(of line: String, columns: Int) -> [String] {
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
                // Blanks between two words are dropped at a line break.
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

    private static func visibleWidth(_ text: String) -> Int { CharacterCells.width(of: text.withoutColors) }
}

extension String {
    /// The text without colours.
    var withoutColors: String { StyleMark.stripped(self) }
}
