import Foundation
import Plots
import ReportPage
import Testing

@Suite struct HTMLPageTests {
    private let page = HTMLPage(SampleDocument.document(evaluations: 200)).text

    @Test func `names cannot leave their place`() {
        // The only elements of this kind are the page's own.
        #expect(page.ranges(of: "<script").count == 2)
        #expect(page.ranges(of: "</script").count == 2)
        #expect(!page.contains("<img src=x"))
        #expect(!page.contains("onerror=alert(2)>"))
        #expect(!page.contains("' onclick='"))
        #expect(!page.contains("<!--"))
        #expect(!page.contains("\u{202E}"))
        #expect(!page.contains("\u{1B}"))
        #expect(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;"))
        #expect(page.contains("東京"))
    }

    @Test func `policy allows only the style and the script of the page`() throws {
        let script = try #require(
            page.ranges(of: /<script>([\s\S]*?)<\/script>/).first.map { page[$0].dropFirst(8).dropLast(9) })
        let style = try #require(
            page.ranges(of: /<style>([\s\S]*?)<\/style>/).first.map { page[$0].dropFirst(7).dropLast(8) })
        #expect(page.contains("script-src 'sha256-\(PageParts.digest(of: String(script)))'"))
        #expect(page.contains("style-src 'sha256-\(PageParts.digest(of: String(style)))'"))
        #expect(page.contains("default-src 'none'"))
        #expect(!page.contains(" style=\""))
        // The name of SVG's elements is no address.
        #expect(!page.replacing("http://www.w3.org/2000/svg", with: "").contains(/https?:\/\//))
        // printf '' | openssl dgst -sha256 -binary | base64
        #expect(PageParts.digest(of: "") == "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=")
    }

    @Test func `every identifier is unique`() {
        let identifiers = page.matches(of: #/ id="([^"]+)"/#).map { String($0.output.1) }
        #expect(Set(identifiers).count == identifiers.count)
        for target in page.matches(of: /aria-labelledby="([^"]+)"/).flatMap({ $0.output.1.split(separator: " ") }) {
            #expect(identifiers.contains(String(target)))
        }
        for target in page.matches(of: /href="#([^"]+)"/) { #expect(identifiers.contains(String(target.output.1))) }
    }

    @Test func `thousand evaluations take less than 300 kilobytes`() {
        #expect(HTMLPage(SampleDocument.document(evaluations: 1_000)).text.utf8.count < 300_000)
    }

    @Test func `hundred thousand evaluations take less than 5 megabytes`() {
        #expect(HTMLPage(SampleDocument.document(evaluations: 100_000)).text.utf8.count < 5_000_000)
    }

    @Test func `evaluations that do not fit are fewer`() throws {
        #expect(PageData.maximumRows(SampleDocument.columns(100_000)) == nil)
        let long = EvaluationColumns(
            objective: "x", isMinimized: false,
            rows: (0..<50_000).map { birth in
                .init(
                    birth: birth, generation: 1, mother: nil, father: nil, fitness: nil,
                    failure: String(repeating: "x", count: 200), seconds: nil, changed: [])
            }, genes: [], total: 50_000)
        let fewer = try #require(PageData.maximumRows(long))
        #expect((20_000..<25_000).contains(fewer), "\(fewer)")
    }

    @Test func `code in sentences is marked, and names stay text`() {
        #expect(HTMLText.prose("`ns FILE` runs <it>") == "<code>ns FILE</code> runs &lt;it&gt;")
        #expect(HTMLText.prose("a ` b <`c`>") == "a ` b &lt;`c`&gt;")
    }

    @Test func `live page reloads itself`() {
        #expect(!page.contains("id=\"page-live\""))
        #expect(
            HTMLPage(SampleDocument.document(evaluations: 50, reloadSeconds: 5)).text.contains("data-seconds=\"5\""))
    }

    @Test func `document without evaluations is complete`() {
        let empty = ReportDocument(
            title: "nothing", result: "", highlights: [], sections: [], evaluations: nil, origin: "")
        let text = HTMLPage(empty).text
        #expect(!text.contains("id=\"page-data\""))
        #expect(text.hasSuffix("</html>\n"))
    }

    /// Pages for `Scripts/test --browser`, which opens them.
    @Test(.enabled(if: ProcessInfo.processInfo.environment["NS_REPORT_PAGES"] != nil))
    func `pages for the browser are written`() throws {
        let folder = URL(fileURLWithPath: ProcessInfo.processInfo.environment["NS_REPORT_PAGES"] ?? ".")
        for (name, count, seconds) in [("small", 1_000, nil), ("large", 100_000, nil), ("live", 200, 1)] {
            let text = HTMLPage(SampleDocument.document(evaluations: count, reloadSeconds: seconds)).text
            try Data(text.utf8).write(to: folder.appendingPathComponent("\(name).html"))
        }
        let markdown = MarkdownPage(SampleDocument.document(evaluations: 1_000)).text
        try Data(markdown.utf8).write(to: folder.appendingPathComponent("small.md"))
        let document = SampleDocument.document(evaluations: 1_000)
        try Data(PDFPage(document).file().bytes).write(to: folder.appendingPathComponent("small.pdf"))
    }
}
