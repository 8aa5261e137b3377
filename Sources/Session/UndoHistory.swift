import Evolution
import Networks

/// What `undo` takes back: the session as it was before each command that changed something.
///
/// A snapshot shares its storage with the session until that changes, so that most cost next to nothing; an evolution
/// costs its history once more. Of very many large ones the oldest are dropped.
struct UndoHistory {
    struct Step {
        /// The command.
        let text: String
        /// The session before it.
        let before: SessionState
        /// Whether it brought another session's commands.
        let replacesTranscript: Bool
        fileprivate let bytes: Int
    }

    /// The bytes that all snapshots may take together, by estimate.
    private static let mostBytes = 1 << 29

    private var steps: [Step] = []
    private var bytes = 0

    mutating func note(text: String, before: SessionState, replacesTranscript: Bool) {
        let step = Step(
            text: text, before: before, replacesTranscript: replacesTranscript,
            bytes: Self.bytes(of: before, after: steps.last?.before))
        steps.append(step)
        bytes += step.bytes
        guard bytes > Self.mostBytes else { return }
        // Several at once: to drop one moves all others.
        var dropped = 0
        while bytes > Self.mostBytes / 4 * 3, dropped < steps.count - 1 {
            bytes -= steps[dropped].bytes
            dropped += 1
        }
        steps.removeFirst(dropped)
    }

    /// The last step, which is then no more.
    mutating func take() -> Step? {
        guard let step = steps.popLast() else { return nil }
        bytes -= step.bytes
        return step
    }

    /// What a snapshot holds beyond the one before it.
    private static func bytes(of state: SessionState, after last: SessionState?) -> Int {
        var bytes = MemoryLayout<Step>.stride + 1_000
        if let evolution = state.evolution, evolution.evaluations != last?.evolution?.evaluations {
            bytes += evolution.history.count * (evolution.history.genes * 4 + 48)
        }
        if let trained = state.trained, trained.validation != last?.trained?.validation {
            bytes += trained.network.architecture.parameterCount * 4
        }
        return bytes
    }
}
