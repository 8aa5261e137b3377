import CPortableDocument
import PlotRendering
import Plots
import VisibleText

extension PDFCanvas {
    /// Writes a sentence with a bar beside it.
    func write(warning text: String) {
        let style = TextStyle(font: "Sans 9.5px", color: 0x8A4B00)
        let lines = lines(text, style, width: Self.width - 20)
        for index in 0..<lines.count {
            let height = lines.line(index).height * 1.15
            reserve(height)
            fill(x: Self.margin, y: y, width: Self.width, height: height + 0.3, 0xFFF4E0)
            fill(x: Self.margin, y: y, width: 3, height: height + 0.3, 0xE69F00)
            draw(lines, index, x: Self.margin + 10, y: y, style)
            advance(height)
        }
    }

    /// Writes names beside their values.
    func write(facts: [ReportBlock.Fact]) {
        let names = TextStyle(font: "Sans 9.5px", color: Self.faint)
        let code = TextStyle(font: "Monospace 8px")
        let widest = facts.map { lines($0.name, names).width }.max() ?? 0
        let name = min(widest + 16, Self.width * 0.4)
        tagged(.list) {
            for fact in facts {
                writeRow(
                    [
                        cell(fact.name, names, x: 0, width: name - 8, tag: .itemLabel),
                        cell(
                            fact.value, fact.isCode ? code : PDFPage.body, x: name, width: Self.width - name,
                            tag: .itemBody),
                    ], tag: .item)
                advance(1.5)
            }
        }
    }

    /// Writes a script on a grey ground.
    func write(script spans: [ReportBlock.ScriptSpan]) {
        let style = TextStyle(font: "Monospace 8px")
        var text = ""
        var colors: [PDFSpan] = []
        for span in spans {
            let start = text.utf8.count
            text += VisibleText.lines(span.text)
            if let color = span.kind.color {
                colors.append(
                    PDFSpan(start: start, end: text.utf8.count, color: color, is_bold: span.kind == .command))
            }
        }
        while text.hasSuffix("\n") { text.removeLast() }
        let lines = lines(visible: text, style, width: Self.width - 16, spans: colors)
        write(lines, style, indent: 8, ground: Self.soft)
    }

    /// Draws a figure below its caption.
    func write(_ figure: Figure, caption: String) {
        let printed = SVGFigure(width: 720, height: 300).printed(figure)
        let height = printed.height * Self.width / printed.width
        // A caption stands on the page of its figure.
        skip(4)
        reserve(min(height + 22, Self.height))
        tagged(.caption) { write(caption, .init(font: "Sans Bold 9.5px")) }
        advance(4)
        tagged(.figure) { draw(svg: printed.text, width: printed.width, height: printed.height) }
    }

    /// Draws the layers of a network.
    func write(layers: [ReportBlock.NetworkLayer]) {
        let drawing = NetworkDrawing(layers, id: "network")
        draw(svg: drawing.printed, width: drawing.size.width, height: drawing.size.height)
    }

    /// Writes samples with their pictures.
    func write(samples: [ReportBlock.Sample]) {
        tagged(.list) { for sample in samples { write(sample) } }
    }

    private func write(_ sample: ReportBlock.Sample) {
        let hasPicture = sample.picture != nil
        let text = sample.facts.map { "\($0.name): \($0.value)" }.joined(separator: ", ")
        reserve(hasPicture ? 48 : 14)
        let top = y
        // The facts describe the picture.
        if let picture = sample.picture { draw(picture, x: Self.margin, y: top, size: 40) }
        let indent = hasPicture ? 52.0 : 0
        writeRow([cell(text, PDFPage.body, x: indent, width: Self.width - indent, tag: .itemBody)], tag: .item)
        if hasPicture, y > top { advance(max(0, top + 46 - y)) }
        advance(3)
    }

    /// Draws counts as bars.
    func write(counts: [ReportBlock.Count]) {
        let greatest = Double(max(1, counts.map(\.count).max() ?? 1))
        let left = Self.width * 0.35
        tagged(.list) {
            for count in counts {
                let text = "\(count.name): \(count.count)"
                writeRow([cell(text, PDFPage.body, x: 0, width: left - 8, tag: .itemBody)], tag: .item)
                let length = (Self.width - left) * Double(count.count) / greatest
                fill(x: Self.margin + left, y: y - 10, width: max(length, 0.4), height: 8, Self.blue)
                advance(1.5)
            }
        }
    }
}

extension ReportBlock.ScriptSpan.Kind {
    /// The colour on paper; nil for that of the text.
    fileprivate var color: UInt32? {
        switch self {
        case .plain, .mistake: nil
        case .command: 0x005B8F
        case .word: 0x00694D
        case .text: 0x99407E
        case .variable: 0xA84300
        case .comment: PDFCanvas.faint
        }
    }
}

extension ReportBlock.ConfusionMatrix {
    /// The matrix as a table; with many classes, its most confused pairs.
    var printedTable: ReportTable {
        classes.count <= 20
            ? wholeTable : pairs(caption: "\(set) samples by actual class (rows) and predicted class (columns)")
    }
}
