import Evolution
import Foundation

/// A problem with several objectives, all to be minimized.
///
/// `Scripts/bench_front_peers.py` contains the same problems for pymoo and Optuna. Sources: ZDT (Zitzler, Deb and Thiele, 2000), DTLZ
/// (Deb, Thiele, Laumanns and Zitzler, 2002), and with conditions BNH, SRN, TNK and OSY (as in Deb, "Multi-objective
/// optimization using evolutionary algorithms", 2001).
struct FrontProblem: Sendable {
    let name: String
    let genus: Genus
    /// The point down to which the hypervolume counts.
    let reference: [Double]
    /// True if the problem has conditions.
    let isConstrained: Bool
    /// The objectives of a genome's codes, and the sum of its violations.
    let values: @Sendable (ArraySlice<UInt32>) -> (objectives: [Double], violation: Double)

    private init(
        _ name: String, _ bounds: [ClosedRange<Double>], _ reference: [Double],
        _ objectives: @escaping @Sendable ([Double]) -> [Double],
        violations: (@Sendable ([Double]) -> [Double])? = nil
    ) throws {
        self.name = name
        genus = try Genus(
            bounds.enumerated().map { index, bounds in
                Gene(
                    "x\(index)", in: .interval(first: bounds.lowerBound, last: bounds.upperBound, scale: .linear))
            })
        self.reference = reference
        isConstrained = violations != nil
        let numbers = genus.genes.map(GeneNumbers.init)
        values = { codes in
            let point = zip(numbers, codes).map { $0($1) }
            return (objectives(point), violations?(point).reduce(0) { $0 + max(0, $1) } ?? 0)
        }
    }

    /// Creates the problem of a tuning table: its score against the cost of the training; nil if it has no costs.
    init?(_ table: TuningTable) {
        guard let costs = table.costs, let reference = table.reference else { return nil }
        name = table.name
        genus = table.genus
        self.reference = reference
        isConstrained = false
        values = { codes in
            let index = table.index(of: codes)
            return ([-Double(table.scores[index]), Double(costs[index])], 0)
        }
    }

    /// All problems of functions.
    static func all() throws -> [FrontProblem] { try zitzler() + deb() + constrained() }

    private static func mean(_ x: ArraySlice<Double>) -> Double { x.reduce(0, +) / Double(x.count) }

    private static func zitzler() throws -> [FrontProblem] {
        let unit = [ClosedRange<Double>](repeating: 0...1, count: 30)
        return [
            try FrontProblem("ZDT1", unit, [1.1, 1.1]) { x in
                let g = 1 + 9 * mean(x[1...])
                return [x[0], g * (1 - (x[0] / g).squareRoot())]
            },
            try FrontProblem("ZDT2", unit, [1.1, 1.1]) { x in
                let g = 1 + 9 * mean(x[1...])
                return [x[0], g * (1 - (x[0] / g) * (x[0] / g))]
            },
            try FrontProblem("ZDT3", unit, [1.1, 1.1]) { x in
                let g = 1 + 9 * mean(x[1...])
                return [x[0], g * (1 - (x[0] / g).squareRoot() - x[0] / g * sin(10 * .pi * x[0]))]
            },
            try FrontProblem("ZDT4", [0...1] + [ClosedRange<Double>](repeating: -5...5, count: 9), [1.1, 1.1]) { x in
                let g = 91 + x[1...].reduce(0) { $0 + $1 * $1 - 10 * cos(4 * .pi * $1) }
                return [x[0], g * (1 - (x[0] / g).squareRoot())]
            },
            try FrontProblem("ZDT6", Array(unit.prefix(10)), [1.1, 1.1]) { x in
                let first = 1 - exp(-4 * x[0]) * pow(sin(6 * .pi * x[0]), 6)
                let g = 1 + 9 * pow(mean(x[1...]), 0.25)
                return [first, g * (1 - (first / g) * (first / g))]
            },
        ]
    }

    private static func deb() throws -> [FrontProblem] {
        [
            try FrontProblem("DTLZ2", [ClosedRange<Double>](repeating: 0...1, count: 12), [1.1, 1.1, 1.1]) { x in
                let g = 1 + x[2...].reduce(0) { $0 + ($1 - 0.5) * ($1 - 0.5) }
                let (first, second) = (x[0] * .pi / 2, x[1] * .pi / 2)
                return [g * cos(first) * cos(second), g * cos(first) * sin(second), g * sin(first)]
            },
            try FrontProblem("DTLZ7", [ClosedRange<Double>](repeating: 0...1, count: 22), [1.1, 1.1, 6.6]) { x in
                let g = 1 + 9 * x[2...].reduce(0, +) / 20
                let sum = x[..<2].reduce(0) { $0 + $1 / (1 + g) * (1 + sin(3 * .pi * $1)) }
                return [x[0], x[1], (1 + g) * (3 - sum)]
            },
        ]
    }

    private static func constrained() throws -> [FrontProblem] {
        [
            try FrontProblem("BNH", [0...5, 0...3], [140, 55]) { x in
                [4 * x[0] * x[0] + 4 * x[1] * x[1], pow(x[0] - 5, 2) + pow(x[1] - 5, 2)]
            } violations: { x in
                [(pow(x[0] - 5, 2) + x[1] * x[1] - 25) / 25, (7.7 - pow(x[0] - 8, 2) - pow(x[1] + 3, 2)) / 7.7]
            },
            try FrontProblem("SRN", [-20...20, -20...20], [250, 50]) { x in
                [2 + pow(x[0] - 2, 2) + pow(x[1] - 1, 2), 9 * x[0] - pow(x[1] - 1, 2)]
            } violations: { x in
                [(x[0] * x[0] + x[1] * x[1] - 225) / 225, (x[0] - 3 * x[1] + 10) / 10]
            },
            try FrontProblem("TNK", [0.0...Double.pi, 0.0...Double.pi], [1.2, 1.2]) { x in
                [x[0], x[1]]
            } violations: { x in
                [
                    1 + 0.1 * cos(16 * atan2(x[0], x[1])) - x[0] * x[0] - x[1] * x[1],
                    2 * (pow(x[0] - 0.5, 2) + pow(x[1] - 0.5, 2)) - 1,
                ]
            },
            try FrontProblem("OSY", [0...10, 0...10, 1...5, 0...6, 1...5, 0...10], [0, 80]) { x in
                [
                    -25 * pow(x[0] - 2, 2) - pow(x[1] - 2, 2) - pow(x[2] - 1, 2) - pow(x[3] - 4, 2)
                        - pow(x[4] - 1, 2), x.reduce(0) { $0 + $1 * $1 },
                ]
            } violations: { x in
                [
                    (2 - x[0] - x[1]) / 2, (x[0] + x[1] - 6) / 6, (x[1] - x[0] - 2) / 2, (x[0] - 3 * x[1] - 2) / 2,
                    (pow(x[2] - 3, 2) + x[3] - 4) / 4, (4 - pow(x[4] - 3, 2) - x[5]) / 4,
                ]
            },
        ]
    }
}
