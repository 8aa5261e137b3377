public import Genes
public import Populations

// What the strategy makes of the settings.
extension SearchSettings {
    /// The method that draws parents; in `ageing`, tournaments within its sample.
    public var parentSelection: Selection { strategy.rules.parentSelection(in: self) }

    /// The number of children that one pass through the phases breeds; strategies with rounds breed a whole round.
    public var broodSize: Int { strategy.joining == .oneByOne ? 1 : size }

    /// Returns true if the search depends on a setting.
    public func reads(_ name: Name) -> Bool {
        if isCrowding, [.elitism, .elites, .breeding, .selection].contains(name) { return false }
        if name == .niching, niching == .crowding, !isCrowding { return false }
        return strategy.settings.contains(name)
    }

    /// The number of births that can be evaluated at once, because they do not wait for each other's results.
    public var birthsAtOnce: Int {
        strategy.joining == .oneByOne && !strategy.hasRounds ? ahead ?? min(Steady.ahead, size) : size
    }

    /// The number of births between a measurement and the latest one whose result decides whether it continues.
    public var stoppingDistance: Int { ahead ?? min(Steady.ahead, size) }

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

    /// The advice against premature convergence that the strategy adds to what helps in all.
    package var remedies: [String] { strategy.rules.remedies(in: self) }
}
