/// The candidates of a completion as lines below the prompt.
struct CompletionList {
    let candidates: [Completion.Candidate]
    let columns: Int
    let rows: Int
    let hasColor: Bool

    /// One line for each where there is help and the window is high enough, else in columns, else how many there are.
    var lines: [String] {
        let most = max(2, rows - 3)
        if candidates.count <= most, candidates.contains(where: { !$0.help.isEmpty }) { return described }
        let table = inColumns
        if table.count <= most { return table }
        return Array(table.prefix(most - 1)) + [CharacterCells.clip("… \(candidates.count) in all", to: columns - 1)]
    }

    private var described: [String] {
        let width = min(candidates.map { CharacterCells.width(of: $0.text) }.max() ?? 0, columns / 2)
        return candidates.map { candidate in
            let word = CharacterCells.clip(candidate.text, to: columns - 1)
            let gap = String(repeating: " ", count: max(2, width + 2 - CharacterCells.width(of: word)))
            let room = columns - 1 - CharacterCells.width(of: word) - gap.count
            guard !candidate.help.isEmpty, room >= 8 else { return word }
            let help = CharacterCells.clip(candidate.help, to: room)
            return word + gap + (hasColor ? "\u{1B}[2m\(help)\u{1B}[0m" : help)
        }
    }

    private var inColumns: [String] {
        let width = (candidates.map { CharacterCells.width(of: $0.text) }.max() ?? 0) + 2
        let perLine = max(1, (columns - 1) / width)
        let count = (candidates.count + perLine - 1) / perLine
        return (0..<count).map { row in
            stride(from: row, to: candidates.count, by: count).map { index in
                let text = candidates[index].text
                let isLast = index + count >= candidates.count
                let padding = isLast ? 0 : width - CharacterCells.width(of: text)
                return CharacterCells.clip(text, to: columns - 1) + String(repeating: " ", count: max(0, padding))
            }.joined()
        }
    }
}
