import Suggestions

/// The values that `$name` and `$1` stand for.
public struct Variables: Hashable, Codable, Sendable {
    /// Values by name.
    public private(set) var values: [String: String] = [:]
    /// The arguments of the running script: `$1`, `$2` …
    public private(set) var arguments: [String]

    /// The longest value of a variable, in bytes of UTF-8.
    public static let longestValue = 1_000_000

    private enum CodingKeys: String, CodingKey { case values, arguments }

    /// No values; the arguments of a script.
    public init(arguments: [String] = []) { self.arguments = arguments }

    /// Gives a name a value.
    public mutating func set(_ name: String, to value: String) { values[name] = value }

    /// The same values for another script's arguments.
    public func with(arguments: [String]) -> Variables {
        var variables = self
        variables.arguments = arguments
        return variables
    }

    /// What a name stands for; nil where it stands for nothing.
    public func value(of name: String) -> String? {
        if name == "#" { return "\(arguments.count)" }
        guard let number = Int(name) else { return values[name] }
        return number >= 1 && number <= arguments.count ? arguments[number - 1] : nil
    }

    /// Whether a value can be given to a name: letters, digits and `_`, and not digits alone.
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
                    let message =
                        Int(name) != nil
                        ? "the script was given \(arguments.count) arguments; $\(name) has no value"
                        : "$\(name) has no value; `let \(name) VALUE` gives it one"
                    let nearest = Int(name) == nil ? Suggestion.nearest(to: name, among: values.keys.sorted()) : nil
                    throw Diagnostic(
                        message, at: word.range, of: source, suggestion: nearest.map { "$" + $0 })
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
            endsWithComma: word.endsWithComma)
    }
}
