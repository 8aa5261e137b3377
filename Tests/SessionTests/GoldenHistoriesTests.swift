import Datasets
import Evolution
import Foundation
import Networks
import Support
import Testing

/// Small searches whose whole history is compared with a stored digest, so that refactoring changes nothing.
///
/// The digests are in `Fixtures/histories.txt`: births, best fitness, and the start of the SHA-256 checksum of every
/// birth's parents, crossover, mutation, genome and outcome as `export json` writes them. After an intended change of
/// searches, write them again with `NS_GOLDEN=write swift test --filter GoldenHistories`, and explain the change.
@Suite(.serialized) struct GoldenHistoriesTests {
    private static let golden = GoldenLines("histories.txt")

    /// One gene of every kind, and a function of them without ties, whose rounding is the same on all processors.
    private static let mixed = """
        gene kind in plain, fancy, odd; gene depth in 1..8; gene width in 0.0..1.0; gene rate in 1e-5..1e-1 log
        gene units in 1..1024 log; gene share in 0..0.5 by 0.1; gene slope in 0.0..0.99 when kind is fancy
        maximize depth * width - abs(share - 0.2) * 3 - abs(units - 300) / 100 - abs(rate - 0.01) \
        + if(kind is fancy, slope * 2, if(kind is odd, 1, 0))
        """

    /// A search: its name in the fixture and its commands.
    struct Search: CustomTestStringConvertible, Sendable {
        let name: String
        let commands: String
        var testDescription: String { name }

        init(_ name: String, _ settings: String, problem: String = mixed, generations: Int = 8) {
            self.name = name
            commands = "\(problem); population classic size 10; \(settings); evolve \(generations)"
        }
    }

    static let searches: [Search] = strategies + operators + kinds + objectives + fronts

    private static let strategies: [Search] =
        Strategy.all.flatMap { strategy in
            [
                Search("strategy \(strategy.name)", "strategy \(strategy.name)"),
                Search("strategy \(strategy.name) litter 8", "strategy \(strategy.name); population litter 8"),
            ]
        } + [
            Search("strategy ageing sample 3 ahead 4", "strategy ageing sample 3 ahead 4"),
            Search("strategy steady ahead 3", "strategy steady ahead 3; population litter 4"),
        ]

    private static let operators: [Search] =
        Selection.all.map { Search("selection \($0.name)", "population selection \($0.name)") }
        + Selection.all.map {
            Search("selection \($0.name) steady", "strategy steady; population selection \($0.name)")
        }
        + Crossover.all.map { Search("crossover \($0.name)", "population crossover \($0.name)") }
        + Mutation.all.map { Search("mutation \($0.name)", "population change \($0.name) mutation 80% factor 40%") }
        + EliteChoice.all.map { Search("elites \($0.name)", "population elites \($0.name) elitism 30%") }
        + [
            Search("selection tournament of 2", "population selection tournament of 2"),
            Search("breeding 30%", "population breeding 30%"), Search("defaults", "population default"),
            Search("seed 7", "seed 7"),
            Search("warm start", "population like kind odd depth 4 width 0.5"),
        ]

    /// Each kind of gene alone, with both mutations.
    private static let kinds: [Search] = Mutation.all.flatMap { mutation in
        [
            ("categories", "gene x0..x5 in red, green, blue; maximize count(x0..x5 = blue) - count(x0..x2 = red)"),
            ("integers", "gene x0..x5 in 1..100; minimize abs(x0 - 50) + abs(x1 - 20) + sum(x2..x5)"),
            ("logarithmic integers", "gene x0..x3 in 1..1000000 log; minimize abs(x0 - 50) + sum(x1..x3)"),
            ("reals", "gene x0..x3 in -1.0..3.0; minimize x0 * x0 + x1 * x1 + abs(x2 * x3 - 1)"),
            ("logarithmic reals", "gene x0..x3 in 1e-6..1 log; minimize abs(x0 - 0.001) + abs(x1 - 0.01) + x2 * x3"),
            ("stepped", "gene x0..x3 in 0..5 by 0.25; minimize x0 * x0 + abs(x1 - 2) + abs(x2 - x3)"),
            (
                "lists of numbers",
                "gene x0..x3 in 16, 32, 64, 128; gene y in 5, 1, 3; minimize abs(x0 + x1 - x2) + x3 + y"
            ),
            (
                "conditional",
                """
                gene a in on, off; gene b in 1..9 when a is on; gene c in 0.0..1.0 when b > 4
                gene d in 1..20 when not (a is on) or b >= 3; maximize if(a is on, b, 2) + if(b > 4, c, 0) - d / 10
                """
            ),
            ("bits", "gene x0..x39 in 0, 1; maximize sum(x0..x39)"),
        ].map { Search("\($0.0) mutation \(mutation.name)", "population change \(mutation.name)", problem: $0.1) }
    }

    private static let objectives: [Search] = [
        // Ties and failures: a division by zero has no fitness.
        Search("ties", "population", problem: "gene x in 1..9; gene y in 1..9; maximize round(x / 5) + 0 * y"),
        Search("failures", "population", problem: "gene x in -3..3; gene y in 1..9; maximize y / x"),
        Search("failures steady", "strategy steady", problem: "gene x in -3..3; gene y in 1..9; maximize y / x"),
        Search("one gene", "population", problem: "gene x in 1..9; maximize x"),
    ]

    private static let twoObjectives = """
        gene x in 0.0..5.0; gene y in 0.0..3.0; gene n in 1..50
        minimize 4 * x ^ 2 + 4 * y ^ 2 + n / 10 and minimize (x - 5) ^ 2 + (y - 5) ^ 2 + 5 / n
        """

