public import Expressions

/// What the values of a command were read as, by the names that its form gives them.
public struct Captures: Sendable {
    /// A value and where it stands.
    struct Entry: Sendable {
        let value: Value
        let range: Range<Int>
    }

    var entries: [String: Entry] = [:]
    /// How words are written again that would be read otherwise as they stand.
    var spellings: [Int: Spelling] = [:]
    /// Where the words of the language stand.
    var words: [Range<Int>] = []
    let source: Source

    init(source: Source) { self.source = source }

    /// Whether a word of the language or a value was there.
    public func has(_ name: String) -> Bool { entries[name] != nil }

    /// The whole number of that name, where it was given.
    public func integer(_ name: String) -> Int? {
        if case .integer(let value)? = entries[name]?.value { value } else { nil }
    }

    /// The number of that name: a number, a share or a duration in seconds.
    public func number(_ name: String) -> Double? {
        switch entries[name]?.value {
        case .number(let value)?: value
        case .integer(let value)?: Double(value)
        default: nil
        }
    }

    /// The text, path or word of that name.
    public func text(_ name: String) -> String? {
        if case .text(let value)? = entries[name]?.value { value } else { nil }
    }

    /// The words of that name, none where it was not given.
    public func words(_ name: String) -> [String] {
        if case .words(let value)? = entries[name]?.value { value } else { [] }
    }

    /// The width and height of that name.
    public func size(_ name: String) -> (width: Int, height: Int)? {
        if case .size(let width, let height)? = entries[name]?.value { (width, height) } else { nil }
    }

    /// The values of a gene.
    public func values(_ name: String) -> ValueList? {
        if case .values(let value)? = entries[name]?.value { value } else { nil }
    }

    /// What is wrong with a value that was read, where it stands.
    public func mistake(_ message: String, at name: String) -> Diagnostic {
        Diagnostic(message, at: entries[name]?.range ?? 0..<1, of: source)
    }

    /// Where genomes come from.
    public func genomes(_ name: String) -> GenomeList? {
        if case .genomes(let value)? = entries[name]?.value { value } else { nil }
    }

    /// The command of that name.
    public func command(_ name: String) -> NestedCommand? {
        if case .command(let value)? = entries[name]?.value { value } else { nil }
    }

    /// The expression of that name.
    public func expression(_ name: String) -> Expression? {
        if case .expression(let value, _)? = entries[name]?.value { value } else { nil }
    }

    /// The command line of that name.
    public func commandLine(_ name: String) -> CommandTemplate? {
        if case .commandLine(let value, _)? = entries[name]?.value { value } else { nil }
    }

    /// Where the expression or command line of that name was written.
    public func place(of name: String) -> WrittenPlace? {
        switch entries[name]?.value {
        case .expression(_, let origins)?, .commandLine(_, let origins)?: WrittenPlace(origins, of: source)
        default: nil
        }
    }
}

/// How a word is written so that it is read again as it was.
enum Spelling: Sendable {
    /// In quotes: a variable's value that is one word.
    case quoted
    /// As it stands: a part of an expression.
    case raw
    /// A file to be read, by its whole path.
    case readPath
}

/// A value as it was read.
enum Value: Sendable {
    case present
    case integer(Int)
    case number(Double)
    case text(String)
    case words([String])
    case size(width: Int, height: Int)
    case values(ValueList)
    case genomes(GenomeList)
    case expression(Expression, TextOrigins)
    case commandLine(CommandTemplate, TextOrigins)
    case command(NestedCommand)
}
