import VisibleText

/// The candidates of a completion as lines below the prompt.
struct CompletionList {
    private struct Row {
        let text: String
        let help: String
        let isHint: Bool
    }

    private let list: [Row]
    private let columns: Int
    private let rows: Int
    private let theme: Theme

    init(_ completion: Completion, columns: Int, rows: Int, theme: Theme) {
        list =
            completion.hints.map { Row(text: $0.placeholder, help: VisibleText.name($0.help), isHint: true) }
            + completion.candidates.map {
                Row(text: VisibleText.name($0.label), help: VisibleText.name($0.help), isHint: false)
            }
        self.columns = columns
        self.rows = rows
        self.theme = theme
    }

    /// The minimum width of help that is worth showing.
    private static let leastHelp = 14

    /// The lines of all candidates with their help, in as many columns as the window's height requires. If these are
    /// too narrow, there is no help. If the candidates still do not fit, the list is cut off and shows their total
    /// number.
    var lines: [String] {
        let maximum = max(2, rows - 3)
        if let described = described(maximum: maximum) { return described }
        let table = inColumns(list, cellWidth: widest + 2) { row, _ in Self.plain(row.text, to: columns - 1) }
        if table.count <= maximum { return table }
        return Array(table.prefix(maximum - 1)) + [CharacterCells.clip("… \(list.count) in all", to: columns - 1)]
    }

    private var widest: Int { list.map { CharacterCells.width(of: $0.text) }.max() ?? 0 }

    private func described(maximum: Int) -> [String]? {
        guard list.contains(where: { !$0.help.isEmpty }) else { return nil }
        let across = (list.count + maximum - 1) / maximum
        let cell = (columns - 1) / max(1, across)
        let name = min(widest, columns / 2)
        guard across == 1 || cell - name - 4 >= Self.leastHelp else { return nil }
        return inColumns(list, cellWidth: cell, perLine: across) { row, isLast in
            let word = CharacterCells.clip(row.text, to: cell - 1)
            let gap = String(repeating: " ", count: max(2, name + 2 - CharacterCells.width(of: word)))
            let room = cell - (isLast ? 0 : 2) - CharacterCells.width(of: word) - gap.count
            let shown = row.isHint ? dim(word) : word
            guard !row.help.isEmpty, room >= 8 else { return (shown, CharacterCells.width(of: word)) }
            let help = CharacterCells.clip(row.help, to: room)
            return (
                shown + gap + dim(help), CharacterCells.width(of: word) + gap.count + CharacterCells.width(of: help)
            )
        }
    }

    private static func plain(_ text: String, to columns: Int) -> (text: String, width: Int) {
        let clipped = CharacterCells.clip(text, to: columns)
        return (clipped, CharacterCells.width(of: clipped))
    }

    private func dim(_ text: String) -> String { theme.drawn(text, .dim) }

    /// Arranges rows in columns, from top to bottom, then to the right.
    private func inColumns(
        _ list: [Row], cellWidth: Int, perLine: Int? = nil, cell: (Row, _ isLast: Bool) -> (text: String, width: Int)
    ) -> [String] {
        let perLine = perLine ?? max(1, (columns - 1) / cellWidth)
        let count = (list.count + perLine - 1) / perLine
        return (0..<count).map { row in
            stride(from: row, to: list.count, by: count).map { index in
                let isLast = index + count >= list.count
                let (text, width) = cell(list[index], isLast)
                return text + String(repeating: " ", count: isLast ? 0 : max(0, cellWidth - width))
            }.joined()
        }
    }
}
