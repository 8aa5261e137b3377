import ArgumentParser
import Foundation
import Memory
import Randomness

/// A benchmark of a large memory: look-ups, writing, opening, and the size of its file.
struct MemoryBenchmark: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "memory", abstract: "Look-ups in a memory of a million evaluations.")

    @Option(help: "The number of cached evaluations.") var evaluations = 1_000_000
    @Option(help: "The number of epochs of each curve.") var epochs = 3

    private static let names = ["accuracy", "binary_accuracy", "f1", "loss", "precision", "recall"]

    func run() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("ns-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let path = folder + "/memory.sqlite"
        var generator = Generator(seed: 1)
        // Write many evaluations in one transaction, as when a saved session is opened.
        let filling = time {
            for start in stride(from: 0, to: evaluations, by: 10_000) {
                ScoreMemory(path: path).adopt(
                    (start..<min(evaluations, start + 10_000)).map { number in
                        (Self.fingerprint(number), evaluation(number))
                    })
            }
        }
        let memory = ScoreMemory(path: path)
        let opening = time { _ = memory.evaluation([0]) }
        let sample = (0..<100_000).map { _ in Int(generator.next() % UInt64(evaluations)) }
        var found = 0
        let looking = time {
            for number in sample where memory.evaluation(Self.fingerprint(number)) != nil { found += 1 }
        }
        let missing = time { for number in sample { _ = memory.evaluation(Self.fingerprint(number + evaluations)) } }
        let writing = time {
            for number in 0..<1000 { memory.remember(evaluation(number), as: Self.fingerprint(-1 - number)) }
        }
        let facts = memory.facts
        print(
            """
            \(facts.evaluations) evaluations of \(epochs) epochs, filled in \(Int(filling)) s
            file                    \(facts.bytes / 1_000_000) MB
            opening                 \(String(format: "%.1f", opening * 1e3)) ms
            look-up, found (\(found)) \(String(format: "%.1f", looking / 0.1)) µs
            look-up, missing        \(String(format: "%.1f", missing / 0.1)) µs
            writing one             \(String(format: "%.0f", writing * 1e3)) µs
            """)
    }

    private func evaluation(_ number: Int) -> RememberedEvaluation {
        let value = Double(number % 997) / 997
        let scores = Dictionary(uniqueKeysWithValues: Self.names.map { ($0, value) })
        return RememberedEvaluation(
            result: .scores(scores.merging(["parameters": 1000]) { $1 }),
            curve: [[String: Double]](repeating: scores.merging(["training_loss": 1]) { $1 }, count: epochs), seconds: 1
        )
    }

    /// Returns 32 pseudorandom bytes, like a digest.
    private static func fingerprint(_ number: Int) -> [UInt8] {
        var generator = Generator(seed: UInt64(bitPattern: Int64(number)))
        return (0..<4).flatMap { _ in withUnsafeBytes(of: generator.next()) { Array($0) } }
    }

    private func time(_ work: () throws -> Void) rethrows -> Double {
        let passed = try ContinuousClock().measure(work)
        return Double(passed.components.seconds) + Double(passed.components.attoseconds) * 1e-18
    }
}
