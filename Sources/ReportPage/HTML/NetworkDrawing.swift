import Foundation
import Plots

/// A drawing of a network, layer by layer: the more outputs a layer has, the wider it is, on a logarithmic scale.
struct NetworkDrawing {
    /// The `svg` element of a page.
    let text: String
    /// A document of its own, in colours for paper.
    let printed: String
    /// The size in pixels.
    let size: (width: Double, height: Double)

    private static let height = 34.0
    private static let gap = 22.0
    private static let middle = 130.0
    private static let width = 600.0
    private static let printedStyle =
        ".box{fill:#dcebf5;stroke:#0072B2}.end{fill:#dbede8;stroke:#00805E}.wire{stroke:#5b5f66;fill:none}"
        + "text{fill:#1c1c1e;font:13px sans-serif}.small{fill:#444444;font-size:12px}"

    /// Draws layers, the inputs first.
    init(_ layers: [ReportBlock.NetworkLayer], id: String) {
        let greatest = log2(Double(max(2, layers.map(\.size).max() ?? 2)) + 1)
        var body = ""
        var before: Double?
        for (index, layer) in layers.enumerated() {
            let top = Double(index) * (Self.height + Self.gap) + 6
            let width = 44 + 200 * log2(Double(max(1, layer.size)) + 1) / greatest
            if let before { body += Self.wires(from: before, to: width, top: top) }
            let isEnd = index == 0 || index == layers.count - 1
            body +=
                "<rect class=\"\(isEnd ? "end" : "box")\" x=\"\(Self.number(Self.middle - width / 2))\" "
                + "y=\"\(Self.number(top))\" width=\"\(Self.number(width))\" height=\"\(Self.number(Self.height))\" rx=\"6\"/>"
                + "<text x=\"\(Self.number(Self.middle))\" y=\"\(Self.number(top + 22))\" text-anchor=\"middle\">"
                + "\(HTMLText.escaped(layer.shape))</text>"
                + "<text x=\"270\" y=\"\(Self.number(top + 15))\">\(HTMLText.escaped(Self.cut(layer.name)))</text>"
            if let parameters = layer.parameters {
                let words = parameters == 1 ? "1 parameter" : "\(Self.grouped(parameters)) parameters"
                body += "<text class=\"small\" x=\"270\" y=\"\(Self.number(top + 31))\">\(words)</text>"
            }
            before = width
        }
        let height = Double(layers.count) * (Self.height + Self.gap)
        size = (Self.width, height)
        printed =
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 \(Self.number(Self.width)) \(Self.number(height))\">"
            + "<style>\(Self.printedStyle)</style>\(body)</svg>"
        let words = layers.map { "\($0.name), output \($0.shape)" }.joined(separator: "; ")
        // On a page, the drawing is as wide as its texts, so that a phone shows them readable.
        let longest = layers.map { min($0.name.count, Self.longestName) }.max() ?? 0
        let width = Self.number(min(Self.width, max(400, 278 + 7.2 * Double(longest))))
        text =
            "<svg class=\"network\" role=\"img\" width=\"\(width)\" viewBox=\"0 0 \(width) \(Self.number(height))\" "
            + "aria-labelledby=\"\(id)-title \(id)-words\"><title id=\"\(id)-title\">The network layer by layer</title>"
            + "<desc id=\"\(id)-words\">\(HTMLText.escaped(words))</desc>\(body)</svg>"
    }

    /// Returns lines between the ends of two layers.
    private static func wires(from above: Double, to below: Double, top: Double) -> String {
        let lines = [-1.0, -0.34, 0.34, 1].flatMap { start in
            [-1.0, -0.34, 0.34, 1].map { end in
                "M\(number(middle + start * (above / 2 - 12))) \(number(top - gap))"
                    + "L\(number(middle + end * (below / 2 - 12))) \(number(top))"
            }
        }
        return "<path class=\"wire\" opacity=\".35\" d=\"\(lines.joined())\"/>"
    }

    private static func number(_ value: Double) -> String {
        let tenths = (value * 10).rounded() / 10
        return tenths == tenths.rounded() ? "\(Int(tenths))" : "\(tenths)"
    }

    /// The number of letters to which names are cut.
    private static let longestName = 46

    private static func cut(_ text: String) -> String {
        text.count <= longestName ? text : text.prefix(longestName - 1) + "…"
    }

    /// Returns a number with narrow spaces between thousands.
    private static func grouped(_ number: Int) -> String {
        let digits = Array("\(number)")
        return String(
            digits.indices.flatMap { index in
                index > 0 && (digits.count - index) % 3 == 0 ? ["\u{202F}", digits[index]] : [digits[index]]
            })
    }
}
