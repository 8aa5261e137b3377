import CPortableDocument
import VisibleText

/// Pages of A4 that are filled from top to bottom.
final class PDFCanvas {
    /// The look of a text.
    struct TextStyle {
        /// The font as Pango writes it; sizes are in `px`, of which one is a point on the page.
        let font: String
        /// 0xRRGGBB
        var color: UInt32 = PDFCanvas.text
    }

    static let text: UInt32 = 0x1C1C1E
    static let faint: UInt32 = 0x5B5F66
    static let line: UInt32 = 0xD8DADE
    static let soft: UInt32 = 0xF3F4F6
    static let blue: UInt32 = 0x0072B2

    /// The sides of the page in points.
    static let size = (width: 595.28, height: 841.89)
    static let margin = 56.0
    /// The width between the margins.
    static let width = size.width - 2 * margin
    /// The height between the margins.
    static let height = size.height - 2 * margin

    /// The name of a library that is needed and not installed; nil if all are.
    static var missingLibrary: String? { pdf_missing_library().map { String(cString: $0) } }

    private let pdf: OpaquePointer
    private let foot: String
    /// The number of the page, from 1.
    private(set) var page = 1
    /// The distance of the next element from the top of the page.
    private(set) var y = margin
    /// The element that the next content belongs to; nil for decoration.
    private var tag: PDFTag?
    /// True if the element has content on this page.
    private var isTagOpen = false

    /// Begins a document.
    ///
    /// - Throws: `.missingLibrary`, `.unwritable`
    init(title: String) throws(PDFError) {
        if let missing = Self.missingLibrary { throw .missingLibrary(missing) }
        foot = VisibleText.name(title, maximum: 90)
        guard let pdf = pdf_create(Self.size.width, Self.size.height, VisibleText.name(title, maximum: .max)) else {
            throw .unwritable
        }
        self.pdf = pdf
    }

    deinit { pdf_free(pdf) }

    /// True if no installed font has some letter.
    var lacksLetters: Bool { pdf_lacks_letters(pdf) }

    /// Ends the last page and returns the file.
    func finish() throws(PDFError) -> [UInt8] {
        endPage()
        var count = 0
        guard let bytes = pdf_finish(pdf, &count) else { throw .unwritable }
        return Array(UnsafeBufferPointer(start: bytes, count: count))
    }

    // MARK: - Places

    /// Begins a new page if less than a height is left of this one, unless it is empty.
    ///
    /// - Returns: True if a page was begun.
    @discardableResult
    func reserve(_ height: Double) -> Bool {
        guard y > Self.margin, y + height > Self.size.height - Self.margin else { return false }
        endPage()
        page += 1
        y = Self.margin
        return true
    }

    /// Leaves space below the last element, but none at the top of a page.
    func skip(_ height: Double) { if y > Self.margin { y += height } }

    /// Moves down by the height of an element.
    func advance(_ height: Double) { y += height }

    private func endPage() {
        // The foot is decoration, and an element that continues on the next page is another one there.
        closeTag()
        let style = TextStyle(font: "Sans 8px", color: Self.faint)
        let number = lines("\(page)", style)
        let place = Self.size.height - Self.margin / 2 - 8
        let current = tag
        tag = nil
        draw(lines(foot, style), 0, x: Self.margin, y: place, style)
        draw(number, 0, x: Self.size.width - Self.margin - number.line(0).width, y: place, style)
        tag = current
        pdf_end_page(pdf)
    }

    // MARK: - Structure

    /// Writes an element of the structure. Only groups contain others.
    func tagged(_ element: PDFTag, _ write: () -> Void) {
        guard !element.isGroup else {
            pdf_begin_tag(pdf, element.rawValue)
            write()
            pdf_end_tag(pdf, element.rawValue)
            return
        }
        let before = tag
        tag = element
        write()
        closeTag()
        tag = before
    }

