import CommandLanguage
import CommandParsing
import HelpPages
import Reports
import Terminal

/// A renderer of help as text: commands from the grammar, pages from their Markdown.
struct HelpRenderer {
    /// The width of the window in columns.
    let columns: Int
    let style: Style

    /// The width of the text; longer lines are hard to read.
    private var width: Int { min(columns, 100) }

    func lines(_ help: HelpReport) -> [String] {
        switch help {
        case .overview(let groups, let pages):
            let names = groups.flatMap(\.commands).map(\.name) + pages.map(\.name)
            let longest = names.map(\.displayWidth).max() ?? 0
            return groups.flatMap { topic, commands in
                [style.bold(topic)] + pairs(commands.map { ($0.name, $0.summary) }, names: longest)
            } + [style.bold("pages")] + pairs(pages.map { ($0.name, $0.summary) }, names: longest)
                + wrapped(
                    "`help COMMAND` or `help PAGE` shows one, `help WORD …` searches; Tab completes; `quit` exits",
                    indent: 0
                ).map(style.dim)
        case .command(let grammar):
            return heading(grammar.name, grammar.summary) + [""]
                + (grammar.synonyms.isEmpty ? [] : ["  also: " + grammar.synonyms.joined(separator: ", "), ""])
                + grammar.synopses.flatMap { wrapped($0, indent: 2, hanging: 4) }
                + (grammar.form.parts.isEmpty ? [] : [""])
                + pairs(grammar.form.parts.map { ($0.text, $0.help) })
                + grammar.discussion.split(separator: "\n\n").flatMap { [""] + wrapped(String($0), indent: 0) }
                + (grammar.examples.isEmpty ? [] : ["", "examples"] + grammar.examples.flatMap(lines))
        case .part(let grammar, let text, let help):
            let word = text.prefix { $0 != " " }
            let examples = grammar.examples.filter { $0.line.split(separator: " ").contains(word) }
            return heading("\(grammar.name) \(text)", help)
                + (examples.isEmpty ? [] : ["", "examples"] + examples.flatMap(lines))
        case .page(let page): return heading(page.name, page.summary) + [""] + lines(markdown: page.text)
        case .found(_, let findings):
            return pairs(findings.map { ($0.topic, $0.line) })
        }
    }

    /// Returns an example with its output.
    private func lines(_ example: CommandExample) -> [String] {
        zip(0..., example.lines).flatMap { number, line in
            number == 0 ? verbatim(line) { $0 } : verbatim(line, style.dim)
        }
    }

    /// Returns a line as it is, or folded if the window is narrower.
    private func verbatim(_ line: String, _ styled: (String) -> String) -> [String] {
        line.displayWidth + 2 <= columns ? ["  " + styled(line)] : wrapped(line, indent: 2, hanging: 2).map(styled)
    }

    // MARK: - Markdown

    private func lines(markdown: String) -> [String] {
        var lines: [String] = []
        var paragraph: [Substring] = []
        var table: [(String, String)] = []
        var isCode = false
        func flush() {
            if !paragraph.isEmpty {
                let isItem = paragraph[0].hasPrefix("- ")
                lines += wrapped(paragraph.joined(separator: " "), indent: 0, hanging: isItem ? 2 : 0)
            }
            // The heading of a table is left out: each row explains itself.
            if !table.isEmpty { lines += pairs(Array(table.dropFirst())) }
            (paragraph, table) = ([], [])
        }
        for line in markdown.split(separator: "\n", omittingEmptySubsequences: false) {
            if line.hasPrefix("```") {
                flush()
                isCode.toggle()
            } else if isCode {
                lines += verbatim(String(line), style.name)
            } else if line.hasPrefix("|") {
                let cells = line.split(separator: "|").map { $0.trimmingBlanks.replacing("`", with: "") }
                if cells.count > 1, !cells[0].hasPrefix("---") { table.append((cells[0], cells[1])) }
            } else if line.hasPrefix("## ") {
                flush()
                lines.append(style.bold(String(line.dropFirst(3))))
            } else if line.isEmpty {
                flush()
                if lines.last != "" { lines.append("") }
            } else {
                if line.hasPrefix("- ") { flush() }
                paragraph.append(line)
            }
        }
        flush()
        while lines.last == "" { lines.removeLast() }
        return lines
    }

    /// Returns a name with what it stands for.
    private func heading(_ name: String, _ summary: String) -> [String] {
        let margin = name.displayWidth + 2
        let lines = wrapped(summary, indent: margin)
        return [style.bold(name) + "  " + (lines.first?.dropFirst(margin) ?? "")] + lines.dropFirst()
    }

    /// Returns names with their texts beside them.
    ///
    /// - Parameter names: The width of the names; nil for that of the longest, within limits.
    private func pairs(_ pairs: [(String, String)], names: Int? = nil) -> [String] {
        let names = names ?? min(28, pairs.map(\.0.displayWidth).max() ?? 0)
        return pairs.flatMap { name, text in
            let textLines = wrapped(text, indent: names + 4)
            let head = "  " + style.name(name.padded(to: names, .left)) + "  "
            guard let first = textLines.first else { return [head.trimmingEnd] }
            if name.displayWidth > names { return [head.trimmingEnd] + textLines }
            return [head + first.dropFirst(names + 4)] + textLines.dropFirst()
        }
    }

    private func wrapped(_ text: String, indent: Int, hanging: Int = 0) -> [String] {
        var lines: [String] = []
        var line = ""
        var margin = indent
        func flush() {
            lines.append(String(repeating: " ", count: margin) + line)
            (line, margin) = ("", indent + hanging)
        }
        for word in text.split(whereSeparator: \.isWhitespace) {
            if !line.isEmpty, margin + line.displayWidth + 1 + String(word).displayWidth > width { flush() }
            line += (line.isEmpty ? "" : " ") + word
        }
        if !line.isEmpty { flush() }
        return lines
    }
}

extension Substring {
    /// The text without leading and trailing blanks.
    var trimmingBlanks: String {
        String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }
}
