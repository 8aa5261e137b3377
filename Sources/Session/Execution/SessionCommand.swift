public import CommandLanguage
public import CommandParsing
package import Messages

/// A command with its meaning for the session. Each is executable, except for those that structure a script.
package protocol SessionCommand: Command {
    /// The meaning for the session.
    var meaning: CommandMeaning { get }
}

/// The meaning of a command for the session.
package enum CommandMeaning {
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
    package var meaning: CommandMeaning { .choice(self) }
}

extension ForCommand: SessionCommand {
    package var meaning: CommandMeaning { .repetition(self) }
}

extension ElseCommand: SessionCommand {
    package var meaning: CommandMeaning { .mark }
}

extension EndCommand: SessionCommand {
    package var meaning: CommandMeaning { .mark }
}

/// A command as the session's parser makes it, with its meaning.
public struct ExecutableCommand: Sendable {
    /// The first word.
    let name: String
    package let meaning: CommandMeaning

    package init(_ command: some SessionCommand) {
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
    package func executable() throws(SessionError) -> any Executable {
        guard case .execution(let executable) = command.meaning else { throw .notExecutable(command.name) }
        return executable
    }
}
