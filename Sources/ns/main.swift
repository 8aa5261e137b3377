import ArgumentParser
import ChildProcesses
import CommandLanguage
import CommandParsing
import FileWriting
import Foundation
import SearchPreparation
import Session
import SessionState
import Shell

/// The command line arguments of `ns`.
struct Arguments: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ns", abstract: "a shell that evolves neural networks' hyperparameters",
        discussion: "Without a script, ns reads commands, typed at a prompt or piped.")

    @Flag(name: .customShort("i"), help: "run the script, then stay at the prompt") var interactive = false
    @Flag(help: "only parse the script") var check = false
    @Option(name: .customShort("c"), help: .init("run these commands and exit", valueName: "commands"))
    var commands: String?
    @Flag(help: "write reports, progress and errors as JSON, one object per line") var json = false
    @Flag(help: "continue after a command of a script fails; the exit status still reports the failure") var keepGoing =
        false
    @Flag(help: "show only requested output, warnings and errors") var quiet = false
    @Flag(help: "show each command before it runs") var echo = false
    @Option(help: .init("auto, always or never", valueName: "when")) var color = "auto"
    @Flag(help: "redraw nothing and describe plots in sentences, for screen readers and logs") var plain = false
    @Flag(help: "do not keep a history of typed lines") var noHistory = false
    @Option(help: .init("seed of the search", valueName: "number")) var seed: UInt64?
    @Option(help: .init("number of genomes evaluated in parallel", valueName: "count")) var workers: Int?
    @Option(
        help: .init(
            "file of the memory (cached results), or none; by default in the user's data folder", valueName: "file"))
    var memory: String?
    @Option(
        help: .init("file of answers to the questions of `ask`, one a line, without a learner", valueName: "file"))
    var answers: String?
    @Option(
        help: .init(
            "memory that reading a file may use, such as 2GB; by default half of the machine's memory",
            valueName: "size"))
    var memoryLimit: String?
    @Flag(help: "print the version and exit") var version = false
    @Flag(help: "print the manual page (`man ns`) and exit") var manual = false
    @Option(
        help: .init(
            "print the syntax file of an editor and exit: vim, vscode, or sublime (also for bat)", valueName: "editor"))
    var syntax: String?
    @Argument(
        parsing: .captureForPassthrough,
        help: """
            a script and its arguments $1, $2 …; - is standard input; evaluator evaluates genomes for another shell, \
            reader reads untrusted files for it
            """
    )
    var script: [String] = []

    /// Returns true if there is no file at a path, or one that can be a memory: a database of SQLite.
    private static func canBeMemory(_ path: String) -> Bool {
        do {
            let file = FileHandle(fileDescriptor: try InputFile.open(path), closeOnDealloc: true)
            let start = try file.read(upToCount: 16) ?? Data()
            return start.isEmpty || start == Data("SQLite format 3\0".utf8)
        } catch {
            // The memory reports a file that cannot be read.
            return true
        }
    }

    /// Checks that the folder of a file exists, so that a misspelt path creates none.
    ///
    /// - Throws: `ValidationError` if it does not.
    private static func checkFolder(ofMemory path: String) throws {
        let folder = URL(filePath: path).deletingLastPathComponent().path(percentEncoded: false)
        guard FileManager.default.fileExists(atPath: folder) else {
            throw ValidationError("there is no folder \(folder); create it, or choose another path after --memory")
        }
    }

    func validate() throws {
        // Arguments after a script belong to the script; an unknown option in its place is an error.
        if let first = script.first, first.hasPrefix("-"), first != "-" {
            guard first != "--help", first != "-h" else { throw CleanExit.helpRequest(Self.self) }
            throw ValidationError("unknown option \(first)")
        }
        guard ["auto", "always", "never"].contains(color) else {
            throw ValidationError("expected --color auto, always or never, found \"\(color)\"")
        }
        if let syntax, SyntaxDefinition.Format(rawValue: syntax) == nil {
            let formats = SyntaxDefinition.Format.allCases.map(\.rawValue).joined(separator: ", ")
            throw ValidationError("expected --syntax with one of \(formats), found \"\(syntax)\"")
        }
        let counts = WorkersCommand.counts
        if let workers, !counts.contains(workers) {
            throw ValidationError(
                "expected --workers from \(counts.lowerBound) to \(counts.upperBound), found \(workers)")
        }
        if let memoryLimit, (MemoryLimit.bytes(of: memoryLimit) ?? 0) < 1 << 20 {
            throw ValidationError("expected --memory-limit of 1MB or more, such as 2GB, found \"\(memoryLimit)\"")
        }
        if let memory, memory != "none" {
            try Self.checkFolder(ofMemory: memory)
            guard Self.canBeMemory(memory) else {
                throw ValidationError("\(memory) is not a memory of ns; expected another path, or none")
            }
        }
        if check || interactive, script.isEmpty || script == ["-"] {
            throw ValidationError("expected a script after \(check ? "--check" : "-i")")
        }
        if commands != nil, !script.isEmpty { throw ValidationError("expected -c or a script, found both") }
    }

    /// True if this process evaluates genomes for another shell; a script of that name is `./evaluator`.
    var isEvaluator: Bool { script == ["evaluator"] }

    /// The files that this process reads for another one.
    enum Reading {
        case network(path: String)
        case imagesAndArchives
    }

    /// The files to read for another process; nil for any other work. A script of that name is `./reader`.
    var reading: Reading? {
        guard script.first == "reader", script.count <= 2 else { return nil }
        return script.count == 2 ? .network(path: script[1]) : .imagesAndArchives
    }

    var options: ShellOptions {
        var options = ShellOptions()
        options.writesJSON = json
        options.keepsGoing = keepGoing
        options.isQuiet = quiet
        options.echoes = echo
        options.color = color
        options.isPlain = plain
        options.keepsHistory = !noHistory
        options.seed = seed
        options.workers = workers
        options.answers = answers
        options.memory = memory == "none" ? nil : memory ?? UserFolders.memory
        if version {
            options.work = .commands("version")
        } else if manual {
            options.work = .manual
        } else if let format = syntax.flatMap({ SyntaxDefinition.Format(rawValue: $0) }) {
            options.work = .syntax(format)
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
Orphans.allowAdoption()
do {
    let arguments = try Arguments.parse()
    if let limit = arguments.memoryLimit.flatMap(MemoryLimit.bytes(of:)) { MemoryLimit.choose(limit) }
    if let reading = arguments.reading {
        switch reading {
        case .network(let path): ReaderProcess.run(path: path)
        case .imagesAndArchives: ReaderProcess.run()
        }
        _exit(0)
    }
    if arguments.isEvaluator {
        EvaluatorProcess.run(reader: UserFolders.program)
        // A training may still be in the middle of a batch.
        _exit(0)
    }
    let status = await Shell(arguments.options).run()
    // A worker may still be in the middle of a batch: a normal exit would let libraries free matrices that it uses.
    fflush(nil)
    _exit(status)
} catch {
    // A request for help succeeds; anything else is an error.
    let isHelp = Arguments.exitCode(for: error) == .success
    let text = Arguments.fullMessage(for: error) + "\n"
    try? (isHelp ? FileHandle.standardOutput : FileHandle.standardError).write(contentsOf: Data(text.utf8))
    exit(isHelp ? 0 : 2)
}
