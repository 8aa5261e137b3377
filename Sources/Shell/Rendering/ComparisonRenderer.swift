import Reports
import Terminal

/// A renderer of the result of `compare` as sentences.
struct ComparisonRenderer {
    let style: Style

    func lines(_ comparison: ComparisonReport) -> [String] {
        let stopped = comparison.wanted.map { wanted in
            [style.warning("warning: ") + "stopped after \(comparison.searches) of \(wanted) random searches"]
        }
        return [heading(comparison)] + [beaten(comparison) ?? ahead(comparison) ?? silent(comparison)].compactMap { $0 }
            + (stopped ?? [])
    }

    private func heading(_ comparison: ComparisonReport) -> String {
        let best = { (value: Double?) in value.map(Numbers.score) ?? "none" }
        let searches = comparison.searches > 1 ? " (median of \(comparison.searches) searches)" : ""
        return
            "best \(comparison.objective) after \(Numbers.counted(comparison.evaluations, "evaluation")) each: "
            + "evolution \(style.accent(best(comparison.best))), \(comparison.other) \(best(comparison.otherBest))\(searches); "
            + "\(Numbers.duration(comparison.seconds))"
    }

    /// The fraction of several random searches that the evolution beats.
    private func beaten(_ comparison: ComparisonReport) -> String? {
        guard let share = comparison.shareBeaten, let low = comparison.shareBeatenLow,
            let high = comparison.shareBeatenHigh
        else { return nil }
        let ties =
            comparison.ties > 0
            ? "; \(Numbers.counted(comparison.ties, "tie")) count\(comparison.ties == 1 ? "s" : "") half" : ""
        return "the evolution beats \(style.accent(Numbers.chance(share))) of "
            + "\(comparison.searches) random searches (95% confidence interval \(interval(low, high))\(ties))"
    }

    /// The conclusion from one random search.
    private func ahead(_ comparison: ComparisonReport) -> String? {
        guard let hits = comparison.asGood, let low = comparison.aheadLow, let high = comparison.aheadHigh,
            let best = comparison.best
        else { return nil }
        let evaluations = comparison.evaluations
        let subject =
            hits == 0
            ? "none of \(evaluations) random genomes is as good as the evolution's \(Numbers.score(best))"
            : "\(hits) of \(evaluations) random genomes \(hits == 1 ? "is" : "are") as good as the evolution's "
                + "\(Numbers.score(best)) or better"
        return "\(subject): the probability that it stays ahead of another random search is between "
            + "\(style.accent(Numbers.chance(low))) and \(style.accent(Numbers.chance(high))) (95% confidence interval "
            + "from one search; `compare random searches 20` runs more)"
    }

    /// The reason for which a single random search says nothing about the front of another one.
    private func silent(_ comparison: ComparisonReport) -> String? {
        guard comparison.other == "random", comparison.searches == 1, comparison.best != nil else { return nil }
        return "one random search does not show how often the evolution is ahead; `compare random searches 20` does"
    }

    private func interval(_ low: Double, _ high: Double) -> String {
        "\(Numbers.chance(low)) to \(Numbers.chance(high))"
    }
}
