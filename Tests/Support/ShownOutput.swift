/// Commands as a page shows them, each with what it is said to print, and what the shell really prints.
package struct ShownOutput: Sendable {
    /// A command with what is shown below it.
    package struct Command: Hashable, Sendable {
        /// What is typed.
        package let line: String
        /// What is shown below it; nil where nothing is.
        package let output: String?

        /// A command with what is shown below it.
        package init(_ line: String, output: String?) {
            self.line = line
            self.output = output
        }
    }

    /// The text of a mark: no command prints it by itself.
    private static func mark(_ number: Int) -> String { "---- shown output \(number) ----" }

    /// Runs the commands one after the other in the shell, and gives those whose output is shown, with what they printed.
    ///
    /// - Parameter before: commands that run before them all.
    package static func printed(_ commands: [Command], before: String = "", home: Home) throws -> [Command] {
        var script = before.isEmpty ? "" : before + "\n"
        for (number, command) in commands.enumerated() {
            guard command.output != nil else {
                script += command.line + "\n"
                continue
            }
            script += "print '\(mark(number))'\n\(command.line)\nprint '\(mark(number))'\n"
        }
        let result = try FinishedProgram.shell([try home.write(script, to: "shown.ns")], home: home)
        let parts = result.output.split(separator: "\n", omittingEmptySubsequences: false)
        return commands.enumerated().filter { $1.output != nil }.map { number, command in
            let places = parts.indices.filter { parts[$0] == mark(number) }
            guard places.count == 2 else {
                return Command(command.line, output: "nothing, but an error: \(result.error)")
            }
            return Command(command.line, output: parts[(places[0] + 1)..<places[1]].joined(separator: "\n"))
        }
    }
}
