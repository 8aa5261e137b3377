import Plots

/// The horizontal axis of a figure in a terminal: tick labels that are complete and do not touch.
struct TerminalAxis {
    let canvas: Canvas
    /// The number of columns to the left of the canvas.
    let margin: Int
    let columns: Int

    /// Returns the tick labels, and the axis's own label on a line below them: beside them it could be mistaken for
    /// one. Names that do not fit beside one another are numbered and listed.
    ///
    /// - Parameter listed: the text after each name in the list; if given, names are always listed.
    func lines(
        _ marks: [Ticks.Mark], _ axis: Axis, _ style: TerminalFigure.FigureStyle, listed: [String]? = nil
    ) -> [String] {
        let labels = marks.map { TerminalFigure.cut($0.label, to: columns, style) }
        let (line, isWhole) = line(zip(marks, labels).map { ($0.position, $1) })
        let name = axis.label.isEmpty ? [] : [centred(TerminalFigure.cut(axis.label, to: columns, style))]
        guard axis.names != nil, !isWhole || listed != nil else { return [line] + name }
        let numbers = marks.enumerated().map { number, mark in (mark.position, "\(number + 1)") }
        let parts = labels.enumerated().map { number, text in
            let message = listed.flatMap { number < $0.count ? $0[number] : nil } ?? ""
            return "\(number + 1) \(text)\(message.isEmpty ? "" : " \(message)")"
        }
        return [self.line(numbers).line] + name + wrapped(parts, style)
    }

    private func line(_ marks: [(position: Double, text: String)]) -> (line: String, isWhole: Bool) {
        var line = [Character](repeating: " ", count: columns)
        var free = 0
        var isWhole = true
        for (value, text) in marks {
            let position = margin + canvas.column(of: value)
            let start = min(max(free, position - text.count / 2), columns - text.count)
            guard start >= free, abs(start + text.count / 2 - position) <= max(1, text.count) else {
                isWhole = false
                continue
            }
            line.replaceSubrange(start..<start + text.count, with: text)
            free = start + text.count + 1
        }
        while line.last == " " { line.removeLast() }
        return (String(line), isWhole)
    }

    private func centred(_ text: String) -> String {
        let start = min(margin + max(0, columns - margin - text.count) / 2, columns - text.count)
        return String(repeating: " ", count: max(0, start)) + text
    }

    private func wrapped(_ parts: [String], _ style: TerminalFigure.FigureStyle) -> [String] {
        parts.map { TerminalFigure.cut($0, to: columns - 2, style) }.reduce(into: [String]()) { lines, part in
            if let last = lines.last, last.count + 3 + part.count <= columns {
                lines[lines.count - 1] = last + "   " + part
            } else {
                lines.append("  " + part)
            }
        }
    }
}
