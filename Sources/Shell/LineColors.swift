import CommandLanguage
import Session

/// The colours of the words at the prompt.
enum LineColors {
    /// Returns the coloured ranges of a line or block.
    static func ranges(of text: String, in session: Session) -> [ColoredRange] {
        let highlighting = Highlighting(grammar: session.grammar, variables: session.variables)
        return highlighting.spans(of: text).map { ColoredRange($0.range, color: color(of: $0.kind)) }
    }

    private static func color(of kind: Highlighting.Kind) -> String {
        switch kind {
        case .command: "1;36"
        case .word: "36"
        case .text: "33"
        case .variable: "35"
        case .comment: "90"
        case .mistake: "31"
        }
    }
}
