/// Asynchronous successive halving (Li et al., "A system for massively parallel hyperparameter tuning", 2020), in its
/// stopping variant: a measurement continues if it is among the best 1/factor of all that reached the rung before it,
/// itself included. The first ones at a rung go on while they are the best.
struct SuccessiveHalving: StoppingRule {
    let factor: Int

    func reasonToStop(_ points: [RungRecord.Point], after earlier: [RungRecord]) -> StoppingReason? {
        guard let last = points.last else { return nil }
        let rivals = RungRivals(at: last.budget, of: earlier)
        // With itself there is one more. At least one continues.
        let places = max(1, (rivals.count + 1) / factor)
        guard let bar = rivals.place(places), last.fitness < bar.fitness else { return nil }
        return StoppingReason(rule: .halving, rival: bar.birth, bar: bar.fitness)
    }
}

/// The earlier births that were measured at a rung, the fittest first; equals in the order of birth.
struct RungRivals {
    private let ranked: [(birth: Int, fitness: Double)]

    init(at budget: Int, of earlier: [RungRecord]) {
        ranked = earlier.compactMap { record in
            record.fitness(at: budget).map { (birth: record.birth, fitness: $0) }
        }.sorted { $0.fitness != $1.fitness ? $0.fitness > $1.fitness : $0.birth < $1.birth }
    }

    var count: Int { ranked.count }

    /// Returns the birth in a place, counted from 1; nil if there are fewer.
    func place(_ place: Int) -> (birth: Int, fitness: Double)? { place <= ranked.count ? ranked[place - 1] : nil }
}
