/// The edited line as the terminal shows it.
///
/// It writes only what differs from what is shown. Rows that continue are written in one piece across the edge of the
/// window, so that the terminal knows that they belong together and wraps them again in a window of another width.
/// All movements are relative to the first row of the line, because its position in the window is not known.
package struct LineDisplay: Sendable {
    private typealias Row = LineLayout.Row

    /// The rows on the screen.
    private var shown: [Row] = []
    /// The cursor, counted from the first shown row.
    package private(set) var cursorRow = 0
    private var cursorColumn = 0
    /// The width of the window in which the rows were drawn.
    private var columns = 80
    /// The index of the first shown row, if the line is higher than the window.
    private var top = 0
    /// The column behind the last character, which may be a blank.
    private var endColumn = 0
    /// True if the first rows may have left the window at the top when it became narrower.
    private var mayLackTop = false
    /// True if rows of the line have left the window at the top: the terminal may join them to those shown.
    private var hasScrolled = false

    package init() {}

    /// The number of rows on the screen.
    package var height: Int { shown.count }

    // MARK: Drawing

    /// Returns the output that makes the terminal show a layout.
    package mutating func draw(_ layout: LineLayout, rows: Int, hasColor: Bool) -> String {
        let height = max(1, rows)
        if layout.rows.count > height { hasScrolled = true }
        if layout.cursorRow < top { top = layout.cursorRow }
        if layout.cursorRow >= top + height { top = layout.cursorRow - height + 1 }
        top = max(0, min(top, layout.rows.count - height))
        var wanted = Array(layout.rows[top..<min(layout.rows.count, top + height)])
        // What follows is outside the window.
        wanted[wanted.count - 1].wraps = false
        columns = layout.columns
        var pen = Pen(row: cursorRow, column: cursorColumn, columns: columns, hasColor: hasColor)
        var start = firstDifference(to: wanted)
        if mayLackTop, min(start?.row ?? cursorRow, layout.cursorRow - top) < cursorRow {
            // Moving up ends at the top of the window: whatever stands there, everything is written again from there.
            start = (0, 0)
            mayLackTop = false
        }
        if let start { write(wanted, from: start, with: &pen) }
        shown = wanted
        cursorRow = layout.cursorRow - top
        cursorColumn = layout.cursorColumn
        endColumn = layout.endColumn
        pen.move(to: (cursorRow, cursorColumn))
        return pen.output
    }

    private func firstDifference(to wanted: [Row]) -> (row: Int, column: Int)? {
        for (index, row) in wanted.enumerated() {
            guard index < shown.count else { return (index, 0) }
            let old = shown[index]
            var column = 0
            for (number, cell) in row.cells.enumerated() {
                guard number < old.cells.count, old.cells[number] == cell else { return (index, column) }
                column += cell.width
            }
            if old.cells.count > row.cells.count { return (index, column) }
            if old.wraps != row.wraps, let last = row.cells.last { return (index, column - last.width) }
        }
        return shown.count > wanted.count ? (wanted.count, 0) : nil
    }

    private func write(_ wanted: [Row], from start: (row: Int, column: Int), with pen: inout Pen) {
        guard start.row < wanted.count else {
            pen.move(to: (start.row, 0))
            pen.eraseBelow()
            return
        }
        if start.row >= shown.count, start.row > 0 {
            // The row does not exist yet: only a line end creates one at the lower edge of the window.
            pen.move(to: (start.row - 1, 0))
            pen.nextRow()
        } else {
            pen.move(to: (start.row, start.column))
        }
        var isUnknown = false
        for index in start.row..<wanted.count {
            let row = wanted[index]
            var column = 0
            let isOld = index < shown.count
            // Otherwise the terminal would continue to take the next row for a part of this one.
            var mustErase = isOld && shown[index].wraps && !row.wraps
            for cell in row.cells {
                if index == start.row, column < start.column {
                    column += cell.width
                    continue
                }
                // Before the first cell of a row, the cursor may still be behind the last one of the row above.
                if mustErase, index == start.row || column > 0 {
                    pen.eraseLine()
                    mustErase = false
                }
                isUnknown = pen.put(cell) || isUnknown
                column += cell.width
            }
            if row.wraps {
                pen.wrap()
                continue
            }
            if column < columns, isUnknown || isOld && shown[index].width > column || isOld && shown[index].wraps {
                pen.eraseLine()
            }
            if index + 1 < wanted.count {
                let isRestSame =
                    wanted.count == shown.count && isOld && !shown[index].wraps
                    && wanted[(index + 1)...] == shown[(index + 1)...]
                if isRestSame, !isUnknown { return }
                pen.nextRow()
            }
        }
        if shown.count > wanted.count {
            pen.nextRow()
            pen.eraseBelow()
        }
    }

    // MARK: Leaving

    /// Returns the output that moves to the beginning of the row below the line, after a mark at its end.
    package mutating func leave(mark: String = "") -> String {
        var pen = Pen(row: cursorRow, column: cursorColumn, columns: columns, hasColor: false)
        pen.move(to: (max(0, shown.count - 1), endColumn))
        // A full row has already moved the cursor to an empty one.
        if !mark.isEmpty || shown.count < 2 || endColumn > 0 {
            pen.output += mark + "\r\n"
        }
        forget()
        hasScrolled = false
        return pen.output + "\u{1B}[J"
    }

    /// Returns the output that erases the line and moves to where it began.
    package mutating func erase() -> String {
        let up = cursorRow > 0 ? "\u{1B}[\(cursorRow)A" : ""
        let wasShown = !shown.isEmpty
        forget()
        return wasShown ? up + "\r\u{1B}[J" : ""
    }

    /// Begins anew at the current row, after something else was drawn.
    package mutating func forget() {
        shown = []
        (cursorRow, cursorColumn, endColumn, top) = (0, 0, 0, 0)
        mayLackTop = false
    }

    // MARK: Size

    /// Returns the output that follows a change of the window's size, after which the terminal has wrapped the rows
    /// again: usually they are already those of the new layout; otherwise the line is erased.
    ///
    /// Erasing as rarely as possible matters: tmux moves erased rows into its history, and shows them again later.
    package mutating func follow(_ layout: LineLayout, rows: Int) -> String {
        let row = rowOfCursor(in: layout.columns)
        if !hasScrolled, layout.rows.count <= rows, row == layout.cursorRow, rewrapped(layout.columns) == layout.rows {
            mayLackTop = mayLackTop || layout.rows.count > shown.count
            shown = layout.rows
            columns = layout.columns
            (cursorRow, cursorColumn, endColumn) = (layout.cursorRow, layout.cursorColumn, layout.endColumn)
            return "\r" + (cursorColumn > 0 ? "\u{1B}[\(cursorColumn)C" : "")
        }
        if row >= rows { hasScrolled = true }
        cursorRow = row
        columns = layout.columns
        return erase()
    }

    /// Returns the shown rows as a terminal wraps them in a window of another width.
    private func rewrapped(_ newColumns: Int) -> [Row] {
        var rows: [Row] = []
        var continues = false
        for old in shown {
            if !continues { rows.append(Row()) }
            for cell in old.cells {
                if rows[rows.count - 1].width + cell.width > newColumns {
                    rows[rows.count - 1].wraps = true
                    rows.append(Row())
                }
                rows[rows.count - 1].cells.append(cell)
                rows[rows.count - 1].width += cell.width
            }
            continues = old.wraps
        }
        return rows
    }

    /// Returns the row of the cursor in a window of another width.
    private func rowOfCursor(in newColumns: Int) -> Int {
        var finished = 0
        var (row, column) = (0, 0)
        for (index, old) in shown.enumerated() {
            var place = 0
            for cell in old.cells {
                if column + cell.width > newColumns { (row, column) = (row + 1, 0) }
                if index == cursorRow, place == cursorColumn { return finished + row }
                place += cell.width
                column += cell.width
            }
            if index == cursorRow { return finished + row }
            guard !old.wraps else { continue }
            finished += row + 1
            (row, column) = (0, 0)
        }
        return finished
    }
}

