/// The drawing of the edited line: prompt, text, colours and suggestion.
extension LineEditor {
    /// The rest of the newest line in the history that begins with the current text.
    var suggestion: String? {
        guard suggests, window.hasColor(stream), let editor, currentSearch == nil else { return nil }
        let line = editor.line
        let text = line.text
        guard line.cursor == line.bytes.count, !line.isEmpty, !text.contains("\n") else { return nil }
        let found = history.last(before: history.lines.count) { $0.hasPrefix(text) && $0.utf8.count > text.utf8.count }
        return found.map { String(history.lines[$0].dropFirst(text.count)) }
    }

    /// Makes the screen show the line.
    func draw() {
        guard let editor else { return }
        draw(editor.line, suggestion: suggestion ?? "")
    }

    func draw(_ text: EditedText, suggestion: String) {
        guard let size = window.size else { return }
        let layout = LineLayout(
            prompt: currentSearch?.prompt ?? prompt, continuation: continuation, text: text,
            colors: ranges(of: text.text), suggestion: suggestion,
            suggestionColor: window.theme(of: stream).code(.dim) ?? "", columns: size.columns)
        // The signal of a new size may come later than the next key.
        if let drawnSize, drawnSize != size { canvas.write(display.follow(layout, rows: size.rows)) }
        drawnSize = size
        // Reverse video is not a colour: the match is marked even if the user wants none.
        let hasColor = window.hasColor(stream) || currentSearch != nil
        canvas.write(display.draw(layout, rows: size.rows, hasColor: hasColor))
    }

    private func ranges(of text: String) -> [ColoredRange] {
        if let currentSearch {
            // Reverse video can be read on every background.
            return currentSearch.match.map { [ColoredRange($0, color: "7")] } ?? []
        }
        guard window.hasColor(stream), colors, text.utf8.count <= Self.maximumColored else { return [] }
        if let coloredText, coloredText.text == text { return coloredText.ranges }
        let ranges = coloring(text)
        coloredText = (text, ranges)
        return ranges
    }

    /// The maximum length of coloured lines in bytes; longer lines are pasted, not typed.
    private static let maximumColored = 4_000

    /// Moves the cursor to the beginning of the row below the whole text, after a mark at its end. The line is drawn anew
    /// below what is written there.
    func moveBelow(mark: String = "") {
        guard let editor else { return }
        var text = editor.line
        text.moveToEnd()
        draw(text, suggestion: "")
        canvas.write(display.leave(mark: mark))
    }
}
