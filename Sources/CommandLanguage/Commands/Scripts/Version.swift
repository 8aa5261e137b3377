package import CommandParsing

/// `version`: shows the program's version.
package struct VersionCommand: Command {
    package static let grammar = CommandGrammar(
        "version", topic: .scripts, "show the versions of the program and its numerics",
        searchTerms: ["release", "instruction set", "AVX"], examples: ["version"])

    package init(_ captures: Captures) throws(Diagnostic) {}
}