    private static let fronts: [Search] = [
        Search("two objectives", "population", problem: twoObjectives),
        Search("two objectives steady", "strategy steady", problem: twoObjectives),
        Search("two objectives litter 8", "population litter 8", problem: twoObjectives),
        Search(
            "two objectives with conditions", "require x + y <= 6; require (x - 8) ^ 2 + (y + 3) ^ 2 >= 7.7",
            problem: twoObjectives),
        Search("three objectives", "population", problem: "\(twoObjectives) and maximize x * y - n"),
    ]

    @Test(arguments: searches)
    func `a search gives its stored history`(search: Search) async throws {
        let history = try await ExportedHistory(of: search.commands)
        #expect(try Self.golden.difference(history.summary, named: search.name) == nil)
    }

    /// The random numbers of a network depend on the instruction set, and so do all births after the first population.
    /// Each instruction set has its own line; without a line, only the first population is compared.
    @Test(arguments: [1, 2])
    func `a search among networks gives its stored history`(workers: Int) async throws {
        let history = try await ExportedHistory(
            of: """
                load iris; training epochs 2
                gene optimizer in adam, sgd, adamax; gene momentum in 0.0..0.9 when optimizer is sgd
                gene learning_rate in 1e-3..1e-1 log; gene neurons0 in 0, 8, 16; gene neurons1 in 0, 8, 16; gene batch_size in 8, 16
                population size 6; evolve 4
                """, workers: workers)
        let first = history.first(6).genomes
        #expect(try Self.golden.difference(first, named: "networks, genomes of the first population") == nil)
        let name = "networks, \(NetworksNumerics.instructionSet), numbers \(NetworksNumerics.version)"
        if try Self.golden.has(name) { #expect(try Self.golden.difference(history.summary, named: name) == nil) }
    }

    /// The same for networks with convolutions, whose random changes of images are drawn from the network's numbers.
    @Test(arguments: [1, 2])
    func `a search among convolutional networks gives its stored history`(workers: Int) async throws {
        let history = try await ExportedHistory(
            of: """
                load digits limit 200; training epochs 2; network convolution 2 dense 1
                maximize accuracy - 1e-8 * multiplications; population size 6; evolve 3
                """, workers: workers)
        let first = history.first(6).genomes
        #expect(try Self.golden.difference(first, named: "networks, convolutions, first population") == nil)
        let name = "networks, convolutions, \(NetworksNumerics.instructionSet), numbers \(NetworksNumerics.version)"
        if try Self.golden.has(name) { #expect(try Self.golden.difference(history.summary, named: name) == nil) }
    }

    @Test func `every stored line belongs to a search`() throws {
        let lines = try Self.golden.values().keys.filter { !$0.hasPrefix("networks, ") }
        #expect(Set(lines) == Set(Self.searches.map(\.name)))
        #expect(Set(Self.searches.map(\.name)).count == Self.searches.count)
    }
}

/// A history as `export json` writes it, without the columns of time and worker.
struct ExportedHistory {
    private let births: [Birth]

    private struct Birth: Decodable {
        let birth: Int
        let mother, father: Int?
        let crossover: String
        let mutation: [Change]
        let genome: [String: Value]
        let fitness, deviation: Double?
        let failure: String?
    }

    private struct Change: Decodable {
        let gene: String
        let from, to: String?
    }

    /// A gene's value; nil for a gene that is inactive.
    private struct Value: Decodable {
        let text: String?

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if container.decodeNil() {
                text = nil
            } else if let number = try? container.decode(Double.self) {
                text = "\(number)"
            } else {
                text = try container.decode(String.self)
            }
        }
    }

    /// Runs some commands and reads what they export.
    init(of commands: String, workers: Int = 2) async throws {
        let folder = try TemporaryFolder()
        let path = "\(folder.path)/history.json"
        try await Talking(workers: workers).say("\(commands)\nexport json \(path)")
        births = try JSONDecoder().decode([Birth].self, from: Data(contentsOf: URL(filePath: path)))
    }

    private init(births: [Birth]) { self.births = births }

    /// Returns only the first births.
    func first(_ count: Int) -> ExportedHistory { ExportedHistory(births: Array(births.prefix(count))) }

    /// The number of births, the range of the fitness, and the digest of everything.
    var summary: String {
        let values = births.compactMap(\.fitness)
        let range = values.isEmpty ? "no fitness" : "\(values.min() ?? 0) to \(values.max() ?? 0)"
        return "\(births.count) births, \(range), \(digest(lines(withOutcomes: true)))"
    }

    /// The number of births and the digest of the genomes alone.
    var genomes: String { "\(births.count) births, \(digest(lines(withOutcomes: false)))" }

    private func digest(_ lines: [String]) -> String {
        String(Digest(of: Array(lines.joined(separator: "\n").utf8)).description.prefix(16))
    }

    private func lines(withOutcomes: Bool) -> [String] {
        func text(_ value: (some CustomStringConvertible)?) -> String { value.map { "\($0)" } ?? "-" }
        return births.map { birth in
            let genome = birth.genome.sorted { $0.key < $1.key }.map { "\($0.key) \(text($0.value.text))" }
            let changes = birth.mutation.map { "\($0.gene) \(text($0.from)) to \(text($0.to))" }
            let outcome = [text(birth.fitness), text(birth.deviation), text(birth.failure)]
            let parts: [[String]] = [
                ["\(birth.birth)", text(birth.mother), text(birth.father), birth.crossover], changes, genome,
                withOutcomes ? outcome : [],
            ]
            return parts.map { $0.joined(separator: ",") }.joined(separator: "|")
        }
    }
}
