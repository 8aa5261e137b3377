/// Keys that send more than one character.
///
/// libedit gets each as a control character beyond ASCII, which nobody types. An escape sequence would end the
/// insertion mode of vi.
enum SpecialKey: UInt8 {
    case up = 0x81
    case down, right, left, home, end, delete, wordRight, wordLeft, deleteWord, paste
    // Keys together with Alt.
    case deletePreviousWord, yankPop, lastArgument, comment, newLine

    var scalar: Unicode.Scalar { Unicode.Scalar(rawValue) }
}

/// A decoder of the bytes that a terminal sends into keys for libedit.
///
/// libedit inserts unknown sequences: F5 would leave `15~` in the line, and Alt-x an `ø`. So the decoder reads
/// complete sequences, passes known ones on in one spelling, and drops all others.
struct KeyDecoder {
    enum Key: Equatable {
        case character(Unicode.Scalar)
        /// A letter together with Alt.
        case alternate(Unicode.Scalar)
        case special(SpecialKey)
        /// A pasted block.
        case paste(String)
    }

    /// True if Escape is a key of its own, as in vi mode, and not the first half of Alt.
    var escapeIsKey = false
    private var bytes: [UInt8] = []
    /// True within a pasted block.
    private(set) var isPasting = false

    private static let escape = UInt8(0x1B)
    private static let pasteEnd = Array("\u{1B}[201~".utf8)
    /// The letters with a meaning together with Alt in emacs mode.
    private static let alternates = Set("ucl<>hwpn0123456789-".utf8)
    private static let specialAlternates: [UInt8: SpecialKey] = [
        UInt8(ascii: "b"): .wordLeft, UInt8(ascii: "f"): .wordRight, UInt8(ascii: "d"): .deleteWord,
        0x7F: .deletePreviousWord, 0x08: .deletePreviousWord, UInt8(ascii: "y"): .yankPop,
        UInt8(ascii: "."): .lastArgument, UInt8(ascii: "_"): .lastArgument, UInt8(ascii: "#"): .comment,
        0x0D: .newLine, 0x0A: .newLine,
    ]

    /// True if more bytes may complete a key.
    var isWaiting: Bool { !bytes.isEmpty }

    /// True if the rest of a sequence must arrive soon, because its bytes are sent together.
    var mustEndSoon: Bool {
        guard !isPasting, let first = bytes.first else { return false }
        return first != Self.escape || bytes.count > 1 || escapeIsKey
    }

    mutating func append(_ more: some Sequence<UInt8>) {
        bytes += more
    }

    /// Returns the next key; nil if more bytes are needed. With `isLate`, no more bytes arrived in time.
    mutating func next(isLate: Bool = false) -> Key? {
        while let first = bytes.first {
            if isPasting {
                guard let end = bytes.firstRange(of: Self.pasteEnd) else { return nil }
                let pasted = String(decoding: bytes[..<end.lowerBound], as: UTF8.self)
                bytes.removeSubrange(..<end.upperBound)
                isPasting = false
                return .paste(pasted)
            }
            let step = first == Self.escape ? afterEscape(isLate: isLate) : character(first, isLate: isLate)
            guard let (used, key) = step else { return nil }
            bytes.removeFirst(used)
            if let key { return key }
        }
        return nil
    }

    private typealias Step = (used: Int, key: Key?)

    private func character(_ first: UInt8, isLate: Bool) -> Step? {
        guard first >= 0x80 else { return (1, .character(Unicode.Scalar(first))) }
        let length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC2 ? 2 : 1
        guard bytes.count >= length else { return isLate ? (1, nil) : nil }
        let scalars = Array(String(decoding: bytes[..<length], as: UTF8.self).unicodeScalars)
        guard scalars.count == 1, scalars[0] != "\u{FFFD}" else { return (1, nil) }
        // The control characters beyond ASCII.
        return (length, scalars[0].value < 0xA0 ? nil : .character(scalars[0]))
    }

    private mutating func afterEscape(isLate: Bool) -> Step? {
        guard bytes.count > 1 else { return escapeIsKey && isLate ? (1, .character("\u{1B}")) : nil }
        switch bytes[1] {
        case UInt8(ascii: "["): return controlSequence(isLate: isLate)
        case UInt8(ascii: "O"): return functionKey(isLate: isLate)
        case UInt8(ascii: "]"): return report(isLate: isLate)
        case Self.escape: return (1, escapeIsKey ? .character("\u{1B}") : nil)
        case _ where escapeIsKey: return (1, .character("\u{1B}"))
        case let letter where Self.specialAlternates[letter] != nil:
            return (2, Self.specialAlternates[letter].map(Key.special))
        case let letter where Self.alternates.contains(letter):
            return (2, .alternate(Unicode.Scalar(letter)))
        case let letter where letter >= 0x80:
            let length = letter >= 0xF0 ? 4 : letter >= 0xE0 ? 3 : 2
            return bytes.count > length ? (1 + length, nil) : isLate ? (bytes.count, nil) : nil
        default: return (2, nil)
        }
    }

    /// Reads parameters, intermediate bytes and a final byte, as in ECMA-48.
    private mutating func controlSequence(isLate: Bool) -> Step? {
        // The function keys of the Linux console.
        if bytes.count > 2, bytes[2] == UInt8(ascii: "[") {
            return bytes.count > 3 ? (4, nil) : isLate ? (3, nil) : nil
        }
        guard let end = bytes.dropFirst(2).firstIndex(where: { !(0x20...0x3F).contains($0) }) else {
            return isLate || bytes.count > 64 ? (bytes.count, nil) : nil
        }
        guard (0x40...0x7E).contains(bytes[end]) else { return (end, nil) }
        let text = String(decoding: bytes[2...end], as: UTF8.self)
        if text == "200~" {
            isPasting = true
            return (end + 1, nil)
        }
        return (end + 1, Self.controlKeys[text].map(Key.special))
    }

    /// Drops a report of the terminal, such as a late answer about its background: up to BEL or `ESC \`.
    private func report(isLate: Bool) -> Step? {
        guard let end = bytes.dropFirst(2).firstIndex(where: { $0 == 0x07 || $0 == Self.escape }) else {
            return isLate || bytes.count > 64 ? (bytes.count, nil) : nil
        }
        guard bytes[end] == Self.escape else { return (end + 1, nil) }
        return end + 1 < bytes.count ? (end + 2, nil) : isLate ? (end + 1, nil) : nil
    }

    private func functionKey(isLate: Bool) -> Step? {
        guard bytes.count > 2 else { return isLate ? (2, nil) : nil }
        let letter = String(Unicode.Scalar(bytes[2]))
        return (3, ("A"..."H").contains(letter) ? Self.controlKeys[letter].map(Key.special) : nil)
    }

    private static let controlKeys: [String: SpecialKey] = [
        "A": .up, "B": .down, "C": .right, "D": .left, "F": .end, "H": .home,
        "1~": .home, "7~": .home, "4~": .end, "8~": .end, "3~": .delete,
        "1;5C": .wordRight, "1;3C": .wordRight, "5C": .wordRight, "1;5D": .wordLeft, "1;3D": .wordLeft, "5D": .wordLeft,
        "3;5~": .deleteWord, "3;3~": .deleteWord, "1;2A": .up, "1;2B": .down, "1;2C": .right, "1;2D": .left,
        "1;5A": .up, "1;5B": .down, "1;5H": .home, "1;5F": .end,
    ]
}
