import CTerminal
import Foundation

/// The content of a terminal: a small model of a VT100 with the escape sequences that shells use.
package struct Screen: Sendable {
    private struct Cell: Sendable {
        /// Empty for the second half of a wide character.
        var text = " "
        var isDim = false
        var isReversed = false
        /// The number of its colour, such as 31, or its index in the palette of 256; 0 for the terminal's default
        /// colour.
        var color = 0
    }

    private struct Row: Sendable {
        var cells: [Cell]
        /// True if the next row continues the same line.
        var wraps = false
        /// True if the last cell was left free, because the next character is wide.
        var hasGap = false

        init(columns: Int) {
            cells = Array(repeating: Cell(), count: columns)
        }
    }

    package private(set) var columns: Int
    package private(set) var rows: Int
    package private(set) var cursorRow = 0
    package private(set) var cursorColumn = 0
    /// The rows that scrolled out at the top.
    private var above: [Row] = []
    private var grid: [Row]
    private var isWrapPending = false
    private var isInserting = false
    private var isWrapping = true
    private var isDim = false
    private var isReversed = false
    private var color = 0
    private var saved = (row: 0, column: 0)
    /// The rows in the window before each time that it was cleared.
    package private(set) var cleared: [[String]] = []
    /// The cell written last, to which the next code point may belong; nil after the cursor was moved.
    package private(set) var lastWritten: (row: Int, column: Int)?
    private var unread: [UInt8] = []

    package init(columns: Int, rows: Int) {
        self.columns = columns
        self.rows = rows
        grid = Array(repeating: Row(columns: columns), count: rows)
    }

    // MARK: Visible content

    /// The rows in the window, without trailing spaces.
    package var lines: [String] { grid.map(Self.text) }

    /// The rows down to the last one with content, including those that scrolled out of the window.
    package var transcript: [String] {
        var all = (above + grid).map(Self.text)
        while all.last == "" { all.removeLast() }
        return all
    }

    /// All words of the content, for sentences that are wrapped between words.
    package var words: String {
        transcript.joined(separator: " ").split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    /// The lines as they were written, without the window's wrapping.
    package var unwrapped: [String] {
        var joined: [String] = []
        var continues = false
        for row in above + grid {
            let text = row.wraps ? row.cells.map(\.text).joined() : Self.text(row)
            if continues { joined[joined.count - 1] += text } else { joined.append(text) }
            continues = row.wraps
        }
        while joined.last == "" { joined.removeLast() }
        return joined
    }

    /// The row of the cursor.
    package var cursorLine: String { grid.indices.contains(cursorRow) ? Self.text(grid[cursorRow]) : "" }

    /// The dimmed text in the row of the cursor.
    package var dimmed: String {
        grid.indices.contains(cursorRow) ? grid[cursorRow].cells.filter(\.isDim).map(\.text).joined() : ""
    }

    /// The texts in reverse video, one for each row that has any.
    package var reversed: [String] {
        grid.map { $0.cells.filter(\.isReversed).map(\.text).joined() }.filter { !$0.isEmpty }
    }

    /// Returns the text in the row of the cursor that has a colour, by the colour's number; 0 for the terminal's
    /// default.
    package func colored(_ number: Int) -> String {
        guard grid.indices.contains(cursorRow) else { return "" }
        return grid[cursorRow].cells.filter { $0.color == number }.map(\.text).joined()
            .trimmingCharacters(in: .whitespaces)
    }

    private static func text(_ row: Row) -> String {
        var text = row.cells.map(\.text).joined()
        while text.hasSuffix(" ") { text.removeLast() }
        return text
    }

    // MARK: Written content

    package mutating func write(_ bytes: some Sequence<UInt8>) {
        unread += bytes
        var position = 0
        while position < unread.count, let used = step(unread[position...]) { position += used }
        unread.removeFirst(position)
    }

    /// Handles one character or escape sequence and returns its length; nil if it is incomplete.
    private mutating func step(_ bytes: ArraySlice<UInt8>) -> Int? {
        guard let first = bytes.first else { return nil }
        if first == 0x1B { return escape(bytes) }
        if first < 0x20 || first == 0x7F {
            lastWritten = nil
            control(first)
            return 1
        }
        let length = first < 0x80 ? 1 : first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2
        guard bytes.count >= length else { return nil }
        for scalar in String(decoding: bytes.prefix(length), as: UTF8.self).unicodeScalars { put(scalar) }
        return length
    }

    private mutating func control(_ byte: UInt8) {
        switch byte {
        case 0x08:
            cursorColumn = max(0, cursorColumn - 1)
            isWrapPending = false
        case 0x09: cursorColumn = min(columns - 1, (cursorColumn / 8 + 1) * 8)
        case 0x0A: lineFeed()
        case 0x0D:
            cursorColumn = 0
            isWrapPending = false
        default: break
        }
    }

    private mutating func lineFeed() {
        isWrapPending = false
        if cursorRow < rows - 1 {
            cursorRow += 1
        } else {
            above.append(grid.removeFirst())
            grid.append(Row(columns: columns))
        }
    }

    private mutating func put(_ scalar: Unicode.Scalar) {
        if joinsLast(scalar) { return }
        let width = Self.width(scalar)
        if width == 0 {
            let column = max(0, cursorColumn - (isWrapPending ? 0 : 1))
            grid[cursorRow].cells[column].text.unicodeScalars.append(scalar)
            return
        }
        if cursorColumn + width > columns, !isWrapping { cursorColumn = columns - width }
        if isWrapPending || cursorColumn + width > columns {
            grid[cursorRow].wraps = true
            grid[cursorRow].hasGap = !isWrapPending
            cursorColumn = 0
            lineFeed()
        }
        if isInserting { insertCells(width) }
        // Half a wide character vanishes with its other half.
        if grid[cursorRow].cells[cursorColumn].text.isEmpty, cursorColumn > 0 {
            grid[cursorRow].cells[cursorColumn - 1] = Cell()
        }
        clearSecondHalf(at: cursorColumn + width)
        grid[cursorRow].cells[cursorColumn] = Cell(
            text: String(scalar), isDim: isDim, isReversed: isReversed, color: color)
        if width == 2 { grid[cursorRow].cells[cursorColumn + 1] = Cell(text: "", isDim: isDim, color: color) }
        lastWritten = (cursorRow, cursorColumn)
        advance(by: width)
    }

    private mutating func clearSecondHalf(at column: Int) {
        if column < columns, grid[cursorRow].cells[column].text.isEmpty { grid[cursorRow].cells[column] = Cell() }
    }

    private mutating func advance(by width: Int) {
        if cursorColumn + width >= columns {
            cursorColumn = columns - 1
            isWrapPending = isWrapping
        } else {
            cursorColumn += width
        }
    }

    /// Adds a code point to the character written last, if both are seen as one, as terminals do that know Unicode's
    /// grapheme clusters. An emoji presentation makes the character wide.
    private mutating func joinsLast(_ scalar: Unicode.Scalar) -> Bool {
        // The window may have become smaller since.
        guard let last = lastWritten, grid.indices.contains(last.row),
            grid[last.row].cells.indices.contains(last.column)
        else { return false }
        let text = grid[last.row].cells[last.column].text
        guard let first = text.unicodeScalars.first, (text + String(scalar)).count == 1 else { return false }
        grid[last.row].cells[last.column].text.unicodeScalars.append(scalar)
        let regional = UInt32(0x1F1E6)...0x1F1FF
        let isFlag = regional.contains(scalar.value)
        let isEmoji =
            first.properties.isEmoji && !regional.contains(first.value)
            && (scalar == "\u{FE0F}" || (0x1F3FB...0x1F3FF).contains(scalar.value))
        let cells = grid[last.row].cells
        let isWide = cells.indices.contains(last.column + 1) && cells[last.column + 1].text.isEmpty
        // Elsewhere the code points add up, as in Thai.
        let grows = isFlag || isEmoji || !first.properties.isEmoji && Self.width(scalar) > 0
        if grows, !isWide, last.column + 1 == columns, columns > 1 {
            // There is no room: the whole character moves to the next row.
            let cell = grid[last.row].cells[last.column]
            grid[last.row].cells[last.column] = Cell()
            (grid[last.row].wraps, grid[last.row].hasGap) = (true, true)
            lineFeed()
            clearSecondHalf(at: 2)
            grid[cursorRow].cells[0] = cell
            grid[cursorRow].cells[1] = Cell(text: "", isDim: isDim, color: color)
            lastWritten = (cursorRow, 0)
            cursorColumn = 0
            advance(by: 2)
        } else if grows, !isWide {
            clearSecondHalf(at: last.column + 2)
            grid[last.row].cells[last.column + 1] = Cell(text: "", isDim: isDim, color: color)
            advance(by: 1)
        }
        return true
    }

    private mutating func insertCells(_ count: Int) {
        grid[cursorRow].cells.insert(contentsOf: Array(repeating: Cell(), count: count), at: cursorColumn)
        grid[cursorRow].cells.removeLast(count)
    }

    private mutating func escape(_ bytes: ArraySlice<UInt8>) -> Int? {
        let start = bytes.startIndex
        guard bytes.count > 1 else { return nil }
        switch bytes[start + 1] {
        case UInt8(ascii: "["):
            guard let end = bytes.dropFirst(2).firstIndex(where: { (0x40...0x7E).contains($0) }) else { return nil }
            let text = String(decoding: bytes[(start + 2)..<end], as: UTF8.self)
            controlSequence(Character(Unicode.Scalar(bytes[end])), text)
            return end - start + 1
        case UInt8(ascii: "]"):
            guard let end = bytes.firstIndex(of: 0x07) else { return nil }
            return end - start + 1
        case UInt8(ascii: "("), UInt8(ascii: ")"): return bytes.count > 2 ? 3 : nil
        case UInt8(ascii: "7"): saved = (cursorRow, cursorColumn)
        case UInt8(ascii: "8"): (cursorRow, cursorColumn) = saved
        case UInt8(ascii: "M"): cursorRow = max(0, cursorRow - 1)
        default: break
        }
        return 2
    }

    private mutating func controlSequence(_ final: Character, _ text: String) {
        let numbers = text.split(separator: ";", omittingEmptySubsequences: false).map { Int($0) ?? 0 }
        let first = numbers.first ?? 0
        let count = max(1, first)
        if final != "m" {
            isWrapPending = false
            lastWritten = nil
        }
        switch final {
        case "A": cursorRow = max(0, cursorRow - count)
        case "B": cursorRow = min(rows - 1, cursorRow + count)
        case "C": cursorColumn = min(columns - 1, cursorColumn + count)
        case "D": cursorColumn = max(0, cursorColumn - count)
        case "G": cursorColumn = min(columns, count) - 1
        case "d": cursorRow = min(rows, count) - 1
        case "H", "f":
            cursorRow = min(rows, count) - 1
            cursorColumn = min(columns, numbers.count > 1 ? max(1, numbers[1]) : 1) - 1
        case "J": eraseDisplay(first)
        case "K": eraseLine(first)
        case "@": insertCells(min(count, columns - cursorColumn))
        case "P":
            let removed = min(count, columns - cursorColumn)
            grid[cursorRow].cells.removeSubrange(cursorColumn..<(cursorColumn + removed))
            grid[cursorRow].cells += Array(repeating: Cell(), count: removed)
        case "m":
            if let start = numbers.firstRange(of: [38, 5])?.upperBound, start < numbers.count {
                color = numbers[start]
                // The shell uses the greys of the palette for details only.
                isDim = (232...255).contains(color)
                return
            }
            for number in numbers.isEmpty ? [0] : numbers {
                if number == 2 { isDim = true }
                if number == 0 || number == 22 { isDim = false }
                if number == 7 { isReversed = true }
                if number == 0 || number == 27 { isReversed = false }
                if number == 0 || number == 39 { color = 0 }
                if (30...37).contains(number) || (90...97).contains(number) { color = number }
            }
        case "h" where text == "4": isInserting = true
        case "l" where text == "4": isInserting = false
        case "h" where text == "?7": isWrapping = true
        case "l" where text == "?7": isWrapping = false
        default: break
        }
    }

    private mutating func eraseLine(_ kind: Int) {
        let range = kind == 0 ? cursorColumn..<columns : kind == 1 ? 0..<(cursorColumn + 1) : 0..<columns
        for column in range { grid[cursorRow].cells[column] = Cell() }
        if kind != 1 { (grid[cursorRow].wraps, grid[cursorRow].hasGap) = (false, false) }
    }

    private mutating func eraseDisplay(_ kind: Int) {
        if kind == 2 { cleared.append(lines) }
        if kind == 0 { eraseLine(0) }
        let range = kind == 0 ? (cursorRow + 1)..<rows : kind == 1 ? 0..<cursorRow : 0..<rows
        for row in range { grid[row] = Row(columns: columns) }
    }

    // MARK: Size

    /// Changes the size: long lines are wrapped again, as in tmux and most terminals.
    package mutating func resize(columns newColumns: Int, rows newRows: Int) {
        let last = max(cursorRow, grid.lastIndex { !Self.text($0).isEmpty } ?? 0)
        let kept = above + grid[...last]
        let cursorAt = above.count + cursorRow
        var rewrapped: [Row] = []
        var cursor = (row: 0, column: 0)
        var index = 0
        while index < kept.count {
            var line: [Cell] = []
            var cursorOffset: Int?
            while true {
                if index == cursorAt { cursorOffset = line.count + cursorColumn + (isWrapPending ? 1 : 0) }
                let row = kept[index]
                index += 1
                line += row.wraps ? row.cells.dropLast(row.hasGap ? 1 : 0) : row.cells.prefix(Self.used(row))
                if !row.wraps || index >= kept.count { break }
            }
            let start = rewrapped.count
            rewrapped.append(Row(columns: newColumns))
            var column = 0
            for (offset, cell) in line.enumerated() where !cell.text.isEmpty {
                let width = offset + 1 < line.count && line[offset + 1].text.isEmpty ? 2 : 1
                if column + width > newColumns, column > 0 {
                    rewrapped[rewrapped.count - 1].wraps = true
                    rewrapped[rewrapped.count - 1].hasGap = column < newColumns
                    rewrapped.append(Row(columns: newColumns))
                    column = 0
                }
                if let cursorOffset, (offset..<offset + width).contains(cursorOffset) {
                    cursor = (rewrapped.count - 1, column)
                }
                for part in 0..<min(width, newColumns - column) {
                    rewrapped[rewrapped.count - 1].cells[column + part] = line[offset + part]
                }
                column += width
            }
            if let cursorOffset, cursorOffset >= line.count {
                let behind = column + cursorOffset - line.count
                let row = max(start, rewrapped.count - 1 + behind / newColumns)
                cursor = (min(row, rewrapped.count - 1), behind % newColumns)
            }
        }
        // Rows scroll out at the top only if the cursor would otherwise be outside the window.
        let top = max(min(above.count, cursor.row), cursor.row - newRows + 1, 0)
        columns = newColumns
        rows = newRows
        above = Array(rewrapped[..<top])
        grid = Array(rewrapped[top...].prefix(newRows))
        while grid.count < newRows { grid.append(Row(columns: newColumns)) }
        cursorRow = cursor.row - top
        cursorColumn = min(cursor.column, newColumns - 1)
        isWrapPending = false
    }

    private static func used(_ row: Row) -> Int {
        (row.cells.lastIndex { $0.text != " " } ?? -1) + 1
    }

    /// The width by the tables of the C library, which do not depend on those of the program.
    private static func width(_ scalar: Unicode.Scalar) -> Int {
        _ = hasUnicode
        return max(0, Int(terminal_character_width(scalar.value)))
    }

    private static let hasUnicode = terminal_use_utf8()
}
