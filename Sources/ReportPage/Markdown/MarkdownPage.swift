import PlotRendering
import Plots
import VisibleText

/// A document as Markdown (CommonMark with tables), with figures drawn by characters.
public struct MarkdownPage {
    private let document: ReportDocument

    /// The number of the fittest evaluations that a page of text lists.
    private static let rows = 20

    /// Creates a page.
    public init(_ document: ReportDocument) { self.document = document }

    /// The page.
    public var text: String {
        let facts = document.highlights.map { "- \(Self.escaped($0.name)): **\(Self.escaped($0.value))**" }
        let parts =
            ["# \(Self.escaped(document.title))", Self.escaped(document.result), facts.joined(separator: "\n")]
            + document.sections.flatMap { section in
                ["## \(Self.escaped(section.title))"] + section.blocks.map(text)
            } + ["---", Self.escaped(document.origin)]
        return parts.filter { !$0.isEmpty }.joined(separator: "\n\n") + "\n"
    }

    private func text(of block: ReportBlock) -> String {
        switch block {
        case .paragraph(let text): return Self.escaped(text)
        case .warning(let text): return "> **Note:** \(Self.escaped(text))"
        case .heading(let text): return "### \(Self.escaped(text))"
        case .facts(let facts):
            return facts.map { fact in
                "- \(Self.escaped(fact.name)): \(fact.isCode ? Self.code(fact.value) : Self.escaped(fact.value))"
            }.joined(separator: "\n")
        case .table(let table): return Self.table(table)
        case .figure(let figure, let caption, _):
            let lines = TerminalFigure().render(
                figure, columns: 90, rows: 24, style: .init(hasColor: false, hasUnicode: true))
            return "**\(Self.escaped(caption))**\n\n" + Self.fenced(lines.joined(separator: "\n"))
        case .script(let spans): return Self.fenced(spans.map(\.text).joined(), language: "ns")
        case .layers(let layers):
            return Self.table(
                ReportTable(
                    caption: "",
                    columns: [
                        .init("layer", isNumeric: false), .init("output", isNumeric: true),
                        .init("parameters", isNumeric: true),
                    ], rows: layers.map { [$0.name, $0.shape, $0.parameters.map { "\($0)" } ?? ""] }))
        case .confusion(let matrix): return Self.table(matrix.wholeTable)
        case .samples(let samples):
            return samples.map { sample in
                "- "
                    + sample.facts.map { "\(Self.escaped($0.name)): \(Self.escaped($0.value))" }.joined(separator: ", ")
            }.joined(separator: "\n")
        case .counts(let counts):
            return Self.table(
                ReportTable(
                    caption: "", columns: [.init("class", isNumeric: false), .init("samples", isNumeric: true)],
                    rows: counts.map { [$0.name, "\($0.count)"] }))
        case .screen(let text): return Self.fenced(text)
        case .question(let question): return Self.text(of: question)
        case .evaluations:
            return document.evaluations.map { Self.table(FittestTable($0, count: Self.rows).table) } ?? ""
        }
    }

    // MARK: - Parts

    /// Returns a text in one line, in which nothing is Markdown or HTML.
    static func escaped(_ text: String) -> String {
        // Markdown reads scalars: a mark before a combining accent is still a mark.
        VisibleText.name(text, maximum: .max).unicodeScalars.reduce(into: "") { escaped, letter in
            if #"\`*_{}[]<>()#+!|~&$"#.unicodeScalars.contains(letter) { escaped.unicodeScalars.append("\\") }
            escaped.unicodeScalars.append(letter)
        }
    }

    private static func code(_ text: String) -> String {
        let shown = VisibleText.name(text, maximum: .max)
        return shown.unicodeScalars.contains("`") ? escaped(shown) : "`\(shown)`"
    }

    /// Returns a block of code, whose fence is longer than any in the text.
    private static func fenced(_ text: String, language: String = "") -> String {
        let shown = VisibleText.lines(text)
        var (longest, run) = (0, 0)
        for letter in shown.unicodeScalars {
            run = letter == "`" ? run + 1 : 0
            longest = max(longest, run)
        }
        let fence = String(repeating: "`", count: max(3, longest + 1))
        return "\(fence)\(language)\n\(shown)\(shown.hasSuffix("\n") ? "" : "\n")\(fence)"
    }

    private static func table(_ table: ReportTable) -> String {
        let heads = table.columns.map { escaped($0.name) }
        let lines = table.columns.map { $0.isNumeric ? "---:" : "---" }
        let rows = table.rows.map { $0.map(escaped) }
        let text = ([heads, lines] + rows).map { "| \($0.joined(separator: " | ")) |" }.joined(separator: "\n")
        return table.caption.isEmpty ? text : "**\(escaped(table.caption))**\n\n\(text)"
    }
}

extension ReportBlock.ConfusionMatrix {
    /// The matrix as a table with precision and recall.
    var wholeTable: ReportTable {
        ReportTable(
            caption: "\(set) samples by actual class (rows) and predicted class (columns)",
            columns: [.init("class", isNumeric: false)] + classes.map { .init($0, isNumeric: true) } + [
                .init("precision", isNumeric: true), .init("recall", isNumeric: true),
            ],
            rows: classes.indices.map { row in
                [classes[row]] + counts[row].map { "\($0)" } + [precision(of: row), recall(of: row)]
            })
    }
}
