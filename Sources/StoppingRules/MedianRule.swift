/// The median rule (Golovin et al., "Google Vizier", 2017): a measurement continues unless its best fitness so far is
/// below the median of the fitness of earlier births at the same rung. The first few always go on, because the median
/// of a few is chance.
struct MedianRule: StoppingRule {
    /// The number of earlier births at a rung below which the rule stops nothing; that of Optuna's `MedianPruner`.
    static let leastRivals = 5

    func reasonToStop(_ points: [RungRecord.Point], after earlier: [RungRecord]) -> StoppingReason? {
        guard let last = points.last, let best = points.map(\.fitness).max() else { return nil }
        let rivals = RungRivals(at: last.budget, of: earlier)
        guard rivals.count >= Self.leastRivals,
            // Of an even number, the lower one of the two in the middle: the rival is one birth.
            let median = rivals.place(rivals.count / 2 + 1), best < median.fitness
        else { return nil }
        return StoppingReason(rule: .median, rival: median.birth, bar: median.fitness)
    }
}
