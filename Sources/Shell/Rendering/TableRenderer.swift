import Reports
import Terminal
import VisibleText

/// A renderer of tables for a window, with aligned columns and numbers to the right.
///
/// If a table is too wide, columns with the same value in all rows are shown once, below the others. The rest is
/// folded into blocks of columns below one another, each beginning with the first column.
struct TableRenderer {
    let columns: Int
    let style: Style

    func lines(_ table: Table) -> [String] {
        guard !table.rows.isEmpty else { return [] }
        return lines(visible: table.mappingTexts { VisibleText.name($0) })
    }

    private func lines(visible table: Table) -> [String] {
        let widths = table.columns.indices.map { index in
            table.rows.reduce(table.columns[index].name.displayWidth) { max($0, $1[index].displayWidth) }
        }
        let same = table.rows.count > 1 && blocks(widths).count > 1 ? same(table) : []
        guard !same.isEmpty else { return lines(table, widths) }
        let others = table.columns.indices.filter { !same.contains($0) }
        let folded = Table(
            columns: others.map { table.columns[$0] }, rows: table.rows.map { row in others.map { row[$0] } },
            marked: table.marked, total: table.total)
        return lines(folded, others.map { widths[$0] })
            + common(same.sorted().map { "\(table.columns[$0].name) \(table.rows[0][$0])" })
    }

    /// Returns the columns with the same value in all rows, except the first column.
    private func same(_ table: Table) -> Set<Int> {
        Set(
            table.columns.indices.dropFirst().filter { index in
                !table.columns[index].name.isEmpty
                    && table.rows.allSatisfy { $0[index] == table.rows[0][index] }
            })
    }

    /// Returns the values that all rows have in common, in lines of the window's width.
    private func common(_ parts: [String]) -> [String] {
        let start = "  the same in all rows: "
        return parts.reduce(into: [String]()) { lines, part in
            if let last = lines.last, last.displayWidth + part.displayWidth + 2 <= columns {
                lines[lines.count - 1] = last + ", " + part
            } else {
                lines.append(lines.isEmpty ? start + part : "    " + part)
            }
        }.map(style.dim)
    }

    private func lines(_ table: Table, _ widths: [Int]) -> [String] {
        blocks(widths).enumerated().flatMap { number, block in
            (number > 0 ? [""] : []) + lines(of: block, table, widths)
        } + remainder(table)
    }

    private func lines(of block: [Int], _ table: Table, _ widths: [Int]) -> [String] {
        func line(_ cells: [String]) -> String {
            let padded = block.map { index in
                cells[index].padded(to: widths[index], table.columns[index].alignment)
            }
            return padded.joined(separator: "  ").trimmingEnd
        }
        let heading = style.dim("  " + line(table.columns.map(\.name)))
        return [heading]
            + table.rows.enumerated().map { number, row in
                number == table.marked ? style.accent("▸ " + line(row)) : "  " + line(row)
            }
    }

    /// Returns the columns of each block; each includes the first column.
    private func blocks(_ widths: [Int]) -> [[Int]] {
        var blocks: [[Int]] = []
        var block = [0]
        var used = 2 + (widths.first ?? 0)
        for index in widths.indices.dropFirst() {
            if used + 2 + widths[index] > columns, block.count > 1 {
                blocks.append(block)
                block = [0]
                used = 2 + widths[0]
            }
            block.append(index)
            used += 2 + widths[index]
        }
        return blocks + [block]
    }

    private func remainder(_ table: Table) -> [String] {
        let left = table.total - table.rows.count
        return left > 0 ? [style.dim("  and \(Numbers.counted(left, "more row", "more rows"))")] : []
    }
}

extension String {
    /// The width of the text in columns of a terminal; wide characters take two.
    var displayWidth: Int { reduce(0) { $0 + ($1.isWide ? 2 : 1) } }

    func padded(to width: Int, _ alignment: Table.Alignment) -> String {
        let blanks = String(repeating: " ", count: max(0, width - displayWidth))
        return alignment == .right ? blanks + self : self + blanks
    }

    var trimmingEnd: String {
        var text = Substring(self)
        while text.last == " " { text.removeLast() }
        return String(text)
    }
}

extension Character {
    /// True for East Asian wide characters and emoji, which terminals draw two columns wide.
    fileprivate var isWide: Bool {
        guard let value = unicodeScalars.first?.value else { return false }
        switch value {
        case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60,
            0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F900...0x1F9FF, 0x20000...0x3FFFD:
            return true
        default: return false
        }
    }
}
