import Genes
package import Populations

extension Evolution {
    /// True if a phase may take long even in a small population, because its time grows with the square of the size or
    /// with that of a surrogate model.
    package var hasLongPhases: Bool {
        litterSize > 1
            || settings.size > Self.quickSize
                && (settings.niching == .sharing || settings.elites == .sampled || criteria.isRanked
                    || genus.feasibility != nil || settings.strategy.hasRounds)
    }

    /// The size up to which phases without a surrogate model are quick.
    private static let quickSize = 500

    /// Runs phases that can be given up.
    ///
    /// - Parameters:
    ///   - stop: The request to give them up.
    ///   - run: Advances the search. If `isGivenUp` is true afterwards, the search is in no valid state.
    package mutating func stoppable<Result, Failure: Error>(
        by stop: PhaseStop, _ run: (inout Evolution) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        self.stop = stop
        defer { self.stop = .never }
        return try run(&self)
    }
}
