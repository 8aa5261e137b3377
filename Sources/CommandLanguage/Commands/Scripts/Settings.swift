package import CommandParsing

/// `settings`: shows all settings of the session.
package struct SettingsCommand: Command {
    package static let grammar = CommandGrammar(
        "settings", topic: .scripts, "show all settings of the session",
        searchTerms: ["options", "configuration", "preferences", "defaults"], examples: ["settings"])

    package init(_ captures: Captures) throws(Diagnostic) {}
}
