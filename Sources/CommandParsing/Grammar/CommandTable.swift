/// The commands of a grammar, and what a parser makes of each: any command to check a text, or a command that can be
/// executed.
public struct CommandTable<Parsed: Sendable>: Sendable {
    /// Makes a command from the values that were read for its form.
    public typealias Maker = @Sendable (Captures) throws(Diagnostic) -> Parsed

    /// The grammar of the commands.
    public let grammar: Grammar
    /// The maker of each command, in the order of the grammar.
    let makers: [Maker]

    /// Creates a table.
    ///
    /// - Parameters:
    ///   - commands: The type of each command with its maker, in the order of `help`.
    ///   - vocabulary: The words defined by other modules.
    public init(_ commands: [(type: any Command.Type, maker: Maker)], vocabulary: Vocabulary) {
        grammar = Grammar(commands: commands.map(\.type), vocabulary: vocabulary)
        makers = commands.map(\.maker)
    }
}

extension CommandTable where Parsed == any Command {
    /// Creates a table that only checks texts.
    public init(_ grammar: Grammar) {
        self.grammar = grammar
        makers = grammar.commands.map { Self.maker($0) }
    }

    private static func maker(_ type: any Command.Type) -> Maker {
        @Sendable func make(_ captures: Captures) throws(Diagnostic) -> any Command { try type.init(captures) }
        return make
    }
}
