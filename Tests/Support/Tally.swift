import Synchronization

/// Counts over the cases of a test that runs many of them, shown in one line after the last one.
package final class Tally: Sendable {
    private struct State {
        var left: Int
        var counts: [String: Int] = [:]
        var largest = 0
    }
    private let state: Mutex<State>
    private let line: @Sendable (_ counts: [String: Int], _ largest: Int) -> String

    /// Creates counts for a number of cases.
    ///
    /// - Parameter line: returns the line from the counts by name and the largest number of bytes.
    package init(
        of cases: Int, line: @escaping @Sendable (_ counts: [String: Int], _ largest: Int) -> String
    ) {
        state = Mutex(State(left: cases))
        self.line = line
    }

    /// Adds a case with what happened in it, and the most memory it used.
    package func add(_ events: [String], bytes: Int = 0) {
        let whole = state.withLock { state -> State? in
            state.left -= 1
            for event in events { state.counts[event, default: 0] += 1 }
            state.largest = max(state.largest, bytes)
            return state.left == 0 ? state : nil
        }
        if let whole { print(line(whole.counts, whole.largest)) }
    }
}
