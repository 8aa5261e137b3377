import Drawings
import Evolution
import Foundation
import Objectives
import ReportPage
import Reports
import SearchRunner
import Session
import SessionState

extension ReportSource {
    /// The result in one sentence.
    var result: String {
        guard let fittest else { return "All evaluations failed, so there is no result yet." }
        let start =
            isViolated ? "No genome meets all conditions yet; the one that comes closest is described here. " : ""
        if let front = fittest.front { return start + Self.sentence(of: front, evaluations: evolution.evaluations) }
        let value = objective.program == nil ? Numbers.fraction(fittest.value) : Numbers.score(fittest.value)
        let best = objective.direction == .maximize ? "highest" : "lowest"
        var text =
            isViolated
            ? "Its \(fittest.objective) is \(value)"
            : "The \(best) \(fittest.objective) of \(Numbers.counted(evolution.evaluations, "evaluation")) is \(value)"
        if let trust = fittest.trust, let low = trust.low, let high = trust.high {
            text +=
                " (95% confidence interval \(Numbers.fraction(low))–\(Numbers.fraction(high)), "
                + "\(Numbers.counted(trust.rows, "validation row")))"
        }
        if let spread = fittest.spread, let parts = fittest.meanOf {
            text +=
                ", the mean of \(parts) with a standard deviation of \(Numbers.score(spread.deviation)) and a standard "
                + "error of \(Numbers.score(spread.standardError))"
        }
        if let unfinished = fittest.unfinished { return start + text + ", the best \(unfinished.words)." }
        return start + text + ", found in generation \(fittest.generation)."
    }

    /// True if even the fittest genome violates conditions.
    private var isViolated: Bool { fittest?.violation ?? 0 > 0 }

    private static func sentence(of front: FrontReport, evaluations: Int) -> String {
        "Of \(Numbers.counted(evaluations, "evaluation")), \(Numbers.counted(front.size, "genome")) "
            + "\(front.size == 1 ? "is" : "are") on the Pareto front: none is better than another in every objective. At its "
            + "knee, the best compromise, birth \(front.birth) has \(front.words)."
    }

    /// A few numbers to see first.
    var highlights: [ReportBlock.Fact] {
        var facts: [ReportBlock.Fact] = []
        if let front = fittest?.front {
            facts += front.knee.map { .init("\($0.name) at the knee", Numbers.score($0.value)) }
            facts.append(.init("genomes on the front", "\(front.size)"))
        } else if let fittest {
            facts.append(.init(fittest.objective, Numbers.score(fittest.value)))
        }
        facts += [
            .init("generations", "\(evolution.generation)"), .init("evaluations", "\(evolution.evaluations)"),
            Self.fact(ofSize: evolution.genus.size),
        ]
        let seconds = measuredSeconds
        if seconds > 0 { facts.append(.init("time of all evaluations", Numbers.duration(seconds))) }
        return facts
    }

    /// The sum of the durations of all evaluations, also of those that an earlier search measured.
    var measuredSeconds: Double { session.state.evaluationLog.entries.reduce(0) { $0 + $1.seconds } }

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
        if let violation = fittest?.violation, violation > 0 {
            let missed = (fittest?.missed).map { ": " + $0.joined(separator: ", ") } ?? ""
            warnings.append("The fittest genome violates conditions by \(Numbers.score(violation))\(missed).")
        }
        if let unfinished = fittest?.unfinished {
            warnings.append(
                "The time limit stopped generation \(unfinished.generation): the fittest is the best "
                    + "\(unfinished.words). It is not in the figures and the table, which end with the last finished one."
            )
        }
        if let collapse = evolution.collapse { warnings.append(Self.sentence(collapse)) }
        let reads = session.testReads
        if reads > 1 {
            warnings.append("The test set has been read \(reads) times: its score is no longer an unbiased estimate.")
        }
        return warnings
    }
}
