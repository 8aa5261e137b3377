import SessionState
import Terminal
import VisibleText

extension Prompt {
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
}
