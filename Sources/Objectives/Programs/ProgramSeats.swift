import Dispatch
import Synchronization
import Time

/// The seats of one evolution's programs, as many as there are simultaneous requests. Nothing is started before the
/// first request.
final class ProgramSeats: Sendable {
    private struct State {
        var free: [ProgramSeat] = []
        var isClosed = false
        var lastError: [String] = []
        /// The end of the standard error of a failure, by the key of its reason.
        var errors: [String: [String]] = [:]
        /// The first answer with more than one number.
        var ambiguousAnswer: String?
    }

    private let state = Mutex(State())
    private let time: TimeSource
    private let outputs: ProgramOutputs
    /// The group of threads that currently use a seat.
    private let users = DispatchGroup()
    /// The time that these threads may take to end their programs.
    private static let patience = DispatchTimeInterval.seconds(3)

    /// - Parameters:
    ///   - time: the clock for timeouts.
    ///   - outputs: the numbers that an answer contains.
    init(time: TimeSource, outputs: ProgramOutputs) {
        self.time = time
        self.outputs = outputs
    }

    /// Calls a closure with a free seat.
    func withSeat<Value>(
        _ body: (inout ProgramSeat) throws(ObjectiveError) -> Value
    ) throws(ObjectiveError) -> Value {
        // The seat returned last has its program ready.
        var seat = state.withLock { $0.free.popLast() } ?? ProgramSeat(time: time, outputs: outputs)
        users.enter()
        defer {
            giveBack(seat)
            users.leave()
        }
        return try body(&seat)
    }

    private func giveBack(_ seat: ProgramSeat) {
        let isClosed = state.withLock { state in
            state.lastError = seat.lastError.isEmpty ? state.lastError : seat.lastError
            state.ambiguousAnswer = state.ambiguousAnswer ?? seat.ambiguousAnswer
            if !state.isClosed { state.free.append(seat) }
            return state.isClosed
        }
        guard isClosed else { return }
        var seat = seat
        seat.end()
    }

    /// The end of the standard error of a recently failed program.
    var lastError: [String] { state.withLock { $0.lastError } }

    /// The first answer with more than one number; nil if there was none.
    var ambiguousAnswer: String? { state.withLock { $0.ambiguousAnswer } }

    /// The maximum number of reasons whose standard error is kept.
    private static let mostErrors = 50

    /// Keeps the end of the standard error of a failure, unless one with the same reason is known.
    func note(_ reason: String, error: [String]) {
        let key = FailureReasons.key(of: reason)
        state.withLock { state in
            guard !error.isEmpty, state.errors[key] == nil, state.errors.count < Self.mostErrors else { return }
            state.errors[key] = error
        }
    }

    /// Returns the end of the standard error of a failure with this reason, line by line; empty if it is unknown.
    func error(for reason: String) -> [String] { state.withLock { $0.errors[FailureReasons.key(of: reason)] ?? [] } }

    /// Ends all programs. Those that are kept running may exit by themselves when their input ends. Seats in use are
    /// ended by their users, which are waited for: nothing starts any more after this returns.
    func close() {
        let seats = state.withLock { state in
            defer { state.free = [] }
            state.isClosed = true
            return state.free
        }
        for seat in seats { seat.closeInput() }
        for var seat in seats { seat.leave() }
        _ = users.wait(timeout: .now() + Self.patience)
    }

    deinit { close() }
}
