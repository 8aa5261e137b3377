import Suggestions

// The errors of reading and compiling expressions and command lines.

extension ExpressionError {
    // MARK: - Names

    /// Returns the error for a function that does not exist, with the nearest one or the list of all.
    static func unknownFunction(_ name: String, at range: Range<Int>) -> ExpressionError {
        unknown("function", name, of: Function.all.map(\.name).sorted(), at: range)
    }

    /// Returns the error for a name that does not exist, with the nearest one or the list of them.
    static func unknownName(_ name: String, of names: [String], at range: Range<Int>) -> ExpressionError {
        unknown("name", name, of: names, at: range)
    }

    private static func unknown(
        _ kind: String, _ name: String, of choices: [String], at range: Range<Int>
    ) -> ExpressionError {
        let message = "unknown \(kind) \"\(name)\""
        if choices.contains("\(name)0"), choices.contains("\(name)1") {
            return ExpressionError("\(name) has several values; one of them is `\(name)[0]`", at: range)
        }
        if let nearest = Suggestion.nearest(to: name, among: choices) {
            return ExpressionError(message, at: range, suggestion: nearest)
        }
        guard !choices.isEmpty else { return ExpressionError(message, at: range) }
        let list =
            choices.prefix(maximumChoices).joined(separator: ", ") + (choices.count > maximumChoices ? " …" : "")
        return ExpressionError("\(message); the \(kind)s are \(list)", at: range)
    }

    /// The maximum number of choices that a message lists.
    private static let maximumChoices = 20

    // MARK: - Text

    static func openQuote(at position: Int) -> ExpressionError {
        ExpressionError("the quote is never closed", at: position..<position + 1)
    }

    static func unexpected(_ found: String, expected: String, at range: Range<Int>) -> ExpressionError {
        ExpressionError("expected \(expected), found \(found)", at: range)
    }

    static func noToken(_ found: String, at range: Range<Int>) -> ExpressionError {
        ExpressionError("expected a number, a name or an operator, found \"\(found)\"", at: range)
    }

    static func notNumber(_ found: String, at range: Range<Int>) -> ExpressionError {
        ExpressionError("expected a number, found \"\(found)\"", at: range)
    }

    static func noOperator(_ found: String, at range: Range<Int>) -> ExpressionError {
        ExpressionError("expected an operator or the end, found \"\(found)\"", at: range)
    }

    /// - Parameter found: A quoted text, or `the end`.
    static func noOperand(_ found: String, at range: Range<Int>) -> ExpressionError {
        ExpressionError("expected a number, a name or (, found \(found)", at: range)
    }

    static func tooDeep(limit: Int, at range: Range<Int>) -> ExpressionError {
        ExpressionError("the expression is nested more than \(limit) levels deep", at: range)
    }

    static func tooManyOperators(limit: Int, at range: Range<Int>) -> ExpressionError {
        ExpressionError(
            "the expression has more than \(limit) operators; a family such as sum(x0..x99) is shorter", at: range)
    }

    static func chainedComparison(at range: Range<Int>) -> ExpressionError {
        ExpressionError("comparisons do not chain; join them with \"and\"", at: range)
    }

    // MARK: - Functions and families

    static func noArguments(of function: String, at range: Range<Int>) -> ExpressionError {
        ExpressionError("expected ( after \(function)", at: range)
    }

    static func wrongCount(
        of function: String, expected: Int, found: Int, at range: Range<Int>
    ) -> ExpressionError {
        ExpressionError("\(function) takes \(expected) value\(expected == 1 ? "" : "s"), found \(found)", at: range)
    }

    static func noFamilyEnd(_ found: String, at range: Range<Int>) -> ExpressionError {
        ExpressionError("expected a name after .., found \"\(found)\"", at: range)
    }

    static func wrongFamily(from first: String, to last: String, at range: Range<Int>) -> ExpressionError {
        ExpressionError("expected a family such as x0..x9, found \"\(first)..\(last)\"", at: range)
    }

    /// - Parameter functions: Their names: `sum, mean or count`.
    static func familyOutsideFunction(_ functions: String, at range: Range<Int>) -> ExpressionError {
        ExpressionError("a gene family can only be used in \(functions)", at: range)
    }

    // MARK: - Words

    static func wordAsNumber(_ word: String, at range: Range<Int>) -> ExpressionError {
        ExpressionError("expected a number, found the word '\(word)'", at: range)
    }

    static func textAsNumber(_ name: String, at range: Range<Int>) -> ExpressionError {
        ExpressionError("\(name) is a word, not a number; compare it with `is`", at: range)
    }

    static func noValue(of name: String, at range: Range<Int>) -> ExpressionError {
        ExpressionError("expected a value of \(name)", at: range)
    }

    static func notValue(
        _ text: String, of name: String, among values: [String], at range: Range<Int>
    ) -> ExpressionError {
        ExpressionError(
            "\"\(text)\" is not a value of \(name); it has \(values.joined(separator: ", "))", at: range,
            suggestion: Suggestion.nearest(to: text, among: values))
    }

    // MARK: - Command lines

    static func noCommand(at range: Range<Int>) -> ExpressionError {
        ExpressionError("expected a command such as 'python3 train.py --lr {lr}'", at: range)
    }

    static func openQuote(_ quote: String, at position: Int) -> ExpressionError {
        ExpressionError("the quote \(quote) is never closed", at: position..<position + 1)
    }

    static func noGeneInBraces(at range: Range<Int>) -> ExpressionError {
        ExpressionError("expected a gene's name and } after {; `{{` is a literal brace", at: range)
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
