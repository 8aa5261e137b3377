/// Commands as a page shows them, with the output shown for each, and the output that the shell really prints.
package struct ShownOutput: Sendable {
    /// A command with the output shown below it.
    package struct Command: Hashable, Sendable {
        /// The typed line.
        package let line: String
        /// The output shown below it; nil if none is shown.
        package let output: String?

        /// Creates a command with the output shown below it.
        package init(_ line: String, output: String?) {
            self.line = line
            self.output = output
        }
    }

    /// Returns the text of a marker, which no command prints by itself.
    private static func mark(_ number: Int) -> String { "---- shown output \(number) ----" }

    /// Runs the commands one after the other in the shell, and returns those whose output is shown, with their real
    /// output.
    ///
    /// - Parameter before: commands to run before all others.
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
            let marks = parts.indices.filter { parts[$0] == mark(number) }
            guard marks.count == 2 else {
                return Command(command.line, output: "nothing, but an error: \(result.error)")
            }
            return Command(command.line, output: parts[(marks[0] + 1)..<marks[1]].joined(separator: "\n"))
        }
    }
}