    /// Begins the element when its first content is drawn, so that none is empty.
    private func openTag() {
        guard let tag, !isTagOpen else { return }
        pdf_begin_tag(pdf, tag.rawValue)
        isTagOpen = true
    }

    private func closeTag() {
        guard let tag, isTagOpen else { return }
        pdf_end_tag(pdf, tag.rawValue)
        isTagOpen = false
    }

    /// Adds a heading to the outline at this place.
    func addOutline(_ title: String) {
        pdf_add_outline(pdf, VisibleText.name(title, maximum: .max), Int32(clamping: page), max(0, y - 12))
    }

    // MARK: - Elements

    /// Lays out a text, whose control characters become visible.
    ///
    /// - Parameter width: In points; nil for one line.
    func lines(_ text: String, _ style: TextStyle, width: Double? = nil) -> PDFLines {
        lines(visible: VisibleText.name(text, maximum: .max), style, width: width, spans: [])
    }

    /// Lays out a text without control characters, with spans of other colours.
    func lines(visible text: String, _ style: TextStyle, width: Double?, spans: [PDFSpan]) -> PDFLines {
        PDFLines(pdf_text_create(pdf, text, text.utf8.count, style.font, width ?? -1, spans, spans.count))
    }

    /// Draws a line of a text at a place.
    func draw(_ lines: PDFLines, _ index: Int, x: Double, y: Double, _ style: TextStyle) {
        openTag()
        pdf_text_draw(pdf, lines.text, Int32(clamping: index), x, y, style.color)
    }

    /// Fills a rectangle.
    func fill(x: Double, y: Double, width: Double, height: Double, _ color: UInt32) {
        pdf_fill(pdf, x, y, width, height, color)
    }

    /// Writes a text below the last element, over as many pages as it needs.
    ///
    /// - Parameters:
    ///   - indent: The distance from the margin in points.
    ///   - ground: The colour behind the lines; nil for none.
    func write(
        _ lines: PDFLines, _ style: TextStyle, indent: Double = 0, ground: UInt32? = nil
    ) {
        for index in 0..<lines.count {
            let height = lines.line(index).height * 1.15
            reserve(height)
            if let ground { fill(x: Self.margin, y: y, width: Self.width, height: height + 0.3, ground) }
            draw(lines, index, x: Self.margin + indent, y: y, style)
            y += height
        }
    }

    /// Writes a text of the page's width.
    func write(_ text: String, _ style: TextStyle) { write(lines(text, style, width: Self.width), style) }

    /// Draws an SVG as wide as the page, or as high.
    func draw(svg: String, width: Double, height: Double) {
        guard width > 0, height > 0 else { return }
        let scale = min(Self.width / width, (Self.height - 20) / height)
        reserve(height * scale)
        let bytes = Array(svg.utf8)
        openTag()
        pdf_draw_svg(pdf, bytes, bytes.count, Self.margin, y, width * scale, height * scale)
        y += height * scale
    }

    /// Draws a picture at a place.
    func draw(_ picture: Bitmap, x: Double, y: Double, size: Double) {
        openTag()
        pdf_draw_picture(
            pdf, picture.bytes, Int32(clamping: picture.width), Int32(clamping: picture.height), x, y, size)
    }
}

/// A text in lines.
final class PDFLines {
    fileprivate let text: OpaquePointer

    fileprivate init(_ text: OpaquePointer) { self.text = text }

    deinit { pdf_text_free(text) }

    /// The number of lines, at least 1.
    var count: Int { Int(pdf_text_lines(text)) }
    /// The width of the longest line in points.
    var width: Double { (0..<count).map { line($0).width }.max() ?? 0 }
    /// The height of all lines in points.
    var height: Double { (0..<count).reduce(0) { $0 + line($1).height } }

    /// Returns the size of a line.
    func line(_ index: Int) -> PDFLine { pdf_text_line(text, Int32(clamping: index)) }
}
