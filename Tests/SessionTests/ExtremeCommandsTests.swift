import CommandLanguage
import CommandParsing
import Foundation
import Session
import Support
import Testing

/// Commands with arbitrary numbers are executed or refused, and none ends the process. NS_FUZZ scales their number:
/// `Scripts/test --torture` runs a hundred thousand.
@Suite struct ExtremeCommandsTests {
    private static let commands =
        ProcessInfo.processInfo.environment["NS_FUZZ"].flatMap { Int($0) }.map { $0 / 10 } ?? 400

    private static let extremes = [
        "0", "1", "2", "-1", "3", "17", "255", "65536", "2147483647", "2147483648", "4294967296", "9223372036854775807",
        "-9223372036854775808", "9223372036854775808", "18446744073709551616", "1e300", "-1e300", "1e308", "1e-308",
        "5e-324", "1e400", "0.5", "-0.0", "0.1", "1e19", "1e15", "nan", "inf", "99999999999999999999999999",
    ]

    /// Commands that write or read files, run other programs, wait, or leave.
    private static let elsewhere = [
        "!", "save", "export", "report", "record", "run", "open", "resume", "quit", "pause", "lesson", "load",
        "predict", "train",
        "ensemble", "prompt",
    ]

    @Test func `random commands with extreme numbers are executed or refused`() async throws {
        var random = ShownNumbers(state: 11)
        let examples = Talking().session.grammar.commands.filter { !Self.elsewhere.contains($0.grammar.name) }
            .flatMap { $0.grammar.examples.map(\.line) }.filter {
                !$0.contains(" to ") && !$0.contains("save") && !$0.contains("export") && !$0.contains("!")
            }
        var refused = 0
        let rounds = max(1, Self.commands / 20)
        for number in 0..<rounds {
            let talking = Talking(workers: 1)
            _ = await talking.error(
                number.isMultiple(of: 3)
                    ? "load iris limit 60; genes clear; gene neurons0 in 1, 2; training epochs 1; population size 2"
                    : "gene x in 1..9; gene y in -1.0..1.0; gene k in a, b; maximize x + y; population size 4")
            for _ in 0..<20 {
                var command = examples[random.next(below: examples.count)]
                let numbers = command.matches(of: /[0-9]+(\.[0-9]+)?/).map(\.range)
                if !numbers.isEmpty {
                    let extreme = Self.extremes[random.next(below: Self.extremes.count)]
                    command.replaceSubrange(numbers[random.next(below: numbers.count)], with: extreme)
                }
                if random.next(below: 4) == 0 {
                    let bounds = [0, 1].map { _ in Self.extremes[random.next(below: Self.extremes.count)] }
                    let ending = ["", " log", " by \(Self.extremes[random.next(below: Self.extremes.count)])"]
                    command = "gene x in \(bounds[0])..\(bounds[1])\(ending[random.next(below: 3)])"
                }
                var asked = 0
                do {
                    try await talking.say(command) {
                        asked += 1
                        return asked > 10
                    }
                } catch {
                    refused += 1
                }
                _ = try? await talking.say("evolve 1; show population; step") {
                    asked += 1
                    return asked > 20
                }
            }
        }
        print(
            "\(rounds * 20) random commands with extreme numbers: \(refused) refused or stopped, "
                + "\(rounds * 20 - refused) executed, 0 crashes")
    }
}

/// A generator of random numbers that are the same everywhere.
private struct ShownNumbers {
    var state: UInt64

    mutating func next(below count: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int(state >> 33) % count
    }
}
