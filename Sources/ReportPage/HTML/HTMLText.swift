import Notation
import PlotRendering
import VisibleText

/// Texts within a page (HTML, WHATWG).
package enum HTMLText {
    /// Returns a text in one line, escaped for content and for quoted attributes. Control characters and marks that
    /// change the direction of writing become visible.
    package static func escaped(_ text: String) -> String { SVGText.escaped(text) }

    /// Returns a text of several lines, escaped in the same way.
    package static func escapedLines(_ text: String) -> String { SVGText.entities(in: VisibleText.lines(text)) }

    /// Returns sentences in one line, escaped in the same way; what stands between two backticks is code.
    package static func prose(_ text: String) -> String {
        let parts = escaped(text).split(separator: "`", omittingEmptySubsequences: false)
        // Backticks without a partner stay.
        guard parts.count > 1, !parts.count.isMultiple(of: 2) else { return parts.joined(separator: "`") }
        return parts.enumerated().map { $0.offset.isMultiple(of: 2) ? $0.element : "<code>\($0.element)</code>" }
            .joined()
    }

    /// Returns a text as a JSON string for a `script` element, where neither `</script>` nor `<!--` may stand.
    package static func quoted(_ text: String) -> String {
        JSONText.quoted(VisibleText.name(text, maximum: .max)).replacing("<", with: "\\u003c")
            .replacing(">", with: "\\u003e").replacing("&", with: "\\u0026")
    }
}
