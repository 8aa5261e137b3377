import ArgumentParser
import CommandLanguage
import Foundation
import Session
import Shell

/// The words behind `ns` at process level.
struct Arguments: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ns", abstract: "a shell that evolves neural networks' hyperparameters",
        discussion: "Without a script it reads commands: typed at a prompt, or piped.")

    @Flag(name: .customShort("i"), help: "run the script, then stay at the prompt") var interactive = false
    @Flag(help: "only parse the script") var check = false
    @Option(name: .customShort("c"), help: "execute these commands and leave") var commands: String?
    @Flag(help: "write reports, progress and errors as one JSON object a line") var json = false
    @Flag(help: "continue after a command of a script fails; the exit status still reports the failure") var keepGoing =
        false
    @Flag(help: "show only what is asked for, warnings and errors") var quiet = false
    @Flag(help: "show each command before it is executed") var echo = false
    @Option(help: "auto, always or never") var color = "auto"
    @Flag(help: "do not keep the lines that are typed") var noHistory = false
    @Option(help: "the seed of the search") var seed: UInt64?
    @Option(help: "how many genomes are evaluated at once") var workers: Int?
    @Option(help: "the file of the memory, or none; by default in the user's data folder") var memory: String?
    @Option(help: "the memory that reading a file may take, such as 2GB; by default half of the machine's")
    var memoryLimit: String?
    @Flag(help: "print the version and leave") var version = false
    @Flag(help: "print the page that `man ns` shows, and leave") var manual = false
    @Argument(
        parsing: .captureForPassthrough,
        help: """
            a script, and what $1, $2 … are in it; - is standard input; evaluator works for a shell elsewhere, reader PATH reads \
            a network for one
            """
    )
    var script: [String] = []

    func validate() throws {
        // What follows a script is the script's own; what stands in its place is not.
        if let first = script.first, first.hasPrefix("-"), first != "-" {
            guard first != "--help", first != "-h" else { throw CleanExit.helpRequest(Self.self) }
            throw ValidationError("unknown option \(first)")
        }
        guard ["auto", "always", "never"].contains(color) else {
            throw ValidationError("expected --color auto, always or never, found \"\(color)\"")
        }
        let counts = WorkersCommand.counts
        if let workers, !counts.contains(workers) {
            throw ValidationError(
                "expected --workers from \(counts.lowerBound) to \(counts.upperBound), found \(workers)")
        }
        if let memoryLimit, (MemoryLimit.bytes(of: memoryLimit) ?? 0) < 1 << 20 {
            throw ValidationError("expected --memory-limit of 1MB or more, such as 2GB, found \"\(memoryLimit)\"")
        }
        if check || interactive, script.isEmpty || script == ["-"] {
            throw ValidationError("expected a script after \(check ? "--check" : "-i")")
        }
        if commands != nil, !script.isEmpty { throw ValidationError("expected -c or a script, found both") }
    }

    /// Whether it is to work for a shell elsewhere; a script of that name is `./evaluator`.
    var isEvaluator: Bool { script == ["evaluator"] }

    /// The file that it is to read for a shell; nil where it is to do something else. A script of that name is `./reader`.
    var readerPath: String? { script.count == 2 && script[0] == "reader" ? script[1] : nil }

    var options: ShellOptions {
        var options = ShellOptions()
        options.writesJSON = json
        options.keepsGoing = keepGoing
        options.isQuiet = quiet
        options.echoes = echo
        options.color = color
        options.keepsHistory = !noHistory
        options.seed = seed
        options.workers = workers
        options.memory = memory == "none" ? nil : memory ?? UserFolders.memory
        if version {
            options.work = .commands("version")
        } else if manual {
            options.work = .manual
        } else if let commands {
            options.work = .commands(commands)
        } else if script.first == "-" {
            options.work = .input(arguments: Array(script.dropFirst()))
        } else if let path = script.first {
            options.work =
                check
                ? .check(path: path)
                : .script(path: path, arguments: Array(script.dropFirst()), staysOpen: interactive)
        }
        return options
    }
}

StandardDescriptors.fill()
do {
    let arguments = try Arguments.parse()
    if let limit = arguments.memoryLimit.flatMap(MemoryLimit.bytes(of:)) { MemoryLimit.choose(limit) }
    if let path = arguments.readerPath {
        ReaderProcess.run(path: path)
        _exit(0)
    }
    if arguments.isEvaluator {
        EvaluatorProcess.run()
        // A training may still be within a batch.
        _exit(0)
    }
    let status = await Shell(arguments.options).run()
    // A worker may still be within a batch: the libraries' own tidying up would pull its matrices from under it.
    fflush(nil)
    _exit(status)
} catch {
    // Help is asked for and succeeds; anything else is malformed.
    let isHelp = Arguments.exitCode(for: error) == .success
    let text = Arguments.fullMessage(for: error) + "\n"
    try? (isHelp ? FileHandle.standardOutput : FileHandle.standardError).write(contentsOf: Data(text.utf8))
    exit(isHelp ? 0 : 2)
}
