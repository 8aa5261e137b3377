import Foundation
import ReportPage
import Testing

@Suite struct PDFPageTests {
    private static let hasLibraries = PDFPage.missingLibrary == nil

    @Test(.enabled(if: hasLibraries)) func `a document is a whole file`() throws {
        let bytes = try PDFPage(SampleDocument.document(evaluations: 200)).file().bytes
        #expect(bytes.starts(with: Array("%PDF-1.".utf8)))
        #expect(String(decoding: bytes.suffix(8), as: UTF8.self).contains("%%EOF"))
        #expect(bytes.count < 600_000)
    }

    @Test(.enabled(if: hasLibraries)) func `an empty document has a page`() throws {
        let empty = ReportDocument(
            title: "nothing", result: "", highlights: [], sections: [], evaluations: nil, origin: "")
        #expect(try PDFPage(empty).file().bytes.starts(with: Array("%PDF-1.".utf8)))
    }

    @Test(.enabled(if: hasLibraries)) func `a cell that is higher than a page and many columns fit`() throws {
        let long = String(repeating: "word ", count: 10_000)
        let table = ReportTable(
            caption: long, columns: (0..<60).map { .init("column \($0)", isNumeric: $0 > 0) },
            rows: (0..<5).map { row in (0..<60).map { $0 == 1 ? long : "\(row) \($0)" } })
        let document = ReportDocument(
            title: long, result: "", highlights: [], sections: [.init(id: "s", title: long, blocks: [.table(table)])],
            evaluations: nil, origin: "")
        #expect(try PDFPage(document).file().bytes.count > 10_000)
    }

    @Test func `a missing library is named with what to install`() {
        let text = PDFError.missingLibrary("librsvg").description
        #expect(text.contains("librsvg was not found") && text.contains("apt-get install"))
    }
}
