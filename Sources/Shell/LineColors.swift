import CommandLanguage
import Session

/// The colours of the words at the prompt.
enum LineColors {
    /// Returns the coloured ranges of a line; `earlier` holds the previous lines of the same command.
    static func ranges(of line: String, after earlier: String, in session: Session) -> [ColoredRange] {
        let start = earlier.utf8.count
        let highlighting = Highlighting(grammar: session.grammar, variables: session.variables)
        return highlighting.spans(of: earlier + line).filter { $0.range.upperBound > start }.map { span in
            ColoredRange(
                max(span.range.lowerBound, start) - start..<span.range.upperBound - start, color: color(of: span.kind))
        }
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
