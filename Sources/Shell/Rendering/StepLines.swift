import Evolution
import Reports
import Terminal

/// The rendering of a phase: the wheel with its fields as bars, and the draws of each.
extension ReportRenderer {
    func lines(_ step: StepReport) -> [String] {
        let heading = style.bold(step.phase) + style.dim("  (generation \(step.generation); next: \(step.next))")
        let rows = step.table.map { table(isPlain ? $0 : wheel(step.event, $0)) } ?? []
        let example = step.example.map(table) ?? []
        return [heading] + step.lines.flatMap { wrapped($0) }
            + (example.isEmpty ? rows : example + rows)
            + (step.reason.map { wrapped($0).map(style.dim) } ?? [])
    }

    func lines(_ guess: GuessReport) -> [String] {
        let counted = guess.isCounted ? "" : " (not counted: you already guessed at this moment)"
        return guess.lines.map { style.accent($0) + counted } + table(guess.table)
            + [style.dim(guess.score.description)]
    }

    /// The width of the widest field in columns: a wide window, as of a projector, gets a large wheel.
    private var field: Int { max(20, min(60, columns - 60)) }
    /// The maximum number of draws shown as single marks.
    private static let pips = 16

    /// Returns the table of the breeders with the wheel in it.
    private func wheel(_ event: PhaseEvent, _ table: Table) -> Table {
        guard case .breeders(let wheel, let draws) = event, table.columns.count == 5 else { return table }
        let counts = Dictionary(grouping: draws) { $0 }.mapValues(\.count)
        let maximum = wheel.map(\.share).max() ?? 0
        let widest = counts.values.max() ?? 0
        // The last rows are sums.
        let sums = 2
        let fields = zip(wheel, table.rows.dropLast(sums)).map { share, cells in
            let count = counts[share.organism] ?? 0
            let draws = widest <= Self.pips ? String(repeating: hasUnicode ? "●" : "o", count: count) : "\(count)"
            return Array(cells.dropLast()) + [bar(maximum > 0 ? share.share / maximum : 0), draws]
        }
        let rows = fields + table.rows.suffix(sums).map { $0.dropLast() + ["", $0.last ?? ""] }
        return Table(
            columns: table.columns.dropLast() + [.init("wheel"), .init("drawn", widest <= Self.pips ? .left : .right)],
            rows: rows, marked: table.marked, total: table.total)
    }

    /// Returns a bar for a fraction of the widest, in eighths of a column if the terminal can show them.
    private func bar(_ share: Double) -> String {
        let eighths = Int((share * Double(field * 8)).rounded())
        guard hasUnicode else { return String(repeating: "#", count: (eighths + 4) / 8) }
        let parts = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"]
        return String(repeating: "█", count: eighths / 8) + parts[eighths % 8]
    }

    /// Returns a text in indented lines that fit the window.
    func wrapped(_ text: String, indent: String = "  ") -> [String] {
        var lines: [String] = []
        var line = ""
        for word in text.split(separator: " ") {
            if !line.isEmpty, line.displayWidth + 1 + String(word).displayWidth + indent.count > columns {
                lines.append(indent + line)
                line = ""
            }
            line += line.isEmpty ? String(word) : " " + word
        }
        return line.isEmpty ? lines : lines + [indent + line]
    }
}
