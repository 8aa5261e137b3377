import Suggestions

// The errors of reading and compiling expressions and command lines.

extension ExpressionError {
    // MARK: - Conditions

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
    private static func list(_ choices: [String]) -> String {
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

    // MARK: - Lists and indices

    static func noIndexHere(at range: Range<Int>) -> ExpressionError {
        ExpressionError("only a list or a family of genes has an index", at: range)
    }

    static func takesNoIndex(_ function: String, at range: Range<Int>) -> ExpressionError {
        ExpressionError("\(function) takes no index; sum, mean, min, max … do", at: range)
    }

    static func noIndexWord(_ index: String, of function: String, at range: Range<Int>) -> ExpressionError {
        ExpressionError(
            "expected `in` between \(index) and its range, as in \(function)(\(index) in 0..9, x[\(index)])", at: range)
    }

    /// - Parameter found: A quoted text, or `the end`.
    static func noIndexRange(of index: String, _ found: String, at range: Range<Int>) -> ExpressionError {
        ExpressionError("expected a range such as 0..9 after \"\(index) in\", found \(found)", at: range)
    }

    /// - Parameter found: A quoted text, or `the end`.
    static func noIndexedPart(of index: String, _ found: String, at range: Range<Int>) -> ExpressionError {
        ExpressionError("expected a comma and an expression of \(index), found \(found)", at: range)
    }

    /// - Parameter names: The indices that can be used here.
    static func unknownIndex(_ name: String, among names: [String], at range: Range<Int>) -> ExpressionError {
        let nearest = Suggestion.nearest(to: name, among: names)
        let known = names.count == 1 ? "the index is \(list(names))" : "the indices are \(list(names))"
        return ExpressionError(
            "\"\(name)\" is not an index here" + (nearest == nil ? "; \(known)" : ""), at: range, suggestion: nearest)
    }

    static func computedIndex(of family: String, at range: Range<Int>) -> ExpressionError {
        ExpressionError(
            "the index of \(family) must be known before the search: a number, an index of sum, or arithmetic with them",
            at: range)
    }

    static func wrongMember(of family: String, _ index: String, at range: Range<Int>) -> ExpressionError {
        ExpressionError("there is no gene \(family)[\(index)]; an index is an integer from 0", at: range)
    }

    /// - Parameter known: The numbers of the first and the last gene of the family; nil if it has none.
    static func noMember(
        _ gene: String, of family: String, known: ClosedRange<Int>?, at range: Range<Int>
    ) -> ExpressionError {
        let members = known.map { "; the family \(family) has \(family)\($0.lowerBound) to \(family)\($0.upperBound)" }
        return ExpressionError("there is no gene \(gene)\(members ?? "")", at: range)
    }

    static func unknownRange(of index: String, at range: Range<Int>) -> ExpressionError {
        ExpressionError("the range of \(index) needs integers that are known before the search", at: range)
    }

    static func emptyRange(of function: String, at range: Range<Int>) -> ExpressionError {
        ExpressionError("\(function) needs at least one value; the range of its index is empty", at: range)
    }

    static func wrongStep(at range: Range<Int>) -> ExpressionError {
        ExpressionError("a step must be an integer above 0", at: range)
    }

    static func listWithoutIndex(_ functions: String, at range: Range<Int>) -> ExpressionError {
        ExpressionError(
            "a list can only be used with an index such as [3, 5, 2][i], or in \(functions)", at: range)
    }

    static func numberWithIndex(_ name: String, indices: Int, at range: Range<Int>) -> ExpressionError {
        ExpressionError(
            "\(name)\(indices > 1 ? "[…]" : "") is a number, not a list or a family of genes", at: range)
    }

    static func elementWithIndex(at range: Range<Int>) -> ExpressionError {
        ExpressionError("this element of the list is not a list itself", at: range)
    }

    static func outsideList(_ index: String, count: Int, at range: Range<Int>) -> ExpressionError {
        ExpressionError("\(index) is not an index of the list; it has 0 to \(count - 1)", at: range)
    }

    static func wrongDimensions(_ dimensions: Int, found: Int, at range: Range<Int>) -> ExpressionError {
        let expected = dimensions == 1 ? "one index" : "\(dimensions) indices"
        return ExpressionError("the list has \(expected), found \(found)", at: range)
    }

    static func unevenList(expected: Int, at range: Range<Int>) -> ExpressionError {
        ExpressionError("expected a list of \(expected) elements, as the first one is", at: range)
    }

    static func computedElement(at range: Range<Int>) -> ExpressionError {
        ExpressionError("a list from which genes select must contain only numbers", at: range)
    }

    static func wrongLength(of list: Int, beside family: Int, at range: Range<Int>) -> ExpressionError {
        ExpressionError("the list has \(list) numbers, but the family beside it has \(family)", at: range)
    }

    static func tooManyParts(limit: Int, at range: Range<Int>) -> ExpressionError {
        ExpressionError(
            "written out, the expression has more than \(grouped(limit)) parts; choose shorter ranges", at: range)
    }

    // MARK: - Named parts

    /// - Parameter found: A quoted text, or `the end`.
    static func noNamedPart(_ found: String, at range: Range<Int>) -> ExpressionError {
        ExpressionError("expected a name and = such as `where weight = 2 * x`, found \(found)", at: range)
    }

    static func whereInside(at range: Range<Int>) -> ExpressionError {
        ExpressionError("`where` can only follow a whole expression", at: range)
    }

    static func partTwice(_ name: String, at range: Range<Int>) -> ExpressionError {
        ExpressionError("\(name) is defined twice", at: range)
    }

    static func partInCircle(_ name: String, at range: Range<Int>) -> ExpressionError {
        ExpressionError("\(name) is defined in terms of itself", at: range)
    }

    static func reservedName(_ name: String, at range: Range<Int>) -> ExpressionError {
        ExpressionError("\"\(name)\" has a meaning in expressions; choose another name", at: range)
    }

    /// - Parameter kind: `part` or `index`.
    static func nameTaken(_ name: String, _ kind: String, at range: Range<Int>) -> ExpressionError {
        ExpressionError(
            "\(name) is already the name of a gene, a score or a fact; choose another name for the \(kind)", at: range)
    }

    /// - Parameter kind: `part` or `index`.
    static func nameTwice(_ name: String, _ kind: String, at range: Range<Int>) -> ExpressionError {
        ExpressionError("\(name) is defined twice; choose another name for the \(kind)", at: range)
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

    /// Returns a number with commas between thousands: `1,000,000`.
    private static func grouped(_ number: Int) -> String {
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
