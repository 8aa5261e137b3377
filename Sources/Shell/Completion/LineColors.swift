import CommandLanguage
import CommandParsing
import Session
import Terminal

/// The colours of the words at the prompt.
enum LineColors {
    /// Returns the coloured ranges of a line or block.
    static func ranges(of text: String, in session: Session, _ theme: Theme) -> [ColoredRange] {
        let highlighting = Highlighting(grammar: session.grammar, variables: session.variables)
        return highlighting.spans(of: text).compactMap { span in
            color(of: span.kind, theme).map { ColoredRange(span.range, color: $0) }
        }
    }

    private static func color(of kind: Highlighting.Kind, _ theme: Theme) -> String? {
        switch kind {
        case .command: theme.code(.name, isBold: true)
        case .word: theme.code(.name)
        case .text: theme.code(.warning)
        case .variable: theme.code(.variable)
        case .comment: theme.code(.comment)
        case .mistake: theme.code(.error)
        }
    }
}
