import Foundation
import Reports
import Statistics

/// The results of an experiment in plain words, one sentence for each comparison.
package struct ExperimentSentences {
    /// The sentences.
    package let lines: [String]

    /// The p value up to which a difference is unlikely to be due to chance.
    static let level = 0.05

    package init(_ summary: ExperimentSummary) {
        let hasGoal = summary.budget == nil
        guard let first = summary.ways.first else {
            lines = []
            return
        }
        lines = summary.ways.dropFirst().map { way in
            guard let comparison = way.comparison else {
                return "no seed is finished with both \(Self.quoted(way.name)) and \(Self.quoted(first.name)) yet"
            }
            guard !comparison.lacksResults else {
                return hasGoal
                    ? "no run of \(Self.quoted(way.name)) or \(Self.quoted(first.name)) reached the goal"
                    : "all evaluations of \(Self.quoted(way.name)) and \(Self.quoted(first.name)) failed"
            }
            return Self.sentence(way.name, first.name, comparison)
        }
    }

    private static func sentence(
        _ name: String, _ first: String, _ comparison: ExperimentSummary.Comparison
    ) -> String {
        let pairs = comparison.differences.count
        let seeds = Numbers.counted(pairs, "seed")
        guard comparison.test.count > 0 else {
            return "\(quoted(name)) and \(quoted(first)) were equal in \(pairs == 1 ? "" : "all ")\(seeds)"
        }
        let (wins, losses) = (comparison.wins, comparison.losses)
        // The test weighs differences by their size, so that it may disagree with the count.
        let isEven = comparison.test.positiveRanks == comparison.test.negativeRanks
        let isBetter =
            isEven
            ? wins >= losses : comparison.test.positiveRanks > comparison.test.negativeRanks
        let (better, other) = isBetter ? (name, first) : (first, name)
        let (more, fewer) = isBetter ? (wins, losses) : (losses, wins)
        // With ties, the number of seeds alone may look like a minority.
        let ties = comparison.ties > 0 ? " and worse in \(fewer) (\(Numbers.counted(comparison.ties, "tie")))" : ""
        let size = more <= fewer && !isEven ? ", but by larger differences than it was worse" : ""
        let start = "\(quoted(better)) was better than \(quoted(other)) in \(more) of \(seeds)\(ties)\(size); "
        return start + verdict(comparison)
    }

    private static func verdict(_ comparison: ExperimentSummary.Comparison) -> String {
        let correction =
            comparison.comparisons > 1 ? " (corrected for \(comparison.comparisons) comparisons)" : ""
        let probability = words(forProbability: comparison.probability)
        let least = SignedRankTest.smallestProbability(of: comparison.test.count) * Double(comparison.comparisons)
        if comparison.probability <= level {
            return "a result this clear is unlikely to be due to chance, \(probability)\(correction)"
        }
        if least > level {
            var needed = comparison.test.count
            while SignedRankTest.smallestProbability(of: needed) * Double(comparison.comparisons) > level {
                needed += 1
            }
            let unequal = comparison.ties > 0 ? comparison.test.count == 1 ? " that differs" : " that differ" : ""
            return
                "\(Numbers.counted(comparison.test.count, "seed"))\(unequal) "
                + "\(comparison.test.count == 1 ? "is" : "are") too few to rule out chance; use at least \(needed)"
        }
        return "that may well be due to chance, \(probability)\(correction)"
    }

    /// Returns a p value in words: `p = 0.002`, `p < 0.001`.
    static func words(forProbability probability: Double) -> String {
        let text = text(ofProbability: probability)
        return text.hasPrefix("<") ? "p \(text)" : "p = \(text)"
    }

    /// Returns a p value: three decimals below 0.1, two above.
    package static func text(ofProbability probability: Double) -> String {
        if probability < 0.001 { return "< 0.001" }
        return String(format: probability < 0.0995 ? "%.3f" : "%.2f", probability)
    }

    private static func quoted(_ name: String) -> String { "\"\(name)\"" }
}
