import ArgumentParser
import Foundation
import Support

/// A benchmark of response times at the prompt: the real shell in a pseudo-terminal, with 10,000 lines of history.
struct TerminalBenchmark: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "terminal", abstract: "The time until the first prompt, and until the response to a key.")

    @Option(help: "The number of times the shell is started.") var starts = 20
    @Flag(help: "Print one JSON object.") var json = false

    private static let lines = 10_000

    func run() throws {
        let home = try Home()
        // Use lines with the same beginning, so that suggestions, Up and Ctrl-R search many of them.
        let history = (0..<Self.lines).map { "population size \($0) elitism \($0 % 100)%" }
        try home.write(history.joined(separator: "\n") + "\n", to: "state/ns/history")
        var results: [(name: String, times: [Double])] = []
        results.append(("start to prompt", try (0..<starts).map { _ in try start(home) }))
        results += try keys(home)
        results.append(("Ctrl-C in evolve to prompt", try (0..<5).map { _ in try interrupt() }))
        if json {
            let table = Dictionary(
                uniqueKeysWithValues: results.map {
                    ($0.name, ["median": median($0.times), "most": $0.times.max() ?? 0])
                })
            print(String(decoding: try JSONEncoder().encode(table), as: UTF8.self))
            return
        }
        for (name, times) in results {
            let cells = [median(times), times.max() ?? 0].map { String(format: "%8.2f ms", $0) }
            print("\(name.padding(toLength: 34, withPad: " ", startingAt: 0)) median \(cells[0])   most \(cells[1])")
        }
    }

    private func start(_ home: Home) throws -> Double {
        let start = ContinuousClock.now
        let terminal = try Terminal(home: home)
        try terminal.wait(for: "the prompt") { $0.cursorLine == "ns>" }
        let time = milliseconds(since: start)
        terminal.type("\u{04}")
        _ = try terminal.exitStatus()
        return time
    }

    private func keys(_ home: Home) throws -> [(String, [Double])] {
        let terminal = try Terminal(home: home)
        try terminal.wait(for: "the prompt") { $0.cursorLine == "ns>" }
        func answer(_ keys: String) throws -> Double {
            let (before, start) = (terminal.written.count, ContinuousClock.now)
            terminal.type(keys)
            try terminal.wait(for: "an answer") { _ in terminal.written.count > before }
            return milliseconds(since: start)
        }
        func clear() throws {
            terminal.type("\u{03}")
            try terminal.wait(for: "a prompt") { $0.cursorLine == "ns>" }
        }
        var results: [(String, [Double])] = []
        // The history completes the first line at each letter, and the second line never, so that all lines are
        // searched.
        for (name, line) in [
            ("a letter, with a suggestion", "population size 99 elitism 9"),
            ("a letter, without one", "zpopulation size 20 elitism 5% x"),
            ("a letter of an expression", "maximize accuracy - 1e-7 * parameters"),
        ] {
            results.append((name, try line.map { try answer(String($0)) }))
            try clear()
        }
        terminal.type("population")
        try terminal.wait(for: "the line") { $0.cursorLine.contains("population") }
        results.append(("Up", try (0..<30).map { _ in try answer("\u{1B}[A") }))
        try clear()
        _ = try answer("\u{12}")
        results.append(("Ctrl-R and a letter", try "size 77 elitism 7".map { try answer(String($0)) }))
        terminal.type("\u{07}")
        try clear()
        terminal.type("population s")
        try terminal.wait(for: "the line") { $0.cursorLine.contains("population s") }
        results.append(("Tab", try (0..<10).map { _ in try answer("\t") }))
        try clear()
        terminal.type("\u{04}")
        _ = try terminal.exitStatus()
        return results
    }

    private func interrupt() throws -> Double {
        let home = try Home()
        let terminal = try Terminal(["load digits"], home: home)
        try terminal.wait(for: "the prompt") { $0.cursorLine == "ns digits>" }
        terminal.type("evolve 100\r")
        try terminal.wait(for: "the bars") { $0.lines.contains { $0.contains("worker 1") } }
        let start = ContinuousClock.now
        terminal.type("\u{03}")
        try terminal.wait(for: "the prompt") { $0.cursorLine.hasPrefix("ns digits") && $0.cursorLine.hasSuffix(">") }
        let time = milliseconds(since: start)
        terminal.type("\u{04}")
        _ = try terminal.exitStatus()
        return time
    }

    private func milliseconds(since start: ContinuousClock.Instant) -> Double {
        let passed = ContinuousClock.now - start
        return Double(passed.components.seconds) * 1_000 + Double(passed.components.attoseconds) * 1e-15
    }

    private func median(_ times: [Double]) -> Double {
        let sorted = times.sorted()
        return sorted.isEmpty ? .nan : sorted[sorted.count / 2]
    }
}

extension Terminal {
    /// Starts the shell and executes some lines.
    fileprivate convenience init(_ lines: [String] = [], home: Home) throws {
        try self.init(Terminal.shell, home: home)
        for line in lines {
            try wait(for: "the prompt") { $0.cursorLine.hasPrefix("ns") && $0.cursorLine.hasSuffix(">") }
            type(line + "\r")
        }
    }
}
