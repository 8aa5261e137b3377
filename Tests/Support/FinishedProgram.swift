import Foundation

/// The result of a program that ran without a terminal.
package struct FinishedProgram: Sendable {
    package let status: Int
    package let output: String
    package let error: String

    /// Runs the shell to its end.
    package static func shell(
        _ arguments: [String], input: String = "", home: Home, environment: [String: String] = [:]
    ) throws -> FinishedProgram {
        try run(Terminal.shell, arguments, input: input, home: home, environment: environment)
    }

    /// Runs a line of `sh` to its end; `$NS` is the shell.
    package static func line(_ line: String, home: Home) throws -> FinishedProgram {
        try run("/bin/sh", ["-c", line], home: home, environment: ["NS": Terminal.shell])
    }

    /// Runs a program to its end. Its input and output are files, so that no pipe can fill up.
    package static func run(
        _ program: String, _ arguments: [String], input: String = "", home: Home, environment: [String: String] = [:]
    ) throws -> FinishedProgram {
        let name = UUID().uuidString
        let source = try home.write(input, to: "\(name).input")
        let output = try home.write("", to: "\(name).output")
        let error = try home.write("", to: "\(name).error")
        let process = Process()
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = arguments
        process.currentDirectoryURL = URL(fileURLWithPath: home.path)
        process.environment = home.environment.merging(environment) { $1 }
        process.standardInput = FileHandle(forReadingAtPath: source)
        process.standardOutput = FileHandle(forWritingAtPath: output)
        process.standardError = FileHandle(forWritingAtPath: error)
        try process.run()
        process.waitUntilExit()
        let isSignal = process.terminationReason == .uncaughtSignal
        return FinishedProgram(
            status: Int(process.terminationStatus) + (isSignal ? 128 : 0), output: try home.read("\(name).output"),
            error: try home.read("\(name).error"))
    }
}
