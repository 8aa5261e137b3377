package import CommandParsing

/// `end`: ends an `if`, `for` or `experiment`.
package struct EndCommand: Command {
    package static let grammar = CommandGrammar(
        "end", topic: .scripts, "end an `if`, `for` or `experiment`",
        examples: [.init("for n in 1, 2; print $n; end", prints: "1\n2")], role: .closes)

    package init(_ captures: Captures) throws(Diagnostic) {}
}
