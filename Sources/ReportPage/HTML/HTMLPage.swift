import VisibleText

/// A document as one HTML page that needs nothing else: no network, no other file.
public struct HTMLPage {
    private let document: ReportDocument

    /// Creates a page.
    public init(_ document: ReportDocument) { self.document = document }

    /// The page.
    ///
    /// - Complexity: O(evaluations × genes + points of figures)
    public var text: String {
        let title = HTMLText.escaped(document.title)
        let data = document.evaluations.map { evaluations in
            "<script type=\"application/json\" id=\"page-data\">\(PageData(evaluations).text)</script>\n"
        }
        let live = document.reloadSeconds.map { seconds in
            "<button type=\"button\" id=\"page-live\" data-seconds=\"\(seconds)\" hidden>Pause updates</button>\n"
        }
        return """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="\(PageParts.policy(hasQuestions: document.hasQuestions))">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="referrer" content="no-referrer">
            <title>\(title)</title>
            <style>\(PageParts.style)</style>
            </head>
            <body\(lesson)>
            <a class="skip" href="#content">Skip to the content</a>
            \(header(title))
            \(contents)
            <main id="content">
            \(document.sections.map(section).joined(separator: "\n"))
            </main>
            <aside id="page-story" aria-label="Story of an organism" hidden></aside>
            <div id="page-tip" role="tooltip" hidden></div>
            <footer><p>\(HTMLText.escaped(document.origin))</p></footer>
            \(live ?? "")\(data ?? "")<script>\(PageParts.script(hasQuestions: document.hasQuestions))</script>
            </body>
            </html>

            """
    }

    /// The attributes that name the lesson.
    private var lesson: String {
        document.lesson.map { " data-lesson=\"\(HTMLText.escaped($0.name))\" data-seed=\"\($0.seed)\"" } ?? ""
    }

    private func header(_ title: String) -> String {
        let facts = document.highlights.map {
            "<div><dt>\(HTMLText.escaped($0.name))</dt><dd>\(HTMLText.escaped($0.value))</dd></div>"
        }
        return """
            <header>
            <p class="kind">\(HTMLText.escaped(document.kind))</p>
            <h1>\(title)</h1>
            <p class="lead">\(HTMLText.prose(document.result))</p>
            <dl class="highlights">\(facts.joined())</dl>
            </header>
            """
    }

    private var contents: String {
        let entries = document.sections.map { "<li><a href=\"#\($0.id)\">\(HTMLText.escaped($0.title))</a></li>" }
        return "<nav class=\"contents\" aria-label=\"Contents\"><ol>\(entries.joined())</ol></nav>"
    }

    private func section(_ section: ReportSection) -> String {
        let blocks = section.blocks.enumerated().map { index, block in
            HTMLBlock(id: "\(section.id)-\(index)", document: document).text(of: block)
        }
        return "<section id=\"\(section.id)\" aria-labelledby=\"\(section.id)-heading\">\n"
            + "<h2 id=\"\(section.id)-heading\">\(HTMLText.escaped(section.title))</h2>\n"
            + blocks.joined(separator: "\n") + "\n</section>"
    }
}
