import VisibleText

/// Drawing beyond that of libedit: colours, the suggestion, and redrawing.
extension LineEditor {
    /// The rest of the newest line in the history that begins with the current text.
    var suggestion: String? {
        guard suggests, window.hasColor(stream), let editor else { return nil }
        let (text, cursor) = editor.line
        guard cursor == text.utf8.count, !text.isEmpty, !text.contains("\n") else { return nil }
        let found = history.last(before: history.lines.count) { $0.hasPrefix(text) && $0.utf8.count > text.utf8.count }
        return found.map { String(history.lines[$0].dropFirst(text.count)) }
    }

    func showSuggestion() {
        guard !isSearching, let suggestion, let columns = window.size?.columns else { return }
        let text = CharacterCells.clip(
            VisibleText.name(suggestion, maximum: .max), to: columns - 1 - cursorPosition(columns: columns).column)
        let width = CharacterCells.width(of: text)
        guard width > 0 else { return }
        canvas.write(window.theme(of: stream).drawn(text, .dim) + "\u{1B}[\(width)D")
        isSuggestionShown = true
    }

    func hideSuggestion() {
        guard isSuggestionShown else { return }
        canvas.write("\u{1B}[K")
        isSuggestionShown = false
    }

    // MARK: Colours

    /// Colours the line that libedit drew, if it is not coloured yet.
    ///
    /// Nothing is drawn if the block is as high as the window, because its first row may be above it.
    func paint() {
        guard colors, !isSearching, window.hasColor(stream), let editor, let size = window.size else { return }
        let (text, cursor) = editor.line
        guard canvas.hasDrawing || painted?.text != text else { return }
        canvas.takeDrawing()
        let ranges = text.utf8.count <= Self.maximumColored ? coloring(text) : []
        guard !ranges.isEmpty || painted?.hasColors == true else {
            painted = Painting(text: text, hasColors: false)
            return
        }
        let painter = LinePainter(prompt: prompt.plain, text: text, columns: size.columns)
        if let drawing = painter.painting(ranges, cursor: cursor, rows: size.rows) { canvas.write(drawing) }
        painted = Painting(text: text, hasColors: !ranges.isEmpty)
    }

    /// The maximum length of coloured lines in bytes; longer lines are pasted, not typed.
    private static let maximumColored = 4_000

    // MARK: Screen

    func cursorPosition(columns: Int) -> (row: Int, column: Int) {
        guard let editor else { return (0, 0) }
        let (text, cursor) = editor.line
        let before = prompt.plain + String(decoding: text.utf8.prefix(cursor), as: UTF8.self)
        return CharacterCells.position(after: before, from: (0, 0), columns: columns)
    }

    /// Moves the cursor after the last character of the edited block.
    func moveBelow() {
        guard let editor, let columns = window.size?.columns else { return }
        let cursor = cursorPosition(columns: columns)
        let end = CharacterCells.position(after: prompt.plain + editor.line.text, from: (0, 0), columns: columns)
        let down = end.row > cursor.row ? "\u{1B}[\(end.row - cursor.row)B" : ""
        canvas.write(down + "\r" + (end.column > 0 ? "\u{1B}[\(end.column)C" : ""))
    }

    /// Redraws prompt and line after a change.
    func redraw(with editor: EditLine, change: () -> Void) {
        let columns = max(1, window.size?.columns ?? 80)
        let (text, cursor) = editor.line
        let row = CharacterCells.row(
            after: prompt.plain + String(decoding: text.utf8.prefix(cursor), as: UTF8.self), drawnIn: drawnColumns,
            shownIn: columns)
        change()
        canvas.write((row > 0 ? "\u{1B}[\(row)A" : "") + "\r\u{1B}[J")
        painted = nil
        editor.draw()
    }

    func followWindow() {
        guard let editor, canEdit, SystemTerminal.resizes != resizesSeen else { return }
        resizesSeen = SystemTerminal.resizes
        redraw(with: editor) { editor.resize() }
        drawnColumns = window.size?.columns ?? 80
    }
}
