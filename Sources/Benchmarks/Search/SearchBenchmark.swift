import ArgumentParser
import Evolution
import Foundation

/// A benchmark of strategies: the regret on tuning tables after 50, 100 and 200 different evaluations.
struct SearchBenchmark: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "search", abstract: "Regret of each strategy on tables of measured hyperparameters.")

    @Option(help: "The folder with tables.json and the tables it lists.")
    var tables: String

    @Option(help: "The number of seeds per strategy and table.")
    var seeds = 30

    @Option(help: "The first seed.")
    var first = 1

    @Option(help: "Only the contestant with this name.")
    var only: String?

    @Option(help: "The population size.")
    var size = 20

    @Flag(help: "Print one JSON object.")
    var json = false

    private static let marks = [50, 100, 200]

    func validate() throws {
        guard seeds > 0 else { throw ValidationError("--seeds: expected 1 or more, found \(seeds)") }
        guard first > 0 else { throw ValidationError("--first: expected 1 or more, found \(first)") }
        guard size > 0 else { throw ValidationError("--size: expected 1 or more, found \(size)") }
        if let only, contestants.isEmpty { throw ValidationError("--only: there is no contestant \(only)") }
    }

    func run() throws {
        let tables = try TuningTable.read(from: URL(filePath: self.tables))
        let contestants = contestants
        let results = try contestants.map { contestant in
            try tables.map { table in
                try Self.regrets(on: table, settings: contestant.settings, seeds: first..<first + seeds)
            }
        }
        if json {
            try printJSON(contestants.map(\.name), tables, results)
        } else {
            printTable(contestants.map(\.name), tables, results)
        }
    }

    private var contestants: [(name: String, settings: SearchSettings)] {
        var random = SearchSettings()
        random.strategy = .random
        var ageing = SearchSettings()
        ageing.strategy = .ageing(sample: 10)
        ageing.ahead = 1
        var plain = SearchSettings()
        plain.strategy = .evolution
        var litters = SearchSettings.costly
        litters.strategy = .evolution
        var all = [
            ("random", random), ("classic", SearchSettings.classic), ("evolution, litter 1", plain),
            ("ageing, litter 1", ageing), ("evolution, litter 64", litters), ("default", SearchSettings.costly),
        ]
        for index in all.indices { all[index].1.size = size }
        return all.filter { $0.0 == only ?? $0.0 }
    }

    /// Returns the mean regret at each mark.
    private static func regrets(
        on table: TuningTable, settings: SearchSettings, seeds: Range<Int>
    ) throws -> [Double] {
        let problem = CostlyProblem(table)
        var sums = marks.map { _ in 0.0 }
        for seed in seeds {
            for (index, regret) in try problem.regrets(after: marks, settings, seed: seed).enumerated() {
                sums[index] += regret / Double(seeds.count)
            }
        }
        return sums
    }

    private static func families(_ tables: [TuningTable], _ regrets: [[Double]]) -> [(name: String, regrets: [Double])]
    {
        var names: [String] = []
        for table in tables where !names.contains(table.family) { names.append(table.family) }
        return names.map { name in
            let rows = zip(tables, regrets).filter { $0.0.family == name }.map(\.1)
            return (name, marks.indices.map { mark in rows.reduce(0) { $0 + $1[mark] } / Double(rows.count) })
        }
    }

    private func printTable(_ names: [String], _ tables: [TuningTable], _ results: [[[Double]]]) {
        print(
            "Mean regret after \(Self.marks.map(String.init).joined(separator: ", ")) evaluations, \(seeds) seeds, "
                + "population \(size); in parentheses, the ratio to \(names[0])")
        let random = Self.families(tables, results[0])
        for (name, regrets) in zip(names, results) {
            print("\n" + name)
            for (table, regret) in zip(tables, regrets) {
                print(
                    "  " + table.name.padding(toLength: 28, withPad: " ", startingAt: 0)
                        + regret.map(Self.digits).joined(separator: "  "))
            }
            for (family, base) in zip(Self.families(tables, regrets), random) {
                let ratios = zip(family.regrets, base.regrets).map {
                    Self.digits($0) + " (" + Self.digits($0 / $1) + ")"
                }
                print(
                    "  " + "all of \(family.name)".padding(toLength: 28, withPad: " ", startingAt: 0)
                        + ratios.joined(separator: "  "))
            }
        }
    }

    private static func digits(_ number: Double) -> String { String(format: "%.4f", number) }

    private func printJSON(_ names: [String], _ tables: [TuningTable], _ results: [[[Double]]]) throws {
        let random = Self.families(tables, results[0])
        var strategies: [String: SearchResults.StrategyResults] = [:]
        for (name, regrets) in zip(names, results) {
            let families = Self.families(tables, regrets)
            strategies[name] = SearchResults.StrategyResults(
                families: Dictionary(uniqueKeysWithValues: families.map { ($0.name, $0.regrets) }),
                ratiosToRandom: Dictionary(
                    uniqueKeysWithValues: zip(families, random).map { family, base in
                        (family.name, zip(family.regrets, base.regrets).map { $0 / $1 })
                    }),
                tables: Dictionary(uniqueKeysWithValues: zip(tables.map(\.name), regrets)))
        }
        let report = SearchResults(
            search: .init(evaluations: Self.marks, seeds: seeds, population: size, strategies: strategies))
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        encoder.keyEncodingStrategy = .convertToSnakeCase
        print(String(decoding: try encoder.encode(report), as: UTF8.self))
    }

    private struct SearchResults: Encodable {
        let search: Search

        struct Search: Encodable {
            let evaluations: [Int]
            let seeds: Int
            let population: Int
            let strategies: [String: StrategyResults]
        }

        struct StrategyResults: Encodable {
            let families: [String: [Double]]
            let ratiosToRandom: [String: [Double]]
            let tables: [String: [Double]]
        }
    }
}
