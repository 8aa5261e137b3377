/// The request to give up a phase that takes long.
///
/// A phase that gives up leaves the search in no valid state, so whoever sets a request continues from a copy.
package struct PhaseStop: Sendable {
    /// The error that ends the phase.
    @usableFromInline package struct Requested: Error {}

    /// No request.
    package static let never = PhaseStop(isRequested: nil)

    private let isRequested: (@Sendable () -> Bool)?

    private init(isRequested: (@Sendable () -> Bool)?) { self.isRequested = isRequested }

    /// Creates the request of a closure, which phases call often.
    package init(_ isRequested: @escaping @Sendable () -> Bool) { self.isRequested = isRequested }

    /// Ends a loop of costly steps.
    ///
    /// - Throws: `Requested`
    @usableFromInline package func check() throws(Requested) {
        if let isRequested, isRequested() { throw Requested() }
    }

    /// Ends a loop of many steps. Only each 1,024th number is looked at.
    ///
    /// - Throws: `Requested`
    @inlinable package func check(at number: Int) throws(Requested) {
        if number.isMultiple(of: 1_024) { try check() }
    }
}
