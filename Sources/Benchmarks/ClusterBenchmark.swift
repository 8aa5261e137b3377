import ArgumentParser
import Foundation

/// A benchmark of the shell's overhead per evaluator: many evaluators of a program that only waits.
struct ClusterBenchmark: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cluster", abstract: "A thousand evaluators of a program that waits for a second.")

    @Option(help: "The number of evaluators.") var evaluators = 1000
    @Option(help: "The number of evaluations per evaluator.") var rounds = 20

    func run() throws {
        let few = try measure(evaluators: 10, rounds: 3)
        let many = try measure(evaluators: evaluators, rounds: rounds)
        let ideal = Double(many.evaluations) / Double(evaluators)
        let memory = (many.memory - few.memory) / Double(evaluators - 10)
        let rows = [
            ("evaluations", "\(many.evaluations)"),
            ("seconds", String(format: "%.1f, at best %.1f", many.seconds, ideal)),
            ("fraction of ideal throughput", String(format: "%.2f", ideal / many.seconds)),
            (
                "shell's CPU time per evaluation",
                String(format: "%.0f µs", many.processor / Double(many.evaluations) * 1e6)
            ), ("shell's memory per evaluator", String(format: "%.0f KB", memory / 1024)),
        ]
        print("\(evaluators) evaluators of a program that waits for 1 s, processes of this machine")
        for (name, value) in rows {
            print("  \(name)\(String(repeating: " ", count: max(1, 32 - name.count)))\(value)")
        }
    }

    private struct Measured {
        let evaluations: Int
        let seconds: Double
        let processor: Double
        let memory: Double
    }

    /// Runs the shell and measures it once all evaluators are present and each has answered once.
    private func measure(evaluators: Int, rounds: Int) throws -> Measured {
        let program = "perl -ne 'BEGIN{{$|=1} select undef,undef,undef,1; print \"1\\\\n\"'"
        let script = """
            gene x in 1..1000000
            maximize output of "\(program.replacing("\"", with: "\\\"").replacing("$", with: "\\$"))" kept running
            population size \(evaluators) litter 1
            strategy ageing ahead \(evaluators)
            workers \(evaluators) on processes
            evolve \(rounds + 20)
            """
        let path = FileManager.default.temporaryDirectory.appending(path: "ns-bench-\(UUID().uuidString).ns")
        try script.write(to: path, atomically: true, encoding: .utf8)
        defer { try? FileManager.default.removeItem(at: path) }
        let shell = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent().appending(path: "ns")
        let process = Process()
        let output = Pipe()
        process.executableURL = shell
        process.arguments = ["--json", "--memory", "none", path.path]
        process.standardOutput = output
        try process.run()
        var start: (time: ContinuousClock.Instant, processor: Double, evaluations: Int)?
        var measured: Measured?
        var allPresent: Int?
        var text = Data()
        defer {
            process.terminate()
            process.waitUntilExit()
        }
        var isOver = false
        while !isOver, case let bytes = output.fileHandleForReading.availableData, !bytes.isEmpty {
            text += bytes
            while let end = text.firstIndex(of: UInt8(ascii: "\n")) {
                let line = text[text.startIndex..<end]
                text = Data(text[(end + 1)...])
                guard let progress = try? JSONDecoder().decode(Line.self, from: line), progress.report == "progress",
                    let finished = progress.finished, let evaluated = progress.evaluated
                else { continue }
                let known = finished * evaluators + evaluated
                if allPresent == nil, progress.evaluators?.present == evaluators { allPresent = known }
                guard let allPresent, known > allPresent + evaluators else { continue }
                if start == nil { start = (.now, Self.processorSeconds(of: process.processIdentifier), known) }
                if let start {
                    isOver = known >= start.evaluations + evaluators * rounds
                    measured = Measured(
                        evaluations: known - start.evaluations,
                        seconds: (ContinuousClock.now - start.time) / .seconds(1),
                        processor: Self.processorSeconds(of: process.processIdentifier) - start.processor,
                        memory: max(measured?.memory ?? 0, Self.residentBytes(of: process.processIdentifier)))
                }
            }
        }
        guard let measured, measured.evaluations > 0 else { throw ValidationError("no evaluation finished") }
        return measured
    }

    private struct Line: Decodable {
        let report: String
        let finished: Int?
        let evaluated: Int?
        let evaluators: Count?

        struct Count: Decodable { let present: Int }
    }

    /// Returns the CPU time of a process in seconds.
    private static func processorSeconds(of process: Int32) -> Double {
        guard let text = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8),
            let name = text.lastIndex(of: ")")
        else { return .nan }
        let fields = text[name...].split(separator: " ")
        guard fields.count > 13, let user = Double(fields[12]), let system = Double(fields[13]) else { return .nan }
        return (user + system) / Double(sysconf(Int32(_SC_CLK_TCK)))
    }

    private static func residentBytes(of process: Int32) -> Double {
        guard let text = try? String(contentsOfFile: "/proc/\(process)/statm", encoding: .utf8),
            let pages = text.split(separator: " ").dropFirst().first.flatMap({ Double($0) })
        else { return .nan }
        return pages * Double(sysconf(Int32(_SC_PAGESIZE)))
    }
}
