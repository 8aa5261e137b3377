import Foundation
import Objectives
import RemoteEvaluation
import Synchronization
import Time

/// The output for an evaluator's replies: whole lines, from any thread.
final class ReplyOutput: Sendable {
    private struct State {
        var lastWritten = ContinuousClock.now
        var lastReport = ContinuousClock.now
        var beats = false
    }

    private let file: FileHandle
    private let state = Mutex(State())

    init(_ descriptor: Int32) { file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: false) }

    func write(_ reply: EvaluatorReply) {
        let line = Data(reply.line)
        state.withLock { state in
            state.lastWritten = .now
            // If this fails, the shell is gone; the end of the input follows.
            try? file.write(contentsOf: line)
        }
    }

    /// Writes a report of progress, at most once per second.
    func report(_ reply: EvaluatorReply) {
        let isDue = state.withLock { state in
            guard ContinuousClock.now - state.lastReport >= .seconds(1) else { return false }
            state.lastReport = .now
            return true
        }
        if isDue { write(reply) }
    }

    /// Starts a heartbeat: a sign of life whenever no reply was written for about this long.
    func beat(every interval: Duration) {
        let isFirst = state.withLock { state in
            defer { state.beats = true }
            return !state.beats
        }
        guard isFirst, interval > .zero else { return }
        let thread = Thread { [self] in
            while true {
                Thread.sleep(forTimeInterval: interval.inSeconds / 2)
                let isDue = state.withLock { ContinuousClock.now - $0.lastWritten >= interval / 2 }
                if isDue { write(.alive) }
            }
        }
        thread.name = "heartbeat"
        thread.start()
    }
}
