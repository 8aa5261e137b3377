import ArgumentParser
import Evolution
import Foundation

/// A benchmark of success rates: the number of seeds that find the maximum of each function within its budget, and
/// the number of evaluations needed.
struct FunctionsBenchmark: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "functions", abstract: "Success rates on functions of bits, categories, integers and mixtures.",
        discussion:
            "Without settings it uses the defaults for functions. `Scripts/bench functions` adds the results of DEAP, "
            + "PyGAD and pymoo if they are installed in Python.")

    @Option(help: "Only problems whose name or kind begins with this text.")
    var only: String?

    @Option(help: "The number of seeds per problem.")
    var seeds = 20

    @Option(help: "The population size.")
    var size: Int?

    @Option(help: "The selection: \(Selection.all.map(\.name).joined(separator: ", ")).")
    var selection: String?

    @Option(help: "The size of a tournament.")
    var tournament: Int?

    @Option(help: "The crossover: \(Crossover.all.map(\.name).joined(separator: ", ")).")
    var crossover: String?

    @Option(help: "The crossover rate, 0 to 1.")
    var crossing: Double?

    @Option(help: "The fraction of children that mutate, 0 to 1.")
    var mutation: Double?

    @Option(help: "The mutation probability of each gene of a mutant.")
    var factor: Double?

    @Option(help: "The fraction of elites, 0 to 1.")
    var elitism: Double?

    @Option(help: "The size of the mating pool as a fraction of the births, 0 to 1.")
    var breeding: Double?

    @Option(help: "The mutation operator: \(Mutation.all.map(\.name).joined(separator: ", ")).")
    var change: String?

    @Option(help: "The strategy: \(Strategy.all.map(\.name).joined(separator: ", ")).")
    var strategy: String?

    @Option(help: "The niching: \(Niching.all.map(\.name).joined(separator: ", ")).")
    var niching: String?

    @Flag(help: "Print one JSON object.")
    var json = false

    func run() throws {
        let problems = try FunctionProblem.all().filter { problem in
            only.map { problem.name.hasPrefix($0) || problem.kind.hasPrefix($0) } ?? true
        }
        var rows: [Row] = []
        for problem in problems {
            let settings = try settings(for: problem)
            var found: [Int] = []
            for seed in 1...max(1, seeds) {
                if let count = try Self.evaluations(to: problem, settings, seed: UInt64(seed)) { found.append(count) }
            }
            found.sort()
            let row = Row(
                problem: problem.name, kind: problem.kind, budget: problem.budget, seeds: max(1, seeds),
                found: found.count, median: found.isEmpty ? nil : found[found.count / 2])
            rows.append(row)
            if !json { print(row.text(of: "ns")) }
        }
        guard json else { return }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        print(String(decoding: try encoder.encode(["functions": rows]), as: UTF8.self))
    }

    private func settings(for problem: FunctionProblem) throws -> SearchSettings {
        func named<Choice>(_ word: String?, _ choice: (String) -> Choice?, _ option: String) throws -> Choice? {
            guard let word else { return nil }
            guard let found = choice(word) else { throw ValidationError("--\(option): there is no \"\(word)\"") }
            return found
        }
        func fraction(_ number: Double?, _ option: String) throws -> Fraction? {
            guard let number else { return nil }
            guard let fraction = Fraction(number) else {
                throw ValidationError("--\(option): expected 0 to 1, found \(number)")
            }
            return fraction
        }
        // As in the shell: settings that do not apply to crowding turn it off.
        let isPlain =
            problem.kind == "integers" || selection != nil || tournament != nil || elitism != nil || breeding != nil
            || strategy != nil
        var settings = isPlain ? SearchSettings() : .quick
        settings.size = size ?? settings.size
        settings.selection = try named(selection, Selection.init(named:), "selection") ?? settings.selection
        if let tournament { settings.selection = .tournament(size: tournament) }
        settings.crossover = try named(crossover, Crossover.init(named:), "crossover") ?? settings.crossover
        settings.crossing = try fraction(crossing, "crossing") ?? settings.crossing
        settings.mutation = try fraction(mutation, "mutation") ?? settings.mutation
        settings.factor = factor ?? settings.factor
        settings.elitism = try fraction(elitism, "elitism") ?? settings.elitism
        settings.breeding = try fraction(breeding, "breeding") ?? settings.breeding
        settings.change = try named(change, Mutation.init(named:), "change") ?? settings.change
        settings.strategy = try named(strategy, Strategy.init(named:), "strategy") ?? settings.strategy
        settings.niching = try named(niching, Niching.init(named:), "niching") ?? settings.niching
        try settings.check()
        return settings
    }

    /// Returns the number of evaluations up to the one that found the maximum; nil if the budget was not sufficient.
    private static func evaluations(
        to problem: FunctionProblem, _ settings: SearchSettings, seed: UInt64
    ) throws -> Int? {
        var evolution = try Evolution(genus: problem.genus, settings: settings, seed: seed)
        // Strategies that never repeat a genome need the history.
        if settings.strategy != .random { evolution.stopRecording() }
        var (count, found): (Int, Int?) = (0, nil)
        while found == nil, count < problem.budget {
            evolution.run(through: evolution.generation + 1) { codes in
                let value = problem.value(codes)
                count += 1
                if value >= problem.maximum, found == nil, count <= problem.budget { found = count }
                return value
            }
        }
        return found
    }

    private struct Row: Encodable {
        let problem: String
        let kind: String
        let budget: Int
        let seeds: Int
        let found: Int
        let median: Int?

        func text(of peer: String) -> String {
            peer.padding(toLength: 22, withPad: " ", startingAt: 0)
                + problem.padding(toLength: 22, withPad: " ", startingAt: 0)
                + String(format: "%2d of %d", found, seeds)
                + (median.map { "   median \($0) of \(budget) evaluations" } ?? "")
        }
    }
}
