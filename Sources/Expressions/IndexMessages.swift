import Suggestions

/// The errors about functions, families of genes, lists and named parts.
extension ExpressionError {
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
}
