import Plots
import VisibleText

/// A document as a PDF of A4 pages, with an outline, page numbers and texts to select.
public struct PDFPage {
    /// The library that documents need and this system lacks; nil if all are here.
    package static var missingLibrary: String? { PDFCanvas.missingLibrary }

    private let document: ReportDocument

    /// The number of the fittest evaluations that are listed.
    static let rows = 50
    static let body = PDFCanvas.TextStyle(font: "Sans 9.5px")
    static let faint = PDFCanvas.TextStyle(font: "Sans 8.5px", color: PDFCanvas.faint)

    /// Creates a page.
    public init(_ document: ReportDocument) { self.document = document }

    /// A file.
    public struct File: Sendable {
        /// The content.
        public let bytes: [UInt8]
        /// True if no installed font has some letter; a box stands in its place.
        public let lacksLetters: Bool
    }

    /// Returns the file.
    ///
    /// - Throws: `.missingLibrary` if cairo, Pango or librsvg are not installed; `.unwritable`.
    /// - Complexity: O(evaluations × log(evaluations) + points of figures)
    public func file() throws(PDFError) -> File {
        let canvas = try PDFCanvas(title: document.title)
        canvas.tagged(.document) { write(to: canvas) }
        let lacksLetters = canvas.lacksLetters
        return File(bytes: try canvas.finish(), lacksLetters: lacksLetters)
    }

    private func write(to canvas: PDFCanvas) {
        canvas.tagged(.paragraph) { canvas.write(document.kind, Self.faint) }
        canvas.skip(2)
        canvas.addOutline(document.title)
        canvas.tagged(.title) { canvas.write(document.title, .init(font: "Sans Bold 20px")) }
        canvas.skip(6)
        canvas.tagged(.paragraph) { canvas.write(document.result, .init(font: "Sans 12px")) }
        canvas.skip(8)
        canvas.write(facts: document.highlights)
        for section in document.sections { canvas.tagged(.section) { write(section, to: canvas) } }
        canvas.skip(20)
        canvas.tagged(.paragraph) { canvas.write(document.origin, Self.faint) }
    }

    private func write(_ section: ReportSection, to canvas: PDFCanvas) {
        canvas.skip(22)
        // A heading stands on the page of what follows it.
        canvas.reserve(section.blocks.first?.isDrawing == true ? 260 : 90)
        canvas.addOutline(section.title)
        canvas.fill(x: PDFCanvas.margin, y: canvas.y, width: PDFCanvas.width, height: 0.7, PDFCanvas.line)
        canvas.advance(8)
        canvas.tagged(.heading) { canvas.write(section.title, .init(font: "Sans Bold 15px")) }
        for block in section.blocks {
            canvas.skip(8)
            write(block, to: canvas)
        }
    }

    private func write(_ block: ReportBlock, to canvas: PDFCanvas) {
        switch block {
        case .paragraph(let text): canvas.tagged(.paragraph) { canvas.write(text, Self.body) }
        case .warning(let text): canvas.tagged(.paragraph) { canvas.write(warning: text) }
        case .heading(let text):
            canvas.skip(4)
            canvas.reserve(60)
            canvas.tagged(.subheading) { canvas.write(text, .init(font: "Sans Bold 11.5px")) }
        case .facts(let facts): canvas.write(facts: facts)
        case .table(let table): canvas.write(table)
        case .figure(let figure, let caption, _): canvas.write(figure, caption: caption)
        case .script(let spans): canvas.tagged(.paragraph) { canvas.write(script: spans) }
        case .layers(let layers): canvas.tagged(.figure) { canvas.write(layers: layers) }
        case .confusion(let matrix): canvas.write(matrix.printedTable)
        case .samples(let samples): canvas.write(samples: samples)
        case .counts(let counts): canvas.write(counts: counts)
        case .screen(let text): canvas.write(script: [.init(text, .plain)])
        case .question(let question): canvas.write(question)
        case .evaluations:
            if let columns = document.evaluations { canvas.write(FittestTable(columns, count: Self.rows).table) }
        }
    }
}

extension ReportBlock {
    /// True for something high that is not divided between pages.
    fileprivate var isDrawing: Bool {
        switch self {
        case .figure, .layers: true
        default: false
        }
    }
}
