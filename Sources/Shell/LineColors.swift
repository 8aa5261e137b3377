import CommandLanguage
import Session

/// The colours of the words at the prompt.
enum LineColors {
    /// Returns the coloured ranges of a line; `earlier` holds the previous lines of the same command.
    static func ranges(of line: String, after earlier: String, in session: Session, _ theme: Theme) -> [ColoredRange] {
        let start = earlier.utf8.count
        let highlighting = Highlighting(grammar: session.grammar, variables: session.variables)
        return highlighting.spans(of: earlier + line).filter { $0.range.upperBound > start }.compactMap { span in
            let range = max(span.range.lowerBound, start) - start..<span.range.upperBound - start
            return color(of: span.kind, theme).map { ColoredRange(range, color: $0) }
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
