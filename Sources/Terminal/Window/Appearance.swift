import Synchronization

/// The appearance of output that may change while the shell runs: the colours and plain output.
package final class Appearance: Sendable {
    private struct State {
        var theme = Theme.dark
        var isPlain = false
    }

    private let state = Mutex(State())

    package init() {}

    /// The colours that the user chose, or those that suit the terminal's background.
    package var theme: Theme {
        get { state.withLock { $0.theme } }
        set { state.withLock { $0.theme = newValue } }
    }

    /// True if nothing is redrawn and plots are sentences, for screen readers and logs.
    package var isPlain: Bool {
        get { state.withLock { $0.isPlain } }
        set { state.withLock { $0.isPlain = newValue } }
    }
}
