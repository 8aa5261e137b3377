/// The parts of an outcome: the number of objectives, and whether conditions are known only after the
/// evaluation.
public struct Criteria: Codable, Hashable, Sendable {
    /// The number of objectives, 1 to 4.
    public let objectives: Int
    /// True if an evaluated organism can violate a condition. Such an organism ranks below all feasible ones.
    public let isConstrained: Bool

    /// One objective without conditions: the fitness itself orders the organisms.
    public static let single = Criteria(objectives: 1)

    /// The allowed numbers of objectives.
    public static let counts = 1...4

    private enum CodingKeys: String, CodingKey { case objectives, isConstrained }

    /// Creates criteria.
    public init(objectives: Int, isConstrained: Bool = false) {
        self.objectives = objectives
        self.isConstrained = isConstrained
    }

    /// True if organisms are ordered by a `Ranking`, because one number does not order them.
    public var isRanked: Bool { objectives > 1 || isConstrained }

    /// The order of organisms with such outcomes.
    var ranking: any Ranking { objectives > 1 ? ParetoRanking() : ScalarRanking() }
}

extension SearchSettings {
    /// Returns true if a search with these criteria depends on a setting: with several objectives, all parents compete
    /// with their children, so that there are no elites.
    public func reads(_ name: Name, for criteria: Criteria) -> Bool {
        if criteria.objectives > 1, [.elitism, .elites].contains(name) { return false }
        return reads(name)
    }

    /// Checks the ranges of all numbers, and that strategy and niching suit the criteria.
    ///
    /// - Throws: `EvolutionError` for the first setting out of its range or unsuited to the criteria.
    public func check(for criteria: Criteria) throws(EvolutionError) {
        try check()
        guard Criteria.counts.contains(criteria.objectives) else { throw .objectivesOutside(criteria.objectives) }
        guard criteria.objectives > 1 else { return }
        guard strategy.rules.hasFronts else { throw .noFrontRelay }
        if niching != .none, reads(.niching) {
            throw .oneNumberOnly(setting: "niching \(niching.name)")
        }
    }
}
