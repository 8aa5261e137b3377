public import Plots

/// A renderer that draws figures as SVG (Scalable Vector Graphics 1.1), for pages and for files.
///
/// Colours come from a style sheet, so that a figure follows a page from light to dark. Its texts and a description in
/// sentences are for screen readers too. An element with the class `frame` names the ends of both axes, for scripts
/// that place something on the figure.
public struct SVGFigure: Sendable {
    /// The width in pixels.
    public let width: Double
    /// The height of each panel in pixels; rows of cells and bars take as much as they need.
    public let height: Double

    /// Creates a renderer for figures of a size in pixels, at least 200 × 120.
    public init(width: Double = 720, height: Double = 340) {
        self.width = max(200, width)
        self.height = max(120, height)
    }

    /// Returns an `svg` element for a page that contains `style`.
    ///
    /// - Parameters:
    ///   - id: an identifier that is unique in the page, of letters, digits and `-`.
    ///   - title: the accessible name; nil for the title of the figure.
    /// - Complexity: O(points)
    public func element(_ figure: Figure, id: String, title: String? = nil) -> String {
        svg(figure, id: id, title: title, attributes: "", style: "")
    }

    /// Returns a complete document with its own style, in light or dark colours as the reader prefers.
    ///
    /// - Complexity: O(points)
    public func document(_ figure: Figure) -> String {
        let size = " xmlns=\"http://www.w3.org/2000/svg\" width=\"\(SVGText.number(width))\""
        let style = "<style>\(Self.style)</style><rect class=\"ground\" width=\"100%\" height=\"100%\"/>"
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
            + svg(figure, id: "figure", title: nil, attributes: size, style: style) + "\n"
    }

    /// Returns the width and height of a figure in pixels.
    public func size(of figure: Figure) -> (width: Double, height: Double) { (width, body(of: figure).height) }

    /// A document in colours for paper.
    public struct PrintedFigure: Sendable {
        /// The document.
        public let text: String
        /// The width in pixels.
        public let width: Double
        /// The height in pixels.
        public let height: Double
    }

    /// Returns a document with its size, in colours for paper and without variables, which not every renderer knows.
    ///
    /// - Complexity: O(points)
    public func printed(_ figure: Figure) -> PrintedFigure {
        let (body, height) = body(of: figure)
        let text =
            "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"figure\" viewBox=\"0 0 \(SVGText.number(width)) "
            + "\(SVGText.number(height))\"><style>\(Self.printedStyle)</style>\(body)</svg>"
        return PrintedFigure(text: text, width: width, height: height)
    }

    private func svg(_ figure: Figure, id: String, title: String?, attributes: String, style: String) -> String {
        let (body, height) = body(of: figure)
        let words = FigureSentences().sentences(of: figure).joined(separator: " ")
        let name = SVGText.escaped(title ?? figure.title ?? "figure")
        return "<svg\(attributes) class=\"figure\" id=\"\(id)\" role=\"img\" "
            + "viewBox=\"0 0 \(SVGText.number(width)) \(SVGText.number(height))\" "
            + "aria-labelledby=\"\(id)-title \(id)-words\">"
            + "<title id=\"\(id)-title\">\(name)</title><desc id=\"\(id)-words\">\(SVGText.escaped(words))</desc>"
            + "\(style)\(body)</svg>"
    }

    /// Returns the elements of a figure and their height in pixels.
    private func body(of figure: Figure) -> (text: String, height: Double) {
        let panels = figure.panels.filter { $0.extent != nil }
        var top = 0.0
        var body = ""
        if let title = figure.title, !panels.isEmpty {
            let text = SVGText.escaped(SVGText.cut(title, to: width - 20, size: 15))
            body += "<text class=\"title\" x=\"\(SVGText.number(width / 2))\" y=\"18\">\(text)</text>"
            top = 28
        }
        for panel in panels {
            let drawn = SVGPanel(panel, width: width, height: height, top: top)
            body += drawn.text
            top = drawn.bottom + 6
        }
        if panels.isEmpty {
            body = "<text x=\"10\" y=\"24\">nothing to draw</text>"
            top = 36
        }
        return (body, top)
    }
}
