package import CommandParsing

/// `experiment "pressure" seeds 1..20 evolve 30`: compares ways to search, each with the same seeds.
package struct ExperimentCommand: Command {
    /// The name.
    package let name: String
    /// The seeds, all different.
    package let seeds: [Int]
    /// The generations of each run.
    package let generations: Int
    /// The value of the objective that ends a run; nil for none.
    package let goal: Double?

    /// The maximum number of seeds.
    package static let maximumSeeds = 1_000

    package static let grammar = CommandGrammar(
        "experiment", topic: .search, "compare ways to search over several seeds",
        searchTerms: [
            "benchmark", "statistical test", "Wilcoxon", "significance", "p value", "effect size", "replicates",
            "repetitions", "ablation", "expected running time",
        ],
        form: .sequence([
            .value("name", .text, "a name for the experiment"),
            .settings([
                Setting("seeds", .values, "the seeds of each way's runs; by default 1..20"),
                Setting("evolve", .integer(1...1_000_000_000), "the number of generations of each run"),
                Setting(
                    "goal", .number(-Double.greatestFiniteMagnitude...Double.greatestFiniteMagnitude),
                    "ends a run with the generation that reaches this value of the objective"),
            ]),
        ]),
        discussion: """
            Each `way` up to `end` names one way to search, and the commands after it change the settings for that way. \
            Every way runs once with each seed; each run is a new search with the session's data, genes, objective and \
            settings. The session itself does not change. Runs with the same seed form a pair. \
            Ctrl-C keeps finished runs, also those of an unfinished search; `resume experiment` continues, \
            and so does the same experiment with more seeds or ways. `show experiment` reports the results, \
            `plot experiment` draws them, and `help experiments` explains them.
            """,
        examples: [
            "genes clear; gene x0..x19 in 0, 1; maximize sum(x0..x19); population size 10",
            "experiment 'elitism' seeds 1..6 evolve 4; way 'none' population elitism 0%; way '20%' population elitism 20%; end",
            "experiment 'mutation' seeds 1..6 evolve 9 goal 16; for p in 5%, 20%; way \"$p\" population mutation $p; end; end",
        ], role: .opensExperiment)

    /// Reads the values of the command.
    ///
    /// - Throws: `Diagnostic` if the number of generations is missing, or if the seeds are not different whole numbers.
    package init(_ captures: Captures) throws(Diagnostic) {
        name = captures.text("name") ?? ""
        goal = captures.number("goal")
        guard let generations = captures.integer("evolve") else { throw .noGenerations(in: captures) }
        self.generations = generations
        guard let list = captures.values("seeds") else {
            seeds = Array(1...20)
            return
        }
        guard let seeds = Self.seeds(in: list), Set(seeds).count == seeds.count, seeds.allSatisfy({ $0 >= 0 }) else {
            throw .noSeeds(most: Self.maximumSeeds, in: captures)
        }
        self.seeds = seeds
    }

    /// Returns the seeds of a list; nil if there are none, too many, or if one is not a whole number.
    private static func seeds(in list: ValueList) -> [Int]? {
        switch list {
        case .list(let literals):
            let numbers = literals.compactMap { if case .integer(let seed) = $0 { seed } else { nil } }
            guard numbers.count == literals.count, 1...maximumSeeds ~= numbers.count else { return nil }
            return numbers
        case .range(.integer(let lower), .integer(let upper), let isUpperIncluded, nil, false):
            // Unsigned, so that the distance of any two bounds fits.
            guard upper >= lower else { return nil }
            let distance = UInt(bitPattern: upper &- lower)
            guard distance < UInt(maximumSeeds) || distance == UInt(maximumSeeds) && !isUpperIncluded else {
                return nil
            }
            let numbers = isUpperIncluded ? Array(lower...upper) : Array(lower..<upper)
            return numbers.isEmpty ? nil : numbers
        default: return nil
        }
    }
}
