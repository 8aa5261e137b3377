package import Reports

/// An event of a running search.
package enum SearchEvent {
    /// Something worth knowing, such as the estimated duration.
    case notice(String)
    /// A warning about something that changed nothing.
    case warning(String)
    /// The progress.
    case progress(EvolutionProgress)
}

/// The connection of a running search to whoever started it.
package struct SearchContext {
    package let emit: (SearchEvent) -> Void
    package let isInterrupted: () -> Bool

    /// Creates a connection.
    ///
    /// - Parameters:
    ///   - isInterrupted: Returns true if the user wants to stop; asked often.
    ///   - emit: Receives the events, in order.
    package init(isInterrupted: @escaping () -> Bool, emit: @escaping (SearchEvent) -> Void) {
        self.isInterrupted = isInterrupted
        self.emit = emit
    }
}
