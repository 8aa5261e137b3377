/// The request to give up a phase that takes long.
///
/// A phase that gives up leaves the search in no valid state, so whoever sets a request continues from a copy.
package struct PhaseStop: Sendable {
    /// The error that ends the phase.
    struct Requested: Error {}

    /// No request.
    package static let never = PhaseStop(isRequested: nil)

    private let isRequested: (@Sendable () -> Bool)?

    private init(isRequested: (@Sendable () -> Bool)?) { self.isRequested = isRequested }

    /// Creates the request of a closure, which phases call often.
    package init(_ isRequested: @escaping @Sendable () -> Bool) { self.isRequested = isRequested }

    /// Ends a loop of costly steps.
    ///
    /// - Throws: `Requested`
    func check() throws(Requested) {
        if let isRequested, isRequested() { throw Requested() }
    }

    /// Ends a loop of many steps. Only each 1,024th number is looked at.
    ///
    /// - Throws: `Requested`
    func check(at number: Int) throws(Requested) {
        if number.isMultiple(of: 1_024) { try check() }
    }
}

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
