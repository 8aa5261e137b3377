public import CommandLanguage
import CommandParsing

/// A command with its meaning for the session. Each is executable, except for those that structure a script.
protocol SessionCommand: Command {
    /// The meaning for the session.
    var meaning: CommandMeaning { get }
}

/// The meaning of a command for the session.
enum CommandMeaning {
    /// It can be executed.
    case execution(any Executable)
    /// It begins commands that run conditionally.
    case choice(IfCommand)
    /// It begins commands that run for each value.
    case repetition(ForCommand)
    /// It divides or ends a block.
    case mark
}

extension IfCommand: SessionCommand {
    var meaning: CommandMeaning { .choice(self) }
}

extension ForCommand: SessionCommand {
    var meaning: CommandMeaning { .repetition(self) }
}

extension ElseCommand: SessionCommand {
    var meaning: CommandMeaning { .mark }
}

extension EndCommand: SessionCommand {
    var meaning: CommandMeaning { .mark }
}

/// A command as the session's parser makes it, with its meaning.
public struct ExecutableCommand: Sendable {
    /// The first word.
    let name: String
    let meaning: CommandMeaning

    init(_ command: some SessionCommand) {
        name = type(of: command).grammar.name
        meaning = command.meaning
    }
}

/// An executable command with its source text.
public typealias ParsedExecutable = ParsedCommand<ExecutableCommand>

extension ParsedCommand where Parsed == ExecutableCommand {
    /// Returns what can be executed.
    ///
    /// - Throws: `.unusable` for a command that only structures a script.
    func executable() throws(SessionError) -> any Executable {
        guard case .execution(let executable) = command.meaning else { throw .notExecutable(command.name) }
        return executable
    }
}