/// The output of a drawing, with the cursor's position.
private struct Pen {
    private(set) var row: Int
    private var column: Int
    private let columns: Int
    private let hasColor: Bool
    private var color = ""
    var output = ""

    init(row: Int, column: Int, columns: Int, hasColor: Bool) {
        self.row = row
        self.column = column
        self.columns = columns
        self.hasColor = hasColor
    }

    /// Writes a cell; returns true if the cells behind it may have been written too.
    mutating func put(_ cell: LineLayout.Cell) -> Bool {
        use(cell.color)
        let isDisputed = CharacterCells.isDisputed(cell.text, width: cell.width)
        if isDisputed, column + cell.width <= columns {
            // A terminal that thinks the character narrower would leave what stood in its second cell.
            output += String(repeating: " ", count: cell.width) + "\u{1B}[\(column + 1)G"
        }
        output += cell.text
        column += cell.width
        guard isDisputed else { return false }
        // Whatever the terminal thinks of the width: the next character stands where it should.
        if column < columns { output += "\u{1B}[\(column + 1)G" }
        return true
    }

    mutating func move(to target: (row: Int, column: Int)) {
        use("")
        if target.row != row || target.column < column || column >= columns {
            if target.row != row || target.column != column || column >= columns { output += "\r" }
            column = 0
        }
        if target.row < row { output += "\u{1B}[\(row - target.row)A" }
        if target.row > row { output += "\u{1B}[\(target.row - row)B" }
        if target.column > column { output += "\u{1B}[\(target.column - column)C" }
        (row, column) = target
    }

    /// Moves to the beginning of the next row, and creates it at the lower edge of the window.
    mutating func nextRow() {
        use("")
        output += "\r\n"
        row += 1
        column = 0
    }

    /// Notes that the next character is written into the next row.
    mutating func wrap() {
        row += 1
        column = 0
    }

    /// Erases the rest of the row; the cursor must not be behind its last cell.
    mutating func eraseLine() {
        use("")
        output += "\u{1B}[K"
    }

    mutating func eraseBelow() { output += "\u{1B}[J" }

    private mutating func use(_ wanted: String) {
        guard hasColor, wanted != color else { return }
        output += wanted.isEmpty ? "\u{1B}[0m" : "\u{1B}[0;\(wanted)m"
        color = wanted
    }
}
