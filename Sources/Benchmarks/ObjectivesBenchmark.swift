import ArgumentParser
import ChildProcesses
import Evolution
import Expressions
import Foundation
import Networks
import Objectives
import Programs
import Randomness

/// A benchmark of the overhead of evaluations: expressions compared with the same functions in Swift, and programs
/// that answer at once.
struct ObjectivesBenchmark: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "objectives", abstract: "Expressions compared with handwritten Swift, and programs per second.")

    @Option(help: "The number of parallel evaluations, for programs and for the large population.") var workers = 2

    func run() throws {
        // As in the shell.
        Orphans.allowAdoption()
        try Self.expressions()
        try bigPopulation()
        try programs()
    }

    // MARK: - Expressions

    /// An expression, and the same function in Swift; both read the codes of one genome.
    private struct Case: Sendable {
        let text: String
        let genes: [Gene]
        let function: @Sendable (ArraySlice<UInt32>) -> Double
    }

    private static func gene(_ name: String, _ domain: Domain) -> Gene { Gene(name, in: domain) }

    private static let whole = Domain.integers(first: 1, last: 9999, step: 1, scale: .linear)
    private static let hundred = (0..<100).map {
        Gene("x\($0)", in: .integers(first: 0, last: 1, step: 1, scale: .linear))
    }
    private static let hundredWhole = (0..<100).map { Gene("x\($0)", in: whole) }
    private static let hundredReal = (0..<100).map {
        Gene("x\($0)", in: .interval(first: -5, last: 5, scale: .linear))
    }
    private static let tenths = (0..<10).map { Gene("x\($0)", in: .steps(first: -5, last: 5, step: 0.1)) }

    private static let cases = [
        Case(text: "x / y", genes: [gene("x", whole), gene("y", whole)]) { codes in
            let start = codes.startIndex
            return Double(codes[start] + 1) / Double(codes[start + 1] + 1)
        },
        Case(text: "sum(x0..x99)", genes: hundred) { codes in
            var sum = 0.0
            for code in codes { sum += Double(code) }
            return sum
        },
        Case(text: "max(x0..x99)", genes: hundredWhole) { codes in
            var greatest = -Double.infinity
            for code in codes { greatest = max(greatest, Double(code + 1)) }
            return greatest
        },
        Case(text: "mean(x0..x99)", genes: hundredReal) { codes in
            var sum = 0.0
            // The gene's value is the shortest decimal within half a step of this.
            for code in codes { sum += -5 + Double(code) * (10 / 4_294_967_294) }
            return sum / 100
        },
        Case(text: "count(x0..x99 = 1) - 2 * abs(x0 - x1)", genes: hundred) { codes in
            var count = 0.0
            for code in codes where code == 1 { count += 1 }
            let start = codes.startIndex
            return count - 2 * abs(Double(codes[start]) - Double(codes[start + 1]))
        },
        Case(text: "sum(x0..x9 ^ 2 - 10 * cos(6.283185307 * x0..x9) + 10)", genes: tenths) { codes in
            var sum = 0.0
            for code in codes {
                // Like the gene's value: rounded to tenths.
                let x = ((-5 + Double(code) * 0.1) * 10).rounded() / 10
                sum += x * x - 10 * cos(6.283185307 * x) + 10
            }
            return sum
        },
        Case(
            text: "if(depth > 5 and width < 100, sqrt(width) + 1, log(width) / depth)",
            genes: [gene("depth", .integers(first: 1, last: 9, step: 1, scale: .linear)), gene("width", whole)]
        ) { codes in
            let (depth, width) = (Double(codes[codes.startIndex] + 1), Double(codes[codes.startIndex + 1] + 1))
            return depth > 5 && width < 100 ? width.squareRoot() + 1 : log(width) / depth
        },
    ]

    private static func codes(_ genus: Genus, rows: Int) -> [UInt32] {
        var generator = Generator(seed: 1)
        return (0..<rows).flatMap { _ in genus.genes.map { UInt32(generator.below($0.count)) } }
    }

    private static func seconds(_ body: () throws -> Void) rethrows -> Double {
        let start = ContinuousClock.now
        try body()
        return (ContinuousClock.now - start) / .seconds(1)
    }

    /// Returns the shortest of several times, because disturbances only add time.
    private static func best(_ body: () throws -> Void) rethrows -> Double {
        var best = Double.infinity
        for _ in 0..<15 { best = min(best, try seconds(body)) }
        return best
    }

    private static func expressions() throws {
        print("nanoseconds per genome, one thread: expression, the same function in Swift, ratio")
        let rows = 10_000
        for subject in cases {
            let genus = try Genus(subject.genes)
            let codes = codes(genus, rows: rows)
            let width = genus.genes.count
            let objective = try ExpressionObjective(
                ParsedExpression(parsing: subject.text), direction: .maximize, genus: genus)
            var values: [Double] = []
            let ours = best { values = objective.fitness(codes, rows: 0..<rows, workers: 1) }
            var theirs: [Double] = []
            let handwritten = best {
                theirs = (0..<rows).map { subject.function(codes[$0 * width..<($0 + 1) * width]) }
            }
            guard zip(values, theirs).allSatisfy({ abs($0 - $1) <= 1e-9 * max(1, abs($1)) }) else {
                throw ValidationError("\(subject.text) and the Swift function give different results")
            }
            let scale = 1e9 / Double(rows)
            print(
                String(format: "%8.1f %8.1f %6.2f  ", ours * scale, handwritten * scale, ours / handwritten)
                    + subject.text)
        }
    }

    private func bigPopulation() throws {
        let genus = try Genus((0..<100).map { Gene("x\($0)", in: .interval(first: -5, last: 5, scale: .linear)) })
        let objective = try ExpressionObjective(
            ParsedExpression(parsing: "sum(x0..x99 ^ 2 - 10 * cos(6.283185307 * x0..x99))"), direction: .minimize,
            genus: genus)
        let codes = Self.codes(genus, rows: 10_000)
        print("a function of 100 genes over a population of 10,000: milliseconds with 1 and \(workers) workers")
        let times = [1, workers].map { count in
            Self.best { _ = objective.fitness(codes, rows: 0..<10_000, workers: count) } * 1000
        }
        print(String(format: "%8.1f %8.1f  %.2f times as fast", times[0], times[1], times[0] / times[1]))
    }

    // MARK: - Programs

    private func programs() throws {
        let kept = try speed("cat", isKept: true, count: 40_000)
        print("programs, \(workers) workers: \(Int(kept)) evaluations/s of `cat` kept running")
        let started = try speed("echo {x}", isKept: false, count: 1_000)
        print("programs, \(workers) workers: \(Int(started)) evaluations/s of `echo {x}`, started for each genome")
    }

    private func speed(_ command: String, isKept: Bool, count: Int) throws -> Double {
        let genus = try Genus([Gene("x", in: .integers(first: 0, last: 999_999, step: 1, scale: .linear))])
        let objective = try ProgramObjective(
            ProgramSettings(command: try CommandTemplate(parsing: command), isKeptRunning: isKept),
            direction: .maximize,
            genus: genus, seed: 1)
        defer { objective.close() }
        let workers = Workers<Double>(count: workers)
        defer { workers.finish() }
        let cancellation = Cancellation()
        let seconds = try Self.seconds {
            for number in 0..<count {
                let genome = try genus.genome(codes: [UInt32(number)])
                workers.submit(number: number, cost: 1) { _ in
                    let measured = try? objective.measure(
                        objective.prepare(genome), part: 0, cancellation: cancellation
                    ) { _ in }
                    return measured?.scores[ProgramObjective.score] ?? .nan
                }
            }
            for _ in 0..<count {
                guard let (number, answer) = workers.next(within: .seconds(10)), answer == Double(number) else {
                    throw ValidationError("\(command) gave a wrong answer or none within 10 s")
                }
            }
        }
        return Double(count) / seconds
    }
}
