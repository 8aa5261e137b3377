import ArgumentParser
import Evolution
import Foundation

/// A benchmark of searches with several objectives: the mean hypervolume of the last population and of all that was
/// found.
struct FrontsBenchmark: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fronts", abstract: "Hypervolume on problems with several objectives.",
        discussion:
            "Without settings it uses the defaults for functions with several objectives. `Scripts/bench fronts` adds "
            + "the results of NSGA-II in pymoo and Optuna.")

    @Option(help: "The folder with tables.json and the tables it lists, of scores and costs, in place of functions.")
    var tables: String?

    @Option(help: "Only problems whose name begins with this text.")
    var only: String?

    @Option(help: "The number of seeds per problem.")
    var seeds = 20

    @Option(help: "The first seed.")
    var first = 1

    @Option(help: "The reference point, such as 1.1,1.1, in place of that of the problem.")
    var reference: String?

    @Flag(help: "Print a JSON object for each problem and seed.")
    var json = false

    @Option(help: "The number of evaluations.")
    var evaluations = 25_000

    @Option(help: "The population size.")
    var size: Int?

    @Option(help: "The litter size.")
    var litter: Int?

    @Option(help: "The crossover: \(Crossover.all.map(\.name).joined(separator: ", ")).")
    var crossover: String?

    @Option(help: "The crossover rate, 0 to 1.")
    var crossing: Double?

    @Option(help: "The fraction of children that mutate, 0 to 1.")
    var mutation: Double?

    @Option(help: "The mutation operator: \(Mutation.all.map(\.name).joined(separator: ", ")).")
    var change: String?

    @Option(help: "The strategy: \(Strategy.all.map(\.name).joined(separator: ", ")).")
    var strategy: String?

    func run() throws {
        let settings = try settings()
        let point = try reference.map { text in
            try text.split(separator: ",").map { part in
                guard let value = Double(part) else {
                    throw ValidationError("--reference: expected numbers such as 1.1,1.1, found \"\(text)\"")
                }
                return value
            }
        }
        let problems = try tables.map { try TuningTable.read(from: URL(filePath: $0)).compactMap(FrontProblem.init) }
        for problem in try problems ?? FrontProblem.all() where only.map({ problem.name.hasPrefix($0) }) ?? true {
            var (members, all): ([Double], [Double]) = ([], [])
            for seed in first..<first + max(1, seeds) {
                let found = try Self.search(
                    problem, settings, seed: UInt64(max(1, seed)), evaluations: evaluations,
                    above: point ?? problem.reference)
                if json {
                    print(
                        "{\"problem\":\"\(problem.name)\",\"seed\":\(seed),\"population\":\(found.population),"
                            + "\"all\":\(found.all)}")
                }
                members.append(found.population)
                all.append(found.all)
            }
            if json { continue }
            let (mean, spread) = Self.meanAndDeviation(members)
            print(
                "ns".padding(toLength: 22, withPad: " ", startingAt: 0)
                    + problem.name.padding(toLength: 8, withPad: " ", startingAt: 0)
                    + String(format: "%12.5f ± %.5f", mean, spread)
                    + String(format: "   all that was found %.5f", Self.meanAndDeviation(all).mean))
        }
    }

    private func settings() throws -> SearchSettings {
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
        var settings = litter.map { $0 > 1 } ?? false ? SearchSettings.costly : .fronts
        settings.size = size ?? settings.size
        settings.litter = litter ?? settings.litter
        settings.crossover = try named(crossover, Crossover.init(named:), "crossover") ?? settings.crossover
        settings.crossing = try fraction(crossing, "crossing") ?? settings.crossing
        settings.mutation = try fraction(mutation, "mutation") ?? settings.mutation
        settings.change = try named(change, Mutation.init(named:), "change") ?? settings.change
        settings.strategy = try named(strategy, Strategy.init(named:), "strategy") ?? settings.strategy
        try settings.check(for: Criteria(objectives: 2))
        return settings
    }

    /// Returns the hypervolumes of the last population and of everything that was found.
    private static func search(
        _ problem: FrontProblem, _ settings: SearchSettings, seed: UInt64, evaluations: Int, above point: [Double]
    ) throws -> (population: Double, all: Double) {
        let criteria = Criteria(objectives: problem.reference.count, isConstrained: problem.isConstrained)
        var evolution = try Evolution(genus: problem.genus, settings: settings, seed: seed, criteria: criteria)
        let genes = problem.genus.genes.count
        evolution.run(through: (evaluations + settings.size - 1) / settings.size) { codes, rows in
            rows.map { row in
                let found = problem.values(codes[row * genes..<(row + 1) * genes])
                return .measured(ObjectiveVector(found.objectives.map { -$0 }, violation: found.violation))
            }
        }
        guard point.count == problem.reference.count else {
            throw ValidationError("--reference: \(problem.name) has \(problem.reference.count) objectives")
        }
        let reference = point.map { -$0 }
        let members = evolution.ranked.compactMap { $0.outcome?.vector }.filter(\.isFeasible).map(\.values)
        return (
            Hypervolume.volume(of: members, above: reference), evolution.front.hypervolume(above: reference)
        )
    }

    private static func meanAndDeviation(_ numbers: [Double]) -> (mean: Double, deviation: Double) {
        let mean = numbers.reduce(0, +) / Double(numbers.count)
        let squares = numbers.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        return (mean, (squares / Double(max(1, numbers.count - 1))).squareRoot())
    }
}
