/// `help evolve`: explains a command, or lists them all.
public struct HelpCommand: Command {
    /// The command asked about; nil for all.
    public let topic: String?

    public static let grammar = CommandGrammar(
        "help", topic: .scripts, "list the commands, or explain one",
        form: .optional(.value("topic", .topic, "a command")), examples: ["help", "help evolve"])

    public init(_ captures: Captures) throws(Diagnostic) { topic = captures.text("topic") }
}

/// `settings`: all settings of the session.
public struct SettingsCommand: Command {
    public static let grammar = CommandGrammar(
        "settings", topic: .scripts, "show all settings of the session", examples: ["settings"])

    public init(_ captures: Captures) throws(Diagnostic) {}
}

/// `version`: the program's version.
public struct VersionCommand: Command {
    public static let grammar = CommandGrammar(
        "version", topic: .scripts, "show the versions of the program and its numbers", examples: ["version"])

    public init(_ captures: Captures) throws(Diagnostic) {}
}

/// `quit`: leaves the shell.
public struct QuitCommand: Command {
    public static let grammar = CommandGrammar("quit", topic: .scripts, "leave the shell", examples: ["quit"])

    public init(_ captures: Captures) throws(Diagnostic) {}
}
