import Notation

/// Scores whose names consist of several words: `f1 of setosa`, `recall of 2`, `pinball 0.9`.
extension ExpressionParser {
    /// The names of scores that a number follows.
    static let namesBeforeNumbers: Set<String> = ["pinball"]

    /// Reads the class or number after the name of a score; returns nil if neither follows.
    mutating func score(_ name: String, _ start: ExpressionLexer.Located) throws(ExpressionError) -> Node? {
        if current.token == .name("of") {
            position += 1
            return node(name + " of " + CommandText.className(try className(after: name)), from: start)
        }
        guard Self.namesBeforeNumbers.contains(name), case .number(let number) = current.token else { return nil }
        position += 1
        return node("\(name) \(CommandText.numberText(number))", from: start)
    }

    /// Reads the name of a class: a name, a number or a quoted text.
    private mutating func className(after name: String) throws(ExpressionError) -> String {
        let sign = current
        if sign.token == .symbol("-") { position += 1 }
        let isNegative = sign.token == .symbol("-")
        let token = current
        switch token.token {
        case .number(let number):
            position += 1
            return (isNegative ? "-" : "") + CommandText.numberText(number)
        case .name(let text) where !isNegative, .word(let text) where !isNegative:
            position += 1
            return text
        default: throw .noClass(after: name, token.token.quoted, at: token.range)
        }
    }

    private func node(_ name: String, from start: ExpressionLexer.Located) -> Node {
        Node(.name(name), at: start.range.lowerBound..<tokens[position - 1].range.upperBound)
    }
}
