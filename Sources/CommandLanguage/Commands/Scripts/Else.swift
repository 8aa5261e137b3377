package import CommandParsing

/// `else`: runs the following commands if the condition of its `if` does not hold.
package struct ElseCommand: Command {
    package static let grammar = CommandGrammar(
        "else", topic: .scripts, "run the following commands if the condition of `if` does not hold",
        examples: ["if fittest >= 2; print 'too good to be true'; else; print 'fine'; end"], role: .divides)

    package init(_ captures: Captures) throws(Diagnostic) {}
}
