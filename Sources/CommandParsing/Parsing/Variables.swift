import Notation
import Suggestions

/// The values of variables and script arguments, such as `$name` and `$1`.
public struct Variables: Hashable, Codable, Sendable {
    /// The values by name.
    public private(set) var values: [String: String] = [:]
    /// The arguments of the running script: `$1`, `$2` …
    public private(set) var arguments: [String]

    /// The names of facts that have a value as soon as there is one. They are no part of the saved variables.
    public var factNames: Set<String> = []

    /// The maximum length of a variable's value, in bytes of UTF-8.
    public static let longestValue = 1_000_000

    private enum CodingKeys: String, CodingKey { case values, arguments }

    /// Creates variables without values, with the arguments of a script.
    public init(arguments: [String] = []) { self.arguments = arguments }

    /// Sets a variable.
    public mutating func set(_ name: String, to value: String) { values[name] = value }

    /// Returns the same variables with the arguments of another script.
    public func with(arguments: [String]) -> Variables {
        var variables = self
        variables.arguments = arguments
        return variables
    }

    /// Returns the value of a name; nil if it has none.
    public func value(of name: String) -> String? {
        if name == "#" { return "\(arguments.count)" }
        guard let number = Int(name) else { return values[name] }
        return number >= 1 && number <= arguments.count ? arguments[number - 1] : nil
    }

    /// Returns true for a valid name of a variable: letters, digits and `_`, not beginning with a digit.
    static func isName(_ text: String) -> Bool {
        guard let first = text.unicodeScalars.first, first == "_" || first.properties.isAlphabetic else { return false }
        return text.utf8.allSatisfy(Lexer.belongsToName)
    }

    func plain(_ word: Word, of source: Source) throws(Diagnostic) -> PlainWord {
        var text = ""
        for piece in word.pieces {
            switch piece {
            case .text(let part): text += part
            case .variable(let name, let fallback):
                guard let value = value(of: name) ?? fallback else {
                    guard Int(name) == nil else {
                        throw .noArgument(name, arguments: arguments.count, at: word.range, of: source)
                    }
                    guard !factNames.contains(name) else { throw .noFactYet(name, at: word.range, of: source) }
                    let nearest = Suggestion.nearest(to: name, among: factNames.union(values.keys).sorted())
                    throw .noValue(of: name, nearest: nearest, at: word.range, of: source)
                }
                text += value
            }
        }
        var isVariable = false
        if case .variable? = word.pieces.first {
            isVariable = word.pieces.count == 1 || word.endsWithComma && word.pieces.dropFirst() == [.text(",")]
        }
        return PlainWord(
            text: text, range: word.range, isQuoted: word.isQuoted, isVariable: isVariable,
            endsWithComma: word.endsWithComma, written: written(word))
    }

    /// Returns a word with its quotes, and with the values of its variables.
    private func written(_ word: Word) -> String {
        word.written.enumerated().map { index, piece in
            switch piece {
            case .text(let text): return text
            case .variable(let name, let fallback):
                let value = value(of: name) ?? fallback ?? ""
                return word.variablesInQuotes.contains(index) ? CommandText.escaped(value) : value
            }
        }.joined()
    }
}
