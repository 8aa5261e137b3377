import CHelp
import Expressions

/// A page of the folder `Help`, about more than one command.
public struct HelpPage: Hashable, Sendable {
    /// The name, as in `help data`.
    public let name: String
    /// The subject, in one line.
    public let summary: String
    /// Terms of the field that find this page in `help`, besides the words of its text.
    public let searchTerms: [String]
    /// The page in Markdown, without its heading and search terms.
    public let text: String

    /// Every page, in the order of `help`.
    public static let all: [HelpPage] = files.flatMap {
        $0.name == "expressions" ? [scores, losses, $0, functions] : [$0]
    }

    /// The pages of the folder `Help`.
    public static let files: [HelpPage] = (0..<help_pages_count()).map { index in
        let page = help_page_at(index)
        let bytes = UnsafeRawBufferPointer(start: page.text, count: page.count)
        return HelpPage(name: String(cString: page.name), markdown: String(decoding: bytes, as: UTF8.self))
    }

    /// The functions and constants of expressions, from their own list.
    private static let functions: HelpPage = {
        let functions = Function.all.map { "| \($0.usage) | \($0.help) |" }
        let constants = Constant.all.map { "| \($0.name) | \($0.summary) |" }
        return HelpPage(
            name: "functions",
            markdown: """
                # functions: every function of an expression
                <!-- search: function, math, sine, logarithm, rounding, remainder, factorial, constant -->

                `sum`, `product`, `mean`, `min`, `max` and `count` take any number of values, gene families \
                (`sum(x0..x99)`), lists (`sum(x0..x2 * [3, 5, 2])`), and values over an index \
                (`sum(i in 0..9, x[i] ^ 2)`). Where a function has no finite value, the genome gets no fitness; \
                `why` shows the reason.

                | function | value |
                | --- | --- |
                \((functions + constants).joined(separator: "\n"))

                ```ns
                gene x in 0.5..2.0
                maximize gamma(x) + atan2(1, x)
                evolve 1
                ```

                """)
    }()

    /// The JSON Schema of the lines that `--json` writes: the file `Help/json-schema.json`.
    public static let jsonSchema: String = {
        let page = help_json_schema()
        return String(decoding: UnsafeRawBufferPointer(start: page.text, count: page.count), as: UTF8.self)
    }()

    /// Parses a page whose first line is `# name: summary`, followed by a line `<!-- search: TERM, TERM -->`.
    package init(name: String, markdown: String) {
        self.name = name
        let lines = markdown.split(separator: "\n", omittingEmptySubsequences: false)
        summary = String(lines[0].drop { $0 != ":" }.dropFirst(2))
        let opening = "<!-- search: "
        let terms =
            lines.dropFirst().first { $0.hasPrefix(opening) }?.dropFirst(opening.count).prefix { $0 != ">" } ?? ""
        searchTerms = terms.replacing(" --", with: "").split(separator: ", ").map(String.init)
        text =
            lines.dropFirst().filter { !$0.hasPrefix(opening) }.joined(separator: "\n").drop { $0 == "\n" }.description
    }

    /// The cells of each table row as plain text.
    package var rows: [[String]] {
        text.split(separator: "\n").filter { $0.hasPrefix("|") && !$0.hasPrefix("| ---") }.map(Self.cells)
    }

    private static func cells(of line: Substring) -> [String] {
        line.split(separator: "|").map { HelpWords.sentences(String($0)).joined(separator: " ") }
    }

    /// The sentences, list items and table rows of the page as plain text, without code blocks and Markdown syntax.
    package var plainLines: [String] {
        var lines: [String] = []
        var paragraph = ""
        var isCode = false
        func flush() {
            lines += HelpWords.sentences(paragraph)
            paragraph = ""
        }
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            if line.hasPrefix("```") {
                flush()
                isCode.toggle()
            } else if isCode || line.hasPrefix("| ---") {
                continue
            } else if line.hasPrefix("|") {
                lines.append(Self.cells(of: line).joined(separator: "  "))
            } else if line.hasPrefix("#") {
                flush()
                lines.append(String(line.drop { $0 == "#" || $0 == " " }))
            } else if line.hasPrefix("- ") || line.isEmpty {
                flush()
                paragraph = String(line.dropFirst(2))
            } else {
                paragraph += " " + line
            }
        }
        flush()
        return lines
    }
}
