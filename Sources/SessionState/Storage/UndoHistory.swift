import Evolution
import Networks

/// The history for `undo`: the session before each command that changed something.
///
/// A snapshot shares its storage with the session until the session changes, so most cost almost nothing; an evolution
/// costs its history once more. If there are too many large snapshots, the oldest are dropped.
package struct UndoHistory {
    package struct Step {
        /// The command.
        package let text: String
        /// The session before it.
        package let before: SessionState
        /// True if the commands of another session replaced those of this one.
        package let replacesTranscript: Bool
        /// True if the transcript has the command, so that a replay must undo it, too.
        package let isRecorded: Bool
        fileprivate let bytes: Int
    }

    /// The maximum of the estimated size of all snapshots, in bytes.
    private static let maximumBytes = 1 << 29

    private var steps: [Step] = []
    private var bytes = 0

    package init() {}

    package mutating func note(text: String, before: SessionState, replacesTranscript: Bool, isRecorded: Bool) {
        let step = Step(
            text: text, before: before, replacesTranscript: replacesTranscript, isRecorded: isRecorded,
            bytes: Self.bytes(of: before, after: steps.last?.before))
        steps.append(step)
        bytes += step.bytes
        guard bytes > Self.maximumBytes else { return }
        // Drop several at once, because dropping one moves all others.
        var dropped = 0
        while bytes > Self.maximumBytes / 4 * 3, dropped < steps.count - 1 {
            bytes -= steps[dropped].bytes
            dropped += 1
        }
        steps.removeFirst(dropped)
    }

    /// Removes and returns the last step; nil if there is none.
    package mutating func take() -> Step? {
        guard let step = steps.popLast() else { return nil }
        bytes -= step.bytes
        return step
    }

    /// Returns the estimated size of a snapshot beyond the one before it, in bytes.
    private static func bytes(of state: SessionState, after last: SessionState?) -> Int {
        var bytes = MemoryLayout<Step>.stride + 1_000
        if let evolution = state.evolution, evolution.evaluations != last?.evolution?.evaluations {
            bytes += evolution.history.count * (evolution.history.genes * 4 + 48)
        }
        if let trained = state.trained,
            trained.validation != last?.trained?.validation || trained.isRefit != last?.trained?.isRefit
        {
            bytes += trained.network.architecture.parameterCount * 4
        }
        return bytes
    }
}
