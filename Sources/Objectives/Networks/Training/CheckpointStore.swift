package import Networks
import Synchronization

/// The checkpoints of trainings that may go on, kept in memory up to a number of bytes. One that was dropped costs
/// time, not results: its training begins anew, with the same bytes.
package final class CheckpointStore: Sendable {
    private struct Entry {
        let checkpoint: TrainingCheckpoint
        /// The time of its use, in numbers of uses of the store.
        let use: Int
    }

    private struct State {
        var entries: [Fingerprint: Entry] = [:]
        var bytes = 0
        var uses = 0

        mutating func remove(_ key: Fingerprint) -> TrainingCheckpoint? {
            guard let entry = entries.removeValue(forKey: key) else { return nil }
            bytes -= entry.checkpoint.byteCount
            return entry.checkpoint
        }
    }

    private let state = Mutex(State())
    private let limit: Int

    /// The usual number of bytes: 512 MB.
    package static let usualLimit = 512 << 20

    /// Creates an empty store.
    package init(limit: Int = CheckpointStore.usualLimit) { self.limit = limit }

    /// Removes and returns the checkpoint of a training; nil if there is none, or only one beyond a number of epochs.
    package func take(_ key: Fingerprint, through epochs: Int) -> TrainingCheckpoint? {
        state.withLock { state in
            guard let entry = state.entries[key], entry.checkpoint.epochs <= epochs else { return nil }
            return state.remove(key)
        }
    }

    /// Keeps a checkpoint in place of an earlier one, and drops those that were not used for the longest time while
    /// all together are too large.
    ///
    /// - Complexity: O(checkpoints) for each one that is dropped
    package func keep(_ checkpoint: TrainingCheckpoint, for key: Fingerprint) {
        state.withLock { state in
            _ = state.remove(key)
            state.uses += 1
            state.entries[key] = Entry(checkpoint: checkpoint, use: state.uses)
            state.bytes += checkpoint.byteCount
            while state.bytes > limit, let oldest = state.entries.min(by: { $0.value.use < $1.value.use })?.key {
                _ = state.remove(oldest)
            }
        }
    }

    /// Drops the checkpoint of a training, if there is one.
    package func drop(_ key: Fingerprint) { state.withLock { _ = $0.remove(key) } }

    /// The number of bytes that are kept.
    package var byteCount: Int { state.withLock { $0.bytes } }
}
