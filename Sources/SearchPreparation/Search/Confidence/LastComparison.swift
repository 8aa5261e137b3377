package import Session
package import SessionState

extension Session {
    /// The last comparison, for tests of its coverage.
    package var comparison: SearchComparison? { state.comparison }
}
