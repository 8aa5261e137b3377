package import CommandParsing

/// `report to "search.html"`: writes a report on the search as one page.
package struct ReportCommand: Command {
    /// The formats of reports, by the extension of the file.
    package enum Format: Sendable {
        case html, markdown, pdf

        /// Returns the format of a file; nil for another extension.
        package init?(path: String) {
            let name = path.lowercased()
            if name.hasSuffix(".html") || name.hasSuffix(".htm") {
                self = .html
            } else if name.hasSuffix(".md") || name.hasSuffix(".markdown") {
                self = .markdown
            } else if name.hasSuffix(".pdf") {
                self = .pdf
            } else {
                return nil
            }
        }
    }

    /// The file.
    package let path: String
    /// True if the page is written again after each generation.
    package let isLive: Bool
    /// True if an existing file is replaced.
    package let replaces: Bool

    package static let grammar = CommandGrammar(
        "report", topic: .keeping, "write a report on the search, as one page to read, send or print",
        searchTerms: ["HTML", "Markdown", "web page", "dashboard", "share", "publish", "summary", "print", "PDF"],
        form: .sequence([
            .word("to", "before the file"),
            .value(
                "path", .writtenPath, "the file: `.html` for a page in a browser, `.pdf` for paper, `.md` for Markdown"),
            .optional(.word("live", "writes the page again after each generation; it reloads itself")),
            Replacing.form,
        ]),
        discussion: """
            The page contains the script, the data, the result with its uncertainty, the fittest network, the figures of \
            `plot`, every evaluation and everything needed to reproduce the search. It is a single file that needs no \
            network. In a browser, the table can be sorted and filtered, axes of the parallel coordinates can be brushed, \
            and a click on an organism shows its origin. `live` keeps the page up to date until another `report` or the \
            end of the session. `help reports` has the details.
            """,
        examples: [
            "report to 'search.html'", "report to 'search.md'", "report to 'search.html' live", "evolve 2",
            "report to 'search.html' replace",
        ])

    package init(_ captures: Captures) throws(Diagnostic) {
        path = captures.text("path") ?? ""
        isLive = captures.has("live")
        replaces = Replacing.isWanted(captures)
    }
}
