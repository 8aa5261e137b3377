/// `help evolve`: explains a command, or lists them all.
public struct HelpCommand: Command {
    /// The command asked about; nil for all.
    public let topic: String?

    /// Its words, help and examples.
    public static let grammar = CommandGrammar(
        "help", topic: .scripts, "list the commands, or explain one",
        form: .optional(.value("topic", .topic, "a command")), examples: ["help", "help evolve"])

    /// Takes the values that were read.
    public init(_ captures: Captures) throws(Diagnostic) { topic = captures.text("topic") }
}

/// `settings`: all settings of the session.
public struct SettingsCommand: Command {
    /// Its words, help and examples.
    public static let grammar = CommandGrammar(
        "settings", topic: .scripts, "show all settings of the session", examples: ["settings"])

    /// Takes the values that were read.
    public init(_ captures: Captures) throws(Diagnostic) {}
}

/// `version`: the program's version.
public struct VersionCommand: Command {
    /// Its words, help and examples.
    public static let grammar = CommandGrammar(
        "version", topic: .scripts, "show the versions of the program and its numbers", examples: ["version"])

    /// Takes the values that were read.
    public init(_ captures: Captures) throws(Diagnostic) {}
}

/// `quit`: leaves the shell.
public struct QuitCommand: Command {
    /// Its words, help and examples.
    public static let grammar = CommandGrammar("quit", topic: .scripts, "leave the shell", examples: ["quit"])

    /// Takes the values that were read.
    public init(_ captures: Captures) throws(Diagnostic) {}
}
