import ArgumentParser
import Evolution
import Foundation

/// A benchmark of searches that can afford few evaluations: the regret after 50, 100, 200 and 300.
struct CostlyBenchmark: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "costly", abstract: "Regret after few evaluations of functions and tuning tables.",
        discussion:
            "The search has the defaults for trainings and programs, with a surrogate model. `Scripts/bench costly` adds "
            + "the results of Optuna and scikit-optimize.")

    @Option(help: "The folder with tables.json and the tables it lists, in addition to the functions.")
    var tables: String?

    @Option(help: "Only problems whose name begins with this text.")
    var only: String?

    @Option(help: "The number of seeds per problem.")
    var seeds = 20

    @Option(help: "The first seed.")
    var first = 1

    @Option(help: "The population size.")
    var size = 20

    @Flag(help: "Print a JSON object for each problem and seed.")
    var json = false

    private static let marks = [50, 100, 200, 300]

    func run() throws {
        var settings = SearchSettings.costly
        settings.size = size
        try settings.check()
        let measured = try tables.map { try TuningTable.read(from: URL(filePath: $0)).map(CostlyProblem.init) } ?? []
        for problem in try CostlyProblem.functions() + measured
        where only.map({ problem.name.hasPrefix($0) }) ?? true {
            var sums = Self.marks.map { _ in 0.0 }
            for seed in first..<first + max(1, seeds) {
                let regrets = try Self.regrets(on: problem, settings, seed: UInt64(max(1, seed)))
                for (index, regret) in regrets.enumerated() { sums[index] += regret / Double(max(1, seeds)) }
                if json {
                    print("{\"problem\":\"\(problem.name)\",\"seed\":\(seed),\"regrets\":\(regrets)}")
                }
            }
            if json { continue }
            print(
                "ns".padding(toLength: 10, withPad: " ", startingAt: 0)
                    + problem.name.padding(toLength: 28, withPad: " ", startingAt: 0)
                    + sums.map { String(format: "%.5f", $0) }.joined(separator: "  "))
        }
    }

    /// Returns the regret at each mark; evaluations of equal genomes count once, as `ns` answers them from its memory.
    private static func regrets(
        on problem: CostlyProblem, _ settings: SearchSettings, seed: UInt64
    ) throws -> [Double] {
        var evolution = try Evolution(genus: problem.genus, settings: settings, seed: seed)
        var (seen, best): (Set<Genome>, Double) = ([], -.infinity)
        var regrets: [Double] = []
        let last = marks[marks.count - 1]
        // Stop a search that only repeats genomes.
        while seen.count < last, evolution.evaluations < 50 * last {
            for birth in evolution.ask(1) {
                let score = problem.score(birth.genome)
                evolution.tell(birth.id, .fitness(score))
                best = max(best, score)
                if seen.insert(birth.genome).inserted, marks.contains(seen.count) {
                    regrets.append(problem.regret(best))
                }
            }
        }
        while regrets.count < marks.count { regrets.append(problem.regret(best)) }
        return regrets
    }
}
