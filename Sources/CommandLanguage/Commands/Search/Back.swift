package import CommandParsing

/// `back`: reverts the last phase that `step` ran.
package struct BackCommand: Command {
    package static let grammar = CommandGrammar(
        "back", topic: .search, "revert the last phase of `step`",
        searchTerms: ["previous phase", "revert"],
        discussion: "Evaluations are cached, so the same step is fast the second time and gives the same result.",
        examples: ["back"])

    package init(_ captures: Captures) throws(Diagnostic) {}
}
