import ReportPage
import Testing

@Suite struct MarkdownPageTests {
    private let text = MarkdownPage(SampleDocument.document(evaluations: 200)).text

    @Test func `sections are headings`() {
        let headings = text.split(separator: "\n").filter { $0.hasPrefix("## ") }
        #expect(headings == ["## The search", "## Data", "## The fittest network", "## Evolution", "## Evaluations"])
    }

    @Test func `names are text`() {
        let outside = text.split(separator: "```").enumerated().filter { $0.offset.isMultiple(of: 2) }.map(\.element)
        #expect(outside.allSatisfy { !$0.contains(/[^\\]<(script|img)/) })
        #expect(text.contains("\\<script\\>alert\\(1\\)\\</script\\>"))
    }

    @Test(arguments: ["\u{301}", "\u{200D}"]) func `marks before a combining accent are text`(accent: String) {
        let name = "\u{600}<script>|\(accent)`\(accent)"
        let document = ReportDocument(
            title: name, result: "", highlights: [], sections: [], evaluations: nil, origin: "")
        let line = "# \u{600}\\<script\\>\\|\(accent)\\`\(accent)"
        #expect(MarkdownPage(document).text.unicodeScalars.starts(with: line.unicodeScalars))
    }

    @Test func `fence is longer than any in the script`() {
        let document = ReportDocument(
            title: "t", result: "", highlights: [],
            sections: [.init(id: "s", title: "s", blocks: [.script([.init("print '````'\n", .plain)])])],
            evaluations: nil, origin: "")
        #expect(MarkdownPage(document).text.contains("`````ns\nprint '````'\n`````"))
    }

    @Test func `twenty fittest are listed`() {
        let lines = text.split(separator: "\n").drop { $0 != "## Evaluations" }
        #expect(lines.filter { $0.hasPrefix("|") }.count == 22)
    }
}
