import Suggestions

// The errors of reading and compiling expressions and command lines.

extension ExpressionError {
    /// Returns the error for an expression in place of a condition.
    static func noComparison(at range: Range<Int>) -> ExpressionError {
        ExpressionError("expected a condition with a comparison, such as `x + y <= 3`", at: range)
    }

    // MARK: - Names

    /// Returns the error for a function that does not exist, with the nearest one or the list of all.
    static func unknownFunction(_ name: String, at range: Range<Int>) -> ExpressionError {
        unknown("function", name, of: Function.all.map(\.name).sorted(), at: range)
    }

    /// Returns the error for a name that does not exist, with the nearest one or the list of them.
    static func noClass(after name: String, _ found: String, at range: Range<Int>) -> ExpressionError {
        ExpressionError("expected a class after `\(name) of`, found \(found); quote a name with blanks", at: range)
    }

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
        return ExpressionError("\(message); the \(kind)s are \(list(choices))", at: range)
    }

    /// Returns the first choices, and the number of the others.
    static func list(_ choices: [String]) -> String {
        let rest = choices.count - maximumChoices
        return choices.prefix(maximumChoices).joined(separator: ", ") + (rest > 0 ? " and \(rest) more" : "")
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

    // MARK: - Words

    static func wordAsNumber(_ word: String, at range: Range<Int>) -> ExpressionError {
        ExpressionError("expected a number, found the word '\(word)'", at: range)
    }

    static func textAsNumber(_ name: String, at range: Range<Int>) -> ExpressionError {
        ExpressionError("\(name) is a word, not a number; compare it with `is`", at: range)
    }

    /// - Parameter meant: The value with the quotes that it needs, if the text is one without them.
    static func noValue(of name: String, meant: String? = nil, at range: Range<Int>) -> ExpressionError {
        ExpressionError("expected a value of \(name)", at: range, suggestion: meant)
    }

    static func notValue(
        _ text: String, of name: String, among values: [String], at range: Range<Int>
    ) -> ExpressionError {
        ExpressionError(
            "\"\(text)\" is not a value of \(name); it has \(values.joined(separator: ", "))", at: range,
            suggestion: Suggestion.nearest(to: text, among: values))
    }

    /// Returns a number with commas between thousands: `1,000,000`.
    static func grouped(_ number: Int) -> String {
        let digits = "\(number)"
        var text = ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index).isMultiple(of: 3) { text += "," }
            text.append(digit)
        }
        return text
    }
}

/// The reasons why an expression has no value for a genome.
enum EvaluationFailure {
    static let outsideList = "an index is outside its list, whose elements have the integers from 0"
    static let zeroByZero = "0 / 0 is not a number"

    static func wordAsNumber(_ name: String) -> String {
        "\(name) is a word here, not a number; compare it with `is` first"
    }

    static func noNumber(_ name: String) -> String {
        "\(name) has no number here, because it is not active or was not measured"
    }
}
