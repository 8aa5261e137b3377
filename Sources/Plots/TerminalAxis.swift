/// What stands below a figure in a terminal: its marks, each whole and apart from the next.
struct TerminalAxis {
    let canvas: Canvas
    /// The columns to the left of the canvas.
    let margin: Int
    let columns: Int

    /// The marks below their places, and the axis's own label at the end, where there is room. Names that do not fit
    /// beside one another are numbered and listed.
    func lines(_ marks: [Ticks.Mark], _ axis: Axis, _ style: TerminalFigure.Style) -> [String] {
        let labels = marks.map { TerminalFigure.cut($0.label, to: columns, style) }
        let name = TerminalFigure.cut(axis.label, to: columns, style)
        let (line, isWhole) = line(zip(marks, labels).map { ($0.place, $1) }, label: name)
        guard axis.names != nil, !isWhole else { return [line] }
        let numbers = marks.enumerated().map { number, mark in (mark.place, "\(number + 1)") }
        return [self.line(numbers, label: name).line]
            + wrapped(labels.enumerated().map { number, text in "\(number + 1) \(text)" }, style)
    }

    private func line(_ marks: [(place: Double, text: String)], label: String) -> (line: String, isWhole: Bool) {
        var line = [Character](repeating: " ", count: columns)
        var free = 0
        var isWhole = true
        /// Where the last mark begins.
        var last: Int?
        for (value, text) in marks {
            let place = margin + canvas.column(of: value)
            let start = min(max(free, place - text.count / 2), columns - text.count)
            guard start >= free, abs(start + text.count / 2 - place) <= max(1, text.count) else {
                isWhole = false
                continue
            }
            line.replaceSubrange(start..<start + text.count, with: text)
            free = start + text.count + 1
            last = start
        }
        let name = Array(label)
        if !name.isEmpty, free + 1 + name.count <= columns {
            line.replaceSubrange(columns - name.count..<columns, with: name)
        } else if !name.isEmpty, let last = last, last - name.count - 1 >= 0 {
            // Before the last mark; those that stand there give way.
            var start = last - name.count - 1
            line.replaceSubrange(start..<last, with: name + [" "])
            while start > 0, line[start - 1] != " " {
                start -= 1
                line[start] = " "
            }
        }
        while line.last == " " { line.removeLast() }
        return (String(line), isWhole)
    }

    private func wrapped(_ parts: [String], _ style: TerminalFigure.Style) -> [String] {
        parts.map { TerminalFigure.cut($0, to: columns - 2, style) }.reduce(into: [String]()) { lines, part in
            if let last = lines.last, last.count + 3 + part.count <= columns {
                lines[lines.count - 1] = last + "   " + part
            } else {
                lines.append("  " + part)
            }
        }
    }
}
