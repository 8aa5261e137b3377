import ArgumentParser
import Evolution
import Foundation

/// A benchmark of functions of real genes: the number of seeds that reach 1e-8 within the budget, and the evaluations
/// that this takes.
struct RealsBenchmark: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reals", abstract: "Evaluations to 1e-8 on functions of real genes.",
        discussion:
            "The first strategy is the default for functions of real genes. `Scripts/bench reals` adds the results of "
            + "SciPy's differential evolution and of pycma if they are installed in Python.")

    @Option(help: "Only functions whose name begins with this text.")
    var only: String?

    @Option(help: "The numbers of genes, separated by commas.")
    var genes = "2,5,10,30"

    @Option(help: "The number of seeds.")
    var seeds = 20

    @Option(help: "The strategies, separated by commas.")
    var strategies = "relay,differential,cma"

    @Option(help: "The population size; by default that of the strategy.")
    var size: Int?

    func run() throws {
        let chosen = try strategies.split(separator: ",").map { word in
            guard let strategy = Strategy(named: String(word)) else {
                throw ValidationError("--strategies: there is no \"\(word)\"")
            }
            return strategy
        }
        let counts = try genes.split(separator: ",").map { word in
            guard let count = Int(word), (1...1000).contains(count) else {
                throw ValidationError("--genes: expected 1 to 1000, found \(word)")
            }
            return count
        }
        for count in counts {
            for problem in try RealProblem.all(genes: count) where only.map({ problem.name.hasPrefix($0) }) ?? true {
                for strategy in chosen { try measure(strategy, problem) }
            }
        }
    }

    private func measure(_ strategy: Strategy, _ problem: RealProblem) throws {
        var settings = SearchSettings()
        settings.strategy = strategy
        settings.size = size ?? strategy.size(genes: problem.genus.genes.count)
        try settings.check()
        let found = try (1...max(1, seeds)).compactMap { seed in
            try Self.evaluations(to: problem, settings, seed: UInt64(seed))
        }.sorted()
        print(
            "ns, \(strategy.name)".padding(toLength: 22, withPad: " ", startingAt: 0)
                + problem.name.padding(toLength: 12, withPad: " ", startingAt: 0)
                + String(format: "%3d   %2d of %d", problem.genus.genes.count, found.count, max(1, seeds))
                + (found.isEmpty ? "" : "   median \(found[(found.count - 1) / 2]) of \(problem.budget) evaluations"))
    }

    /// Returns the number of evaluations up to the one that reached the target; nil if the budget was not sufficient.
    private static func evaluations(
        to problem: RealProblem, _ settings: SearchSettings, seed: UInt64
    ) throws -> Int? {
        var evolution = try Evolution(genus: problem.genus, settings: settings, seed: seed)
        evolution.stopRecording()
        let numbers = problem.genus.genes.map(GeneNumbers.init)
        var (count, found): (Int, Int?) = (0, nil)
        while found == nil, count < problem.budget {
            evolution.run(through: evolution.generation + 1) { codes in
                var point = [Double](repeating: 0, count: codes.count)
                for gene in point.indices { point[gene] = numbers[gene](codes[gene]) }
                let value = problem.value(point)
                count += 1
                if value <= RealProblem.target, found == nil, count <= problem.budget { found = count }
                return -value
            }
        }
        return found
    }
}
