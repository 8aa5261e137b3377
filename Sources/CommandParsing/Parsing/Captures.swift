public import Expressions

/// The values of a command, by the names that its form gives them.
public struct Captures: Sendable {
    /// A value and its position.
    struct Entry: Sendable {
        let value: ParsedValue
        let range: Range<Int>
    }

    var entries: [String: Entry] = [:]
    /// The spelling of words that cannot be recorded as they were typed, by their index.
    var spellings: [Int: Spelling] = [:]
    /// The positions of the words that belong to the language.
    var words: [Range<Int>] = []
    package let source: Source

    init(source: Source) { self.source = source }

    /// Returns true if this word or value was given.
    public func has(_ name: String) -> Bool { entries[name] != nil }

    /// Returns the integer with this name; nil if it was not given.
    public func integer(_ name: String) -> Int? {
        if case .integer(let value)? = entries[name]?.value { value } else { nil }
    }

    /// Returns the range of integers with this name; of a single number, that number alone.
    public func integers(_ name: String) -> ClosedRange<Int>? {
        if case .integers(let value)? = entries[name]?.value { value } else { nil }
    }

    /// Returns the number with this name: a number, a fraction or a duration in seconds.
    public func number(_ name: String) -> Double? {
        switch entries[name]?.value {
        case .number(let value)?: value
        case .integer(let value)?: Double(value)
        default: nil
        }
    }

    /// Returns the text, path or word with this name.
    public func text(_ name: String) -> String? {
        if case .text(let value)? = entries[name]?.value { value } else { nil }
    }

    /// Returns true if the value with this name begins with a quote, or with a variable.
    package func isQuoted(_ name: String) -> Bool {
        guard let start = entries[name]?.range.lowerBound else { return false }
        let bytes = source.text.utf8
        guard start < bytes.count else { return false }
        return [UInt8(ascii: "'"), UInt8(ascii: "\""), UInt8(ascii: "$")].contains(
            bytes[bytes.index(bytes.startIndex, offsetBy: start)])
    }

    /// Returns true if a list of values or words ends at a position.
    func hasList(endingAt position: Int) -> Bool {
        entries.values.contains { entry in
            guard entry.range.upperBound == position else { return false }
            return switch entry.value {
            case .values(.list, _), .words: true
            default: false
            }
        }
    }

    /// Returns the words with this name; empty if they were not given.
    public func words(_ name: String) -> [String] {
        if case .words(let value)? = entries[name]?.value { value } else { [] }
    }

    /// Returns the width and height with this name.
    public func size(_ name: String) -> (width: Int, height: Int)? {
        if case .size(let width, let height)? = entries[name]?.value { (width, height) } else { nil }
    }

    /// Returns the width and height of a page with this name, in millimetres.
    public func page(_ name: String) -> (width: Double, height: Double)? {
        if case .page(let width, let height)? = entries[name]?.value { (width, height) } else { nil }
    }

    /// Returns the range of numbers with this name.
    public func range(_ name: String) -> ClosedRange<Double>? {
        if case .range(let range)? = entries[name]?.value { range } else { nil }
    }

    /// Returns the values of a gene with this name.
    public func values(_ name: String) -> ValueList? {
        if case .values(let value, _)? = entries[name]?.value { value } else { nil }
    }

    /// Returns each value of a list with this name as it was written; empty for a range.
    public func written(_ name: String) -> [String] {
        if case .values(_, let written)? = entries[name]?.value { written } else { [] }
    }

    /// Returns an error about a value, at its position.
    public func mistake(_ message: String, at name: String) -> Diagnostic {
        Diagnostic(message, at: entries[name]?.range ?? 0..<1, of: source)
    }

    /// Returns the genomes with this name.
    public func genomes(_ name: String) -> GenomeList? {
        if case .genomes(let value)? = entries[name]?.value { value } else { nil }
    }

    /// Returns the row with this name.
    public func row(_ name: String) -> TypedRow? {
        if case .row(let value)? = entries[name]?.value { value } else { nil }
    }

    /// Returns the command with this name.
    public func command(_ name: String) -> NestedCommand? {
        if case .command(let value)? = entries[name]?.value { value } else { nil }
    }

    /// Returns the expression with this name.
    public func expression(_ name: String) -> ParsedExpression? {
        if case .expression(let value, _)? = entries[name]?.value { value } else { nil }
    }

    /// Returns the command line with this name.
    public func commandLine(_ name: String) -> CommandTemplate? {
        if case .commandLine(let value, _)? = entries[name]?.value { value } else { nil }
    }

    /// Returns the source position of the expression or command line with this name.
    public func position(of name: String) -> TextPosition? {
        switch entries[name]?.value {
        case .expression(_, let origins)?, .commandLine(_, let origins)?: TextPosition(origins, of: source)
        default: nil
        }
    }
}

/// The way to write a word so that it is parsed again as before.
enum Spelling: Sendable {
    /// Quoted: the value of a variable is a single word.
    case quoted
    /// One word, quoted if it would otherwise be split: its commas separate nothing.
    case whole
    /// Unchanged: a part of an expression.
    case raw
    /// A file to read, by its absolute path.
    case readPath
}

/// A parsed value.
enum ParsedValue: Sendable {
    case present
    case integer(Int)
    case integers(ClosedRange<Int>)
    case number(Double)
    case text(String)
    case words([String])
    case size(width: Int, height: Int)
    /// In millimetres.
    case page(width: Double, height: Double)
    case range(ClosedRange<Double>)
    /// The values, and each value of a list as it was written.
    case values(ValueList, written: [String])
    case genomes(GenomeList)
    case row(TypedRow)
    case expression(ParsedExpression, TextOrigins)
    case commandLine(CommandTemplate, TextOrigins)
    case command(NestedCommand)
}
