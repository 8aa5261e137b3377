import Suggestions

/// The errors in command lines.
extension ExpressionError {
    static func noCommand(at range: Range<Int>) -> ExpressionError {
        ExpressionError("expected a command such as 'python3 train.py --lr {lr}'", at: range)
    }

    static func openQuote(_ quote: String, at position: Int) -> ExpressionError {
        ExpressionError("the quote \(quote) is never closed", at: position..<position + 1)
    }

    static func noGeneInBraces(at range: Range<Int>) -> ExpressionError {
        ExpressionError("expected a gene's name and } after {; `{{` is a literal brace", at: range)
    }

    static func braceInFlag(_ name: String, at range: Range<Int>) -> ExpressionError {
        ExpressionError("expected the words of {\(name)?…} and }, found another {", at: range)
    }

    static func spaceInFlag(_ name: String, at range: Range<Int>) -> ExpressionError {
        ExpressionError(
            "a space in {\(name)?…} needs quotes around the braces: one flag gives one word", at: range)
    }

    static func openFlag(_ name: String, at range: Range<Int>) -> ExpressionError {
        ExpressionError("the flag {\(name)?… is never closed; expected }", at: range)
    }

    static func emptyFlag(_ name: String, at range: Range<Int>) -> ExpressionError {
        ExpressionError(
            "expected a word in {\(name)?…}, such as {\(name)?--\(name)} or {\(name)?--\(name):--no-\(name)}", at: range
        )
    }

    static func noGene(_ name: String, among names: [String], at range: Range<Int>) -> ExpressionError {
        ExpressionError(
            "there is no gene \"\(name)\"", at: range, suggestion: Suggestion.nearest(to: name, among: names))
    }

    static func flagNeverOn(_ name: String, at range: Range<Int>) -> ExpressionError {
        ExpressionError(
            "the flag {\(name)?…} is never on, because no value of \(name) is on, true, yes or 1", at: range)
    }

    static func geneOfKeptProgram(_ name: String, at range: Range<Int>) -> ExpressionError {
        ExpressionError(
            "a program that is kept running starts only once, for all genomes: remove {\(name)} here and read "
                + "\"\(name)\" from the lines that ns sends, {\"\(name)\": …}", at: range)
    }
}
