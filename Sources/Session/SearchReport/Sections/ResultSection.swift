import Evolution
import Foundation
import Objectives
import ReportPage

extension ReportSource {
    /// The result in one sentence.
    var result: String {
        guard let fittest else { return "All evaluations failed, so there is no result yet." }
        let value = objective.program == nil ? Numbers.fraction(fittest.value) : Numbers.score(fittest.value)
        let best = objective.direction == .maximize ? "highest" : "lowest"
        var text =
            "The \(best) \(fittest.objective) of \(Numbers.counted(evolution.evaluations, "evaluation")) is \(value)"
        if let trust = fittest.trust, let low = trust.low, let high = trust.high {
            text +=
                " (95% confidence interval \(Numbers.fraction(low))–\(Numbers.fraction(high)), "
                + "\(Numbers.counted(trust.rows, "validation row")))"
        } else if let deviation = fittest.deviation, let parts = fittest.meanOf {
            text += " (mean of \(parts), standard deviation \(Numbers.score(deviation)))"
        }
        return text + ", found in generation \(fittest.generation)."
    }

    /// A few numbers to see first.
    var highlights: [ReportBlock.Fact] {
        let size = evolution.genus.size
        var facts: [ReportBlock.Fact] = []
        if let fittest { facts.append(.init(fittest.objective, Numbers.score(fittest.value))) }
        facts += [
            .init("generations", "\(evolution.generation)"), .init("evaluations", "\(evolution.evaluations)"),
            .init("size of the search space", size < 1e6 ? Numbers.score(size) : String(format: "%.3g", size)),
        ]
        let seconds = measuredSeconds
        if seconds > 0 { facts.append(.init("time of all evaluations", Numbers.duration(seconds))) }
        return facts
    }

    /// The sum of the durations of all evaluations, also of those that an earlier search measured.
    var measuredSeconds: Double { session.state.evaluationLog.byBirth.values.reduce(0) { $0 + $1.seconds } }

    /// Reasons to trust the result, and reasons not to.
    var resultSection: ReportSection? {
        var blocks: [ReportBlock] = []
        if let trust = fittest?.trust {
            if let corrected = trust.corrected {
                blocks.append(
                    .paragraph(
                        "The interval and the expected score, \(Numbers.fraction(corrected)), are corrected for choosing "
                            + "the best of \(Numbers.counted(trust.tries, "network"))."))
            } else if !trust.isCorrected {
                blocks.append(
                    .warning(
                        "The interval is not corrected for choosing the best of \(Numbers.counted(trust.tries, "network")): "
                            + "the true score is probably lower."))
            }
            if trust.mayBeChance, let median = trust.median, let lucky = trust.lucky {
                blocks.append(
                    .warning(
                        "This could be due to chance: if all \(trust.tries) networks were only as good as the median "
                            + "(\(Numbers.fraction(median))), the best of them would be expected to score up to "
                            + "\(Numbers.fraction(lucky)) on \(Numbers.counted(trust.rows, "validation row"))."))
            }
        }
        blocks += baselines.map { .paragraph($0) } + warnings.map { .warning($0) }
        blocks.append(.paragraph(Self.oneSeed + (session.state.comparison == nil ? Self.adviceToCompare : "")))
        return ReportSection(id: "trust", title: "What to trust", blocks: blocks)
    }

    private static let oneSeed =
        "This is one search with one seed. Another seed leads to another search, whose result may differ."
    private static let adviceToCompare =
        " `compare random` before `report` shows how much of the result is due to evolution."

    /// Sentences about what weakens the result.
    private var warnings: [String] {
        var warnings: [String] = []
        let births = min(evolution.evaluations, evolution.history.count)
        let failed = births - drawing.measured.count
        if failed > 0 {
            warnings.append("\(failed) of \(Numbers.counted(births, "evaluation")) failed; the table has the reasons.")
        }
        if let collapse = evolution.collapse { warnings.append(Self.sentence(collapse)) }
        let reads = session.state.counts.testReads
        if reads > 1 {
            warnings.append("The test set has been read \(reads) times: its score is no longer an unbiased estimate.")
        }
        return warnings
    }

    /// Returns a message as a sentence.
    static func sentence(_ message: String) -> String {
        message.prefix(1).uppercased() + message.dropFirst() + (message.hasSuffix(".") ? "" : ".")
    }
}
