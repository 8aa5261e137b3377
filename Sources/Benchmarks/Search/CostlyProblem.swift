import Evolution
import Foundation

/// A problem of which only a few hundred evaluations are affordable: a function of real genes, or a tuning table.
///
/// `Scripts/bench_costly_problems.py` contains the same functions for the Python libraries.
struct CostlyProblem {
    let name: String
    let genus: Genus
    /// The value of a genome; higher is better.
    let score: (Genome) -> Double
    /// The distance of a score below the best one.
    let regret: (Double) -> Double

    /// A tuning table, with the regret as a fraction of the distance between the median and the best.
    init(_ table: TuningTable) {
        name = table.name
        genus = table.genus
        score = table.score
        regret = table.regret
    }

    private init(
        _ name: String, _ ranges: [ClosedRange<Double>], minimum: Double, _ value: @escaping ([Double]) -> Double
    ) throws {
        self.name = name
        let genes = ranges.enumerated().map { index, range in
            Gene("x\(index)", in: .interval(first: range.lowerBound, last: range.upperBound, scale: .linear))
        }
        genus = try Genus(genes)
        let numbers = genus.genes.map(GeneNumbers.init)
        score = { genome in -value(zip(numbers, genome.codes).map { $0($1) }) }
        regret = { -minimum - $0 }
    }

    /// Returns the regret after each number of evaluations; those of equal genomes count once, as `ns` answers them from
    /// its memory.
    func regrets(after marks: [Int], _ settings: SearchSettings, seed: Int) throws -> [Double] {
        var evolution = try Evolution(genus: genus, settings: settings, seed: UInt64(seed))
        var (seen, best): (Set<Genome>, Double) = ([], -.infinity)
        var regrets: [Double] = []
        let last = marks.last ?? 0
        // Stop a search that only repeats genomes.
        while seen.count < last, evolution.evaluations < 50 * last {
            for birth in evolution.ask(1) {
                let score = score(birth.genome)
                evolution.tell(birth.id, .fitness(score))
                best = max(best, score)
                if seen.insert(birth.genome).inserted, marks.contains(seen.count) { regrets.append(regret(best)) }
            }
        }
        while regrets.count < marks.count { regrets.append(regret(best)) }
        return regrets
    }

    /// The functions of Branin and Hartmann (Dixon and Szegő, "The global optimization problem", 1978), with the sine
    /// and the Gaussians that are usual in benchmarks of Bayesian optimization.
    static func functions() throws -> [CostlyProblem] {
        [
            try CostlyProblem("branin", [-5...10, 0...15], minimum: 0.39788735772973816) { x in
                let bend = x[1] - 5.1 / (4 * .pi * .pi) * x[0] * x[0] + 5 / .pi * x[0] - 6
                return bend * bend + 10 * (1 - 1 / (8 * .pi)) * cos(x[0]) + 10
            },
            try CostlyProblem("hartmann3", Array(repeating: 0...1, count: 3), minimum: -3.8627797873327) {
                hartmann($0, of: three)
            },
            try CostlyProblem("hartmann6", Array(repeating: 0...1, count: 6), minimum: -3.3223680114155) {
                hartmann($0, of: six)
            },
        ]
    }

    /// A Gaussian of Hartmann's functions: the widths and the place of its peak, whose height is 1, 1.2, 3 or 3.2.
    private typealias Peak = (widths: [Double], place: [Double])

    private static func hartmann(_ x: [Double], of peaks: [Peak]) -> Double {
        -zip([1, 1.2, 3, 3.2], peaks).reduce(0) { sum, peak in
            let distance = x.indices.reduce(0) {
                $0 + peak.1.widths[$1] * (x[$1] - peak.1.place[$1]) * (x[$1] - peak.1.place[$1])
            }
            return sum + peak.0 * exp(-distance)
        }
    }

    private static let three: [Peak] = [
        ([3, 10, 30], [0.3689, 0.1170, 0.2673]), ([0.1, 10, 35], [0.4699, 0.4387, 0.7470]),
        ([3, 10, 30], [0.1091, 0.8732, 0.5547]), ([0.1, 10, 35], [0.0381, 0.5743, 0.8828]),
    ]

    private static let six: [Peak] = [
        ([10, 3, 17, 3.5, 1.7, 8], [0.1312, 0.1696, 0.5569, 0.0124, 0.8283, 0.5886]),
        ([0.05, 10, 17, 0.1, 8, 14], [0.2329, 0.4135, 0.8307, 0.3736, 0.1004, 0.9991]),
        ([3, 3.5, 1.7, 10, 17, 8], [0.2348, 0.1451, 0.3522, 0.2883, 0.3047, 0.6650]),
        ([17, 8, 0.05, 10, 0.1, 14], [0.4047, 0.8828, 0.8732, 0.5743, 0.1091, 0.0381]),
    ]
}
