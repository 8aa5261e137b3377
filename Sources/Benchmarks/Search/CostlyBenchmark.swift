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
                let regrets = try problem.regrets(after: Self.marks, settings, seed: max(1, seed))
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
}
