/// The text before the typed line.
package struct Prompt: Sendable, Hashable {
    /// A piece of the prompt.
    package struct ColoredText: Sendable, Hashable {
        package let text: String
        /// The parameters of an SGR sequence such as "32" or "1;34"; nil for the terminal's default.
        package let color: String?

        package init(_ text: String, color: String? = nil) {
            self.text = text
            self.color = color
        }
    }

    package let spans: [ColoredText]

    /// Creates a prompt; a blank is added at the end if there is none.
    package init(_ spans: [ColoredText]) {
        let hasBlank = spans.last.map { $0.text.hasSuffix(" ") } ?? true
        self.spans = hasBlank ? spans : spans + [ColoredText(" ")]
    }

    package init(_ text: String) {
        self.init(text.isEmpty ? [] : [ColoredText(text)])
    }

    /// The text without colours.
    package var plain: String { spans.map(\.text).joined() }
}
