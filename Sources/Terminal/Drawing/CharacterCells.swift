import VisibleText

/// The width of texts in terminal cells.
package enum CharacterCells {
    /// Returns the number of cells of a text, each character being what is seen as one: a flag takes two cells.
    package static func width(of text: some StringProtocol) -> Int {
        text.utf8.allSatisfy { (0x20..<0x7F).contains($0) }
            ? text.utf8.count : text.reduce(0) { $0 + width(of: $1) }
    }

    /// Returns the number of cells of a character.
    ///
    /// Emoji presentation makes a character wide (Unicode Standard Annex 11, section 4): by the variation selector 16, a
    /// skin tone, or as part of a sequence. Otherwise the code points of a character add up.
    package static func width(of character: Character) -> Int {
        let scalars = character.unicodeScalars
        guard let first = scalars.first else { return 0 }
        guard scalars.count > 1 else { return width(of: first) }
        if !first.isASCII, first.properties.isEmoji {
            if isRegionalIndicator(first) { return scalars.count { isRegionalIndicator($0) } }
            let makesWide = scalars.dropFirst().contains { $0 == "\u{FE0F}" || isSkinTone($0) }
            if makesWide { return 2 }
            let isSequence = scalars.dropFirst().contains { $0 == "\u{200D}" || isTag($0) }
            if isSequence { return width(of: first) }
        } else if first.properties.isEmoji, scalars.contains("\u{FE0F}") {
            // A keycap: a digit, the variation selector and the enclosing key.
            return 2
        }
        return scalars.reduce(0) { $0 + width(of: $1) }
    }

    /// Returns the number of cells of a code point; 0 for control characters.
    static func width(of scalar: Unicode.Scalar) -> Int {
        let value = scalar.value
        if value < 0x300 { return value < 32 || (0x7F..<0xA0).contains(value) ? 0 : 1 }
        if contains(value, in: CharacterWidths.zero) { return 0 }
        if contains(value, in: CharacterWidths.wide) { return 2 }
        return scalar.properties.isEmojiPresentation && !isRegionalIndicator(scalar) ? 2 : 1
    }

    /// Returns the beginning of a text that fits, with an ellipsis if something is cut off.
    static func clip(_ text: String, to columns: Int) -> String {
        guard width(of: text) > columns else { return text }
        guard columns > 0 else { return "" }
        var clipped = ""
        var used = 0
        for character in text {
            let cells = width(of: character)
            guard used + cells <= columns - 1 else { break }
            clipped.append(character)
            used += cells
        }
        return clipped + "…"
    }

    /// Returns the pieces that show a character, each with its cells.
    ///
    /// Usually it is the character itself. Control characters are shown as `^X`, invisible ones by their numbers, and
    /// a mark without a letter on a dotted circle, so that each can be seen and deleted.
    package static func pieces(of character: Character) -> [(text: String, width: Int)] {
        let text = String(character)
        let scalars = character.unicodeScalars
        guard let first = scalars.first else { return [] }
        if scalars.count == 1, first.isASCII, first.value >= 32, first.value != 0x7F { return [(text, 1)] }
        // A flag of a region, such as that of Scotland, is spelled in invisible letters.
        let isFlag = first == "\u{1F3F4}" && scalars.count > 2 && scalars.dropFirst().allSatisfy(isTag)
        let visible = isFlag ? text : VisibleText.name(text, maximum: .max)
        guard visible.unicodeScalars.elementsEqual(scalars) else { return visible.map { (String($0), width(of: $0)) } }
        let cells = width(of: character)
        if cells > 0 { return [(text, cells)] }
        switch first.properties.generalCategory {
        case .nonspacingMark, .enclosingMark: return [("\u{25CC}" + text, 1)]
        default:
            let numbers = scalars.map { "<U+\(String($0.value, radix: 16, uppercase: true))>" }
            return numbers.joined().map { (String($0), 1) }
        }
    }

    /// Returns true if terminals disagree about the width of a character: some add up its code points.
    static func isDisputed(_ text: String, width: Int) -> Bool {
        let scalars = text.unicodeScalars
        return scalars.count > 1 && scalars.reduce(0) { $0 + Self.width(of: $1) } != width
    }

    private static func isRegionalIndicator(_ scalar: Unicode.Scalar) -> Bool {
        (0x1F1E6...0x1F1FF).contains(scalar.value)
    }

    private static func isSkinTone(_ scalar: Unicode.Scalar) -> Bool { (0x1F3FB...0x1F3FF).contains(scalar.value) }

    private static func isTag(_ scalar: Unicode.Scalar) -> Bool { (0xE0020...0xE007F).contains(scalar.value) }

    private static func contains(_ value: UInt32, in ranges: [ClosedRange<UInt32>]) -> Bool {
        var (low, high) = (0, ranges.count)
        while low < high {
            let middle = (low + high) / 2
            if ranges[middle].upperBound < value { low = middle + 1 } else { high = middle }
        }
        return low < ranges.count && ranges[low].contains(value)
    }
}
