import Reports
import Terminal

/// The fittest genome, and how far its score can be trusted.
extension ReportRenderer {
    func lines(_ fittest: FittestReport) -> [String] {
        let trained = fittest.trainings.map { $0 == 1 ? ", trained once" : ", trained \($0) times" } ?? ""
        let number = fittest.trainings == nil ? Numbers.score : Numbers.fraction
        let deviation = fittest.deviation.map { " ± \(number($0))" } ?? ""
        let mean = fittest.meanOf.map { ", mean of \($0)" } ?? ""
        let fitness =
            "fitness \(style.accent(number(fittest.value)))\(deviation) (\(fittest.objective)\(mean))"
        let heading =
            (fittest.front.map { knee($0) + mean } ?? fitness) + ", "
            + (fittest.unfinished.map { "the best \($0.words)" } ?? "first seen in generation \(fittest.generation)")
            + trained
        let names = fittest.genes.map(\.name)
        let values = fittest.genes.map { $0.value ?? "–" }
        let nameWidth = names.map(\.displayWidth).max() ?? 0
        let valueWidth = values.map(\.displayWidth).max() ?? 0
        let cells = zip(names, values).map {
            style.name($0.padded(to: nameWidth, .left)) + "  " + $1.padded(to: valueWidth, .left)
        }
        let perRow = max(1, min(3, (columns - 2 + 3) / (nameWidth + valueWidth + 5)))
        let genes = stride(from: 0, to: cells.count, by: perRow).map { start in
            "  " + cells[start..<min(start + perRow, cells.count)].joined(separator: "   ").trimmingEnd
        }
        let others = fittest.scores.filter { !$0.value.isNaN }.sorted { $0.key < $1.key }
        // Rows break only between scores.
        let scores = others.reduce(into: [String]()) { rows, score in
            let text = "\(score.key) \(Numbers.score(score.value))"
            if let last = rows.last, last.displayWidth + text.displayWidth + 4 < columns {
                rows[rows.count - 1] = last + "  " + text
            } else {
                rows.append(text)
            }
        }
        let network = fittest.network.map { [style.dim("  " + $0)] } ?? []
        let rungs = fittest.rungs.map { ["  " + $0] } ?? []
        let spread = fittest.spread.map { spread in
            [
                style.dim(
                    "  ± is the standard deviation of \(fittest.meanOf ?? "\(spread.parts) parts"); the standard error of "
                        + "the mean is \(number(spread.standardError))")
            ]
        }
        return [heading] + (fittest.front == nil ? spread ?? [] : []) + rungs + violations(fittest) + trust(fittest)
            + genes + network
            + scores.map { style.dim("  " + $0) } + analysis.lines(fittest.baselines)
            + analysis.lines(fittest.analysis)
    }

    /// Returns the values of the knee, and the front that it belongs to.
    private func knee(_ front: FrontReport) -> String {
        "knee of the front of \(Numbers.counted(front.size, "genome")): birth \(front.birth), \(style.accent(front.words))"
    }

    /// The uncertainty of the score.
    /// Returns a line about violated conditions; none for a feasible genome.
    private func violations(_ fittest: FittestReport) -> [String] {
        guard let violation = fittest.violation, violation > 0 else { return [] }
        let missed = fittest.missed.map { " of \($0.map { "`\($0)`" }.joined(separator: " and "))" } ?? ""
        return [
            style.warning(
                "infeasible: violation \(Numbers.score(violation))\(missed); no genome meets all conditions yet")
        ]
    }

    private func trust(_ fittest: FittestReport) -> [String] {
        guard let trust = fittest.trust else { return [] }
        var lines: [String] = []
        if let low = trust.low, let high = trust.high {
            let rows = Numbers.counted(trust.rows, "validation row")
            let choice =
                trust.corrected.map {
                    ", expected score \(Numbers.fraction($0)), both corrected for choosing the best of \(trust.tries)"
                }
                ?? (trust.isCorrected ? "" : ", not corrected for choosing the best of \(trust.tries)")
            lines.append(
                style.dim(
                    "  95% confidence interval \(Numbers.fraction(low))–\(Numbers.fraction(high)) (\(rows))\(choice)"))
        }
        if trust.mayBeChance, let median = trust.median, let lucky = trust.lucky {
            lines.append(
                warning(
                    "this could be due to chance: if all \(trust.tries) networks were only as good as the median "
                        + "(\(Numbers.fraction(median))), the best of them would be expected to score up to "
                        + "\(Numbers.fraction(lucky)) on \(Numbers.counted(trust.rows, "validation row"))"))
        }
        return lines
    }
}
