import PlotRendering
import Plots

/// The HTML of one block.
struct HTMLBlock {
    /// An identifier that is unique in the page.
    let id: String
    let document: ReportDocument

    /// Returns the elements of a block.
    func text(of block: ReportBlock) -> String {
        switch block {
        case .paragraph(let text): "<p>\(HTMLText.prose(text))</p>"
        case .warning(let text): "<p class=\"warning\">\(HTMLText.prose(text))</p>"
        case .heading(let text): "<h3>\(HTMLText.escaped(text))</h3>"
        case .facts(let facts): Self.facts(facts)
        case .table(let table): Self.table(table)
        case .figure(let figure, let caption, let links): self.figure(figure, caption, links)
        case .script(let spans): script(spans)
        case .layers(let layers): Self.scrolling(NetworkDrawing(layers, id: id).text, label: "drawing of the network")
        case .confusion(let matrix): Self.matrix(matrix)
        case .samples(let samples): Self.samples(samples)
        case .counts(let counts): Self.counts(counts)
        case .evaluations: evaluations
        case .screen(let text): Self.screen(text)
        case .question(let question): HTMLQuestion(question, id: id).text
        }
    }

    /// The number of facts from which they stand in several columns.
    private static let many = 9

    static func facts(_ facts: [ReportBlock.Fact]) -> String {
        let isLong = facts.count >= many
        let lines = facts.map { fact in
            let name = fact.isCode ? " class=\"digest\"" : ""
            let line = "<dt>\(HTMLText.escaped(fact.name))</dt><dd\(name)>\(HTMLText.escaped(fact.value))</dd>"
            return isLong ? "<div>\(line)</div>" : line
        }
        return "<dl class=\"facts\(isLong ? " many" : "")\">\(lines.joined())</dl>"
    }

    /// The role of something that scrolls. A lesson has many of them, which are no landmarks.
    private var role: String { document.lesson == nil ? "region" : "group" }

    private static func screen(_ text: String) -> String {
        "<pre class=\"screen\" tabindex=\"0\" role=\"group\" aria-label=\"output\"><samp>"
            + "\(HTMLText.escapedLines(text))</samp></pre>"
    }

    /// Returns an element around something wide, which scrolls with the keyboard too.
    static func scrolling(_ content: String, label: String) -> String {
        "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"\(HTMLText.escaped(label))\">\(content)</div>"
    }

    static func table(_ table: ReportTable) -> String {
        let heads = table.columns.map { column in
            "<th scope=\"col\"\(column.isNumeric ? " class=\"right\"" : "")>\(HTMLText.escaped(column.name))</th>"
        }
        let rows = table.rows.map { cells in
            let texts = zip(cells, table.columns).map { cell, column in
                "<td\(column.isNumeric ? " class=\"right\"" : "")>\(HTMLText.escaped(cell))</td>"
            }
            return "<tr>\(texts.joined())</tr>"
        }
        return scrolling(
            "<table><caption>\(HTMLText.escaped(table.caption))</caption><thead><tr>\(heads.joined())</tr></thead>"
                + "<tbody>\(rows.joined())</tbody></table>", label: table.caption)
    }

    /// The height of a figure in pixels from which it scrolls.
    private static let tall = 1_400.0

    private func figure(_ figure: Figure, _ caption: String, _ links: ReportBlock.Links) -> String {
        let role =
            switch links {
            case .none: ""
            case .organisms: " data-role=\"organisms\""
            case .drawnOrganisms: " data-role=\"organisms\""
            case .parallel: " data-role=\"parallel\""
            }
        let dots = if case .organisms = links { " data-dots=\"yes\"" } else { "" }
        let drawing = SVGFigure(width: 860, height: 360)
        let svg = drawing.element(figure, id: id, title: caption)
        // Hundreds of rows scroll within the page.
        let shape = drawing.size(of: figure).height > Self.tall ? "scroll tall" : "scroll"
        return "<figure><figcaption>\(HTMLText.escaped(caption))</figcaption>"
            + "<div class=\"\(shape)\" tabindex=\"0\" role=\"\(self.role)\" aria-label=\"\(HTMLText.escaped(caption))\"\(role)\(dots)>"
            + "\(svg)</div></figure>"
    }

    private func script(_ spans: [ReportBlock.ScriptSpan]) -> String {
        let parts = spans.map { span in
            let text = HTMLText.escapedLines(span.text)
            return span.kind == .plain ? text : "<span class=\"y-\(span.kind.rawValue)\">\(text)</span>"
        }
        return "<div class=\"script\"><button type=\"button\" hidden>Copy</button>"
            + "<pre tabindex=\"0\" role=\"\(role)\" aria-label=\"script\"><code>\(parts.joined())</code></pre></div>"
    }

    /// The skeleton of the table, which the script of the page fills; without scripts, the fittest.
    private var evaluations: String {
        guard let columns = document.evaluations else { return "" }
        let shown =
            columns.rows.count < columns.total
            ? "<p class=\"hint\">The page contains \(columns.rows.count) of \(columns.total) evaluations.</p>" : ""
        return """
            \(shown)<form class="filter" role="search">
            <label for="page-filter">Filter</label>
            <input id="page-filter" type="search" autocomplete="off" spellcheck="false" placeholder="\(placeholder(columns))">
            <button type="button" id="page-clear" disabled>Clear filters</button>
            <output id="page-count" aria-live="polite"></output>
            </form>
            <div class="scroll" tabindex="0" role="region" aria-label="table of evaluations"><table id="page-evaluations">\
            <caption>Evaluations: choose a birth for its story, a heading to sort</caption></table></div>
            <div class="pages"><button type="button" id="page-previous" disabled>Previous page</button>\
            <button type="button" id="page-next" disabled>Next page</button><span id="page-place"></span></div>
            <noscript>\(Self.table(FittestTable(columns, count: 20).table))</noscript>
            """
    }

    /// An example of a filter.
    private func placeholder(_ columns: EvaluationColumns) -> String {
        let words = columns.genes.lazy.compactMap { gene -> String? in
            guard case .listed(let texts, _, _) = gene.values else { return nil }
            let text = texts.first { Double($0) == nil && !(gene.name + $0).contains(where: \.isWhitespace) }
            return text.map { "\(gene.name)=\($0) " }
        }
        return HTMLText.escaped("\(words.first ?? "")generation>1")
    }
}
