import ArgumentParser
import Foundation
import Support

/// A benchmark of a long search: the resident memory of the real shell after hundreds of trainings.
struct MemoryFlatBenchmark: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "memory-flat", abstract: "The memory of the shell after 100, 500 and 1,000 trainings.")

    @Option(help: "The number of networks trained at once.") var workers = 2
    @Option(parsing: .upToNextOption, help: "Trainings after which memory is measured.") var after = [100, 500, 1_000]

    /// The births of a generation; almost all of them are trained.
    private static let size = 50

    func run() throws {
        let home = try Home()
        let shell = Process()
        shell.executableURL = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent().appending(path: "ns")
        shell.arguments = ["--workers", "\(workers)"]
        shell.environment = home.environment
        let (commands, reports) = (Pipe(), Pipe())
        (shell.standardInput, shell.standardOutput) = (commands, reports)
        shell.standardError = FileHandle.nullDevice
        try shell.run()
        defer { shell.terminate() }
        func tell(_ command: String) { commands.fileHandleForWriting.write(Data((command + "\n").utf8)) }
        // Default genes without large layers, which would take long; one epoch each on 1,797 small images.
        tell("load digits")
        for layer in 0..<5 { tell("gene neurons\(layer) in 0, 16, 32, 64, 128") }
        tell("training epochs 1")
        tell("population size \(Self.size)")
        let lines = Lines(reports.fileHandleForReading)
        var trained = 0
        for count in after.sorted() {
            while trained < count {
                // Use few commands, because each leaves a snapshot of the whole history for `undo`.
                tell("evolve \(max(1, (count - trained) / Self.size))")
                trained += try trainings(lines)
            }
            print(String(format: "%6.1f MB after %d trainings", try megabytes(shell.processIdentifier), trained))
        }
    }

    /// Returns the number of trainings in the next reported generations.
    private func trainings(_ lines: Lines) throws -> Int {
        while let line = lines.next() {
            guard line.hasPrefix("generation "), let end = line.range(of: " network") else { continue }
            let words = line[..<end.lowerBound].split(separator: " ")
            if let count = words.last.flatMap({ Int($0) }) { return count }
        }
        throw ValidationError("the shell ended")
    }

    private func megabytes(_ process: Int32) throws -> Double {
        let status = try String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8)
        let line = status.split(separator: "\n").first { $0.hasPrefix("VmRSS:") }
        guard let kilobytes = line?.split(separator: " ").lazy.compactMap({ Double($0) }).first else {
            throw ValidationError("this system does not report the memory of a process")
        }
        return kilobytes / 1024
    }

    /// The output of a program, line by line, as it arrives.
    private final class Lines {
        private let handle: FileHandle
        private var rest = Data()

        init(_ handle: FileHandle) { self.handle = handle }

        func next() -> String? {
            while true {
                if let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
                    defer { rest.removeSubrange(...end) }
                    return String(decoding: rest[..<end], as: UTF8.self)
                }
                let more = handle.availableData
                if more.isEmpty { return nil }
                rest.append(more)
            }
        }
    }
}
