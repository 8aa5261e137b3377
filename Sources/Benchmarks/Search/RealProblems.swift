import Evolution
import Foundation

/// A function of real genes whose minimum is 0.
///
/// `Scripts/bench-reals.py` contains the same functions, with the same numbers, for the Python libraries. The optimum
/// lies away from the centre: at a point of three decimals in the inner 60% of the range, or where the function has it.
struct RealProblem: Sendable {
    let name: String
    let genus: Genus
    let budget: Int
    /// The value of a point.
    let value: @Sendable ([Double]) -> Double

    /// Below this value the minimum counts as found.
    static let target = 1e-8

    private init(
        _ name: String, _ low: Double, _ high: Double, genes: Int, _ value: @escaping @Sendable ([Double]) -> Double
    ) throws {
        self.name = name
        genus = try Genus((0..<genes).map { Gene("x\($0)", in: .interval(first: low, last: high, scale: .linear)) })
        budget = 10_000 * genes
        self.value = value
    }

    /// All problems with a number of genes.
    static func all(genes: Int) throws -> [RealProblem] {
        let (small, far, wide) = (shift(genes, 5), shift(genes, 32.768), shift(genes, 600))
        return [
            try RealProblem("sphere", -5, 5, genes: genes) { x in sum(x) { (x[$0] - small[$0]) * (x[$0] - small[$0]) }
            },
            try RealProblem("ellipsoid", -5, 5, genes: genes) { x in
                sum(x) { pow(10, 6 * Double($0) / Double(max(1, genes - 1))) * pow(x[$0] - small[$0], 2) }
            },
            try RealProblem("Rosenbrock", -5, 10, genes: genes) { x in
                sum(x.dropLast()) { 100 * pow(x[$0 + 1] - x[$0] * x[$0], 2) + pow(1 - x[$0], 2) }
            },
            try RealProblem("Rastrigin", -5.12, 5.12, genes: genes) { x in
                sum(x) { pow(x[$0] - small[$0], 2) - 10 * cos(2 * .pi * (x[$0] - small[$0])) + 10 }
            },
            try RealProblem("Ackley", -32.768, 32.768, genes: genes) { x in
                let squares = sum(x) { pow(x[$0] - far[$0], 2) } / Double(genes)
                let waves = sum(x) { cos(2 * .pi * (x[$0] - far[$0])) } / Double(genes)
                return 20 + M_E - 20 * exp(-0.2 * squares.squareRoot()) - exp(waves)
            },
            try RealProblem("Griewank", -600, 600, genes: genes) { x in
                let product = x.indices.reduce(1.0) { $0 * cos((x[$1] - wide[$1]) / Double($1 + 1).squareRoot()) }
                return 1 + sum(x) { pow(x[$0] - wide[$0], 2) } / 4000 - product
            },
            try RealProblem("Schwefel", -500, 500, genes: genes) { x in
                418.9828872724338 * Double(genes) - sum(x) { x[$0] * sin(abs(x[$0]).squareRoot()) }
            },
            try RealProblem("Levy", -10, 10, genes: genes, levy),
        ]
    }

    private static func levy(_ x: [Double]) -> Double {
        let w = x.map { 1 + ($0 - 1) / 4 }
        let last = w[w.count - 1]
        return pow(sin(.pi * w[0]), 2)
            + sum(w.dropLast()) { pow(w[$0] - 1, 2) * (1 + 10 * pow(sin(.pi * w[$0] + 1), 2)) }
            + pow(last - 1, 2) * (1 + pow(sin(2 * .pi * last), 2))
    }

    private static func sum(_ x: some Collection<Double>, _ term: (Int) -> Double) -> Double {
        (0..<x.count).reduce(0) { $0 + term($1) }
    }

    private static func shift(_ genes: Int, _ half: Double) -> [Double] {
        (0..<genes).map { index in
            let part = (Double(index + 1) * 0.618).truncatingRemainder(dividingBy: 1)
            return (0.6 * half * (2 * part - 1) * 1000).rounded(.toNearestOrEven) / 1000
        }
    }
}
