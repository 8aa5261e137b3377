package import Evolution

extension PhaseStop {
    /// Returns the request of a closure that may only be called on the thread that runs the phases.
    package static func onThisThread(_ isInterrupted: @escaping () -> Bool) -> PhaseStop {
        // Only the thread that runs the phases asks, and only while it runs them.
        nonisolated(unsafe) let isInterrupted = isInterrupted
        return PhaseStop { isInterrupted() }
    }
}
