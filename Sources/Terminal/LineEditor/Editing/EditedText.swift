/// A text with a cursor, and the changes that keys make to it.
///
/// The unit of every change is what is seen as one character: a flag, or a letter with its accents. A text may have
/// several lines.
package struct EditedText: Equatable, Sendable {
    package private(set) var bytes: [UInt8]
    /// The cursor, in UTF-8 code units.
    package private(set) var cursor: Int

    private static let lineEnd = UInt8(ascii: "\n")

    /// Creates a text with the cursor at an offset in UTF-8 code units, by default at the end.
    package init(_ text: String = "", cursor: Int? = nil) {
        bytes = Array(text.utf8)
        self.cursor = min(max(0, cursor ?? bytes.count), bytes.count)
    }

    package var text: String { text(0..<bytes.count) }

    package var isEmpty: Bool { bytes.isEmpty }

    package func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

    // MARK: Positions

    /// The range of the line with the cursor, without its line end.
    package var line: Range<Int> {
        let start = bytes[..<cursor].lastIndex(of: Self.lineEnd).map { $0 + 1 } ?? 0
        return start..<(bytes[cursor...].firstIndex(of: Self.lineEnd) ?? bytes.count)
    }

    package var isInFirstLine: Bool { !bytes[..<cursor].contains(Self.lineEnd) }
    package var isInLastLine: Bool { !bytes[cursor...].contains(Self.lineEnd) }

    /// Returns the offset of the character before an offset, or of the character that the offset is in.
    package func previous(before offset: Int) -> Int {
        guard offset > 0 else { return 0 }
        if bytes[offset - 1] == Self.lineEnd { return offset - 1 }
        let start = bytes[..<offset].lastIndex(of: Self.lineEnd).map { $0 + 1 } ?? 0
        return boundaries(from: start).last { $0 < offset } ?? start
    }

    /// Returns the offset after the character at an offset.
    package func next(after offset: Int) -> Int {
        guard offset < bytes.count else { return bytes.count }
        if bytes[offset] == Self.lineEnd { return offset + 1 }
        let start = bytes[..<offset].lastIndex(of: Self.lineEnd).map { $0 + 1 } ?? 0
        return boundaries(from: start).first { $0 > offset } ?? bytes.count
    }

    /// Returns true if a character begins at the offset, or the text ends there.
    package func isBoundary(_ offset: Int) -> Bool {
        guard offset > 0, offset < bytes.count else { return true }
        return next(after: previous(before: offset)) == offset
    }

    /// The offsets of the characters of the line that starts at an offset, and the offset of its end.
    private func boundaries(from start: Int) -> [Int] {
        let end = bytes[start...].firstIndex(of: Self.lineEnd) ?? bytes.count
        var offsets = [start]
        for character in text(start..<end) { offsets.append((offsets.last ?? start) + character.utf8.count) }
        return offsets
    }

    /// Returns the offset of the beginning of the word before an offset.
    private func wordStart(before offset: Int, isWord: (Character) -> Bool) -> Int {
        var place = offset
        var isInWord = false
        while place > 0 {
            let before = previous(before: place)
            let fits = character(at: before).map(isWord) ?? false
            if isInWord, !fits { break }
            isInWord = isInWord || fits
            place = before
        }
        return place
    }

    /// Returns the offset of the end of the word after an offset.
    private func wordEnd(after offset: Int) -> Int {
        var place = offset
        var isInWord = false
        while place < bytes.count {
            let fits = character(at: place).map(Self.isWord) ?? false
            if isInWord, !fits { break }
            isInWord = isInWord || fits
            place = next(after: place)
        }
        return place
    }

    private func character(at offset: Int) -> Character? { text(offset..<next(after: offset)).first }

    /// Returns true for the characters of names and numbers, and for those that paths and wildcards contain.
    private static func isWord(_ character: Character) -> Bool {
        character.isLetter || character.isNumber || "*?_-.[]~=".contains(character)
    }

    // MARK: Movements

    package mutating func move(to offset: Int) { cursor = min(max(0, offset), bytes.count) }
    package mutating func moveBackward() { cursor = previous(before: cursor) }
    package mutating func moveForward() { cursor = next(after: cursor) }
    package mutating func moveToLineStart() { cursor = line.lowerBound }
    package mutating func moveToLineEnd() { cursor = line.upperBound }
    package mutating func moveToEnd() { cursor = bytes.count }
    package mutating func moveWordBackward() { cursor = wordStart(before: cursor, isWord: Self.isWord) }
    package mutating func moveWordForward() { cursor = wordEnd(after: cursor) }

    /// Moves to the same column of the line above or below, or to its end.
    ///
    /// - Returns: false if there is no such line.
    package mutating func moveLine(up: Bool) -> Bool {
        guard up ? !isInFirstLine : !isInLastLine else { return false }
        let line = line
        let column = boundaries(from: line.lowerBound).prefix { $0 < cursor }.count
        cursor = up ? line.lowerBound - 1 : line.upperBound + 1
        let offsets = boundaries(from: self.line.lowerBound)
        cursor = offsets[min(column, offsets.count - 1)]
        return true
    }

    // MARK: Changes

    /// Replaces a range and moves the cursor behind the new text.
    package mutating func replace(_ range: Range<Int>, with text: String) {
        bytes.replaceSubrange(range, with: text.utf8)
        cursor = range.lowerBound + text.utf8.count
    }

    package mutating func insert(_ text: String) { replace(cursor..<cursor, with: text) }

    package mutating func eraseBackward() { replace(previous(before: cursor)..<cursor, with: "") }
    package mutating func eraseForward() { replace(cursor..<next(after: cursor), with: "") }

    /// Swaps the characters before and at the cursor; at the end of a line, those before the cursor.
    package mutating func transpose() {
        let line = line
        var middle = cursor
        if middle == line.upperBound { middle = max(line.lowerBound, previous(before: middle)) }
        guard middle > line.lowerBound, middle < line.upperBound else { return }
        let (start, end) = (previous(before: middle), next(after: middle))
        replace(start..<end, with: text(middle..<end) + text(start..<middle))
    }

    /// The parts of the text that keys delete and keep for `yank`.
    package enum Part: Sendable {
        case all
        /// To the end of the line; at its end, the line end.
        case restOfLine
        /// Back to the previous blank.
        case previousBlankWord
        case previousWord, nextWord
    }

    /// Deletes a part of the text and returns it.
    package mutating func delete(_ part: Part) -> String {
        let range: Range<Int>
        switch part {
        case .all: range = 0..<bytes.count
        case .restOfLine:
            let end = line.upperBound
            range = cursor..<(cursor == end ? next(after: end) : end)
        case .previousBlankWord: range = wordStart(before: cursor) { !$0.isWhitespace }..<cursor
        case .previousWord: range = wordStart(before: cursor, isWord: Self.isWord)..<cursor
        case .nextWord: range = cursor..<wordEnd(after: cursor)
        }
        let deleted = text(range)
        replace(range, with: "")
        return deleted
    }

    /// Returns the text without the rest of a character of which a part was deleted since an earlier state; nil if no
    /// character was cut.
    package func deletingWhole(since before: EditedText) -> EditedText? {
        let removed = before.bytes.count - bytes.count
        guard removed > 0 else { return nil }
        var start = zip(before.bytes, bytes).prefix { $0 == $1 }.count
        while start > 0, UTF8.isContinuation(before.bytes[start]) { start -= 1 }
        guard bytes[start...] == before.bytes[(start + removed)...] else { return nil }
        let end = start + removed
        let first = before.isBoundary(start) ? start : before.previous(before: start)
        let last = before.isBoundary(end) ? end : before.next(after: end)
        guard first < start || last > end else { return nil }
        var whole = before
        whole.replace(first..<last, with: "")
        return whole
    }

    /// Makes every line a comment; or if all are comments already, makes them commands again.
    ///
    /// - Returns: true if the lines are comments now.
    package mutating func toggleComment() -> Bool {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        let areComments = lines.allSatisfy { $0.isEmpty || $0.hasPrefix("#") }
        let changed = lines.map { line in
            guard areComments else { return "# " + line }
            return line.hasPrefix("# ") ? String(line.dropFirst(2)) : String(line.drop { $0 == "#" })
        }
        self = EditedText(changed.joined(separator: "\n"))
        return !areComments
    }
}
