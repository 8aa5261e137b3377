import Session
import VisibleText

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

    /// Creates the prompt for a command: `ns digits 10>` with the loaded data and the current generation.
    init(at position: SessionPosition, _ theme: Theme) {
        let name = theme.code(.name, isBold: true)
        var spans = [ColoredText("ns", color: name)]
        if let dataset = position.dataset {
            spans += [
                ColoredText(" "),
                ColoredText(VisibleText.name(dataset, maximum: Self.longestName), color: theme.code(.accent)),
            ]
        }
        if let generation = position.generation, generation > 0 {
            spans += [ColoredText(" "), ColoredText("\(generation)", color: theme.code(.warning))]
        }
        self.init(spans + [ColoredText(">", color: name)])
    }

    /// The maximum length of the name of data in a prompt, in characters.
    private static let longestName = 40

    /// The text without colours.
    package var plain: String { spans.map(\.text).joined() }
}
