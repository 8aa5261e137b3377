import Dispatch
import Synchronization
import Time

/// The seats of one evolution's programs: as many as are asked at once. Nothing is started before the first question.
final class ProgramSeats: Sendable {
    private struct State {
        var free: [ProgramSeat] = []
        var isClosed = false
        var lastError: [String] = []
    }

    private let state = Mutex(State())
    private let time: TimeSource
    /// Entered by those who use a seat.
    private let users = DispatchGroup()
    /// How long those may take to end their programs.
    private static let patience = DispatchTimeInterval.seconds(3)

    /// - Parameter time: the time that timeouts go by.
    init(time: TimeSource) { self.time = time }

    /// Uses a seat that nobody uses.
    func withSeat<Result>(
        _ body: (inout ProgramSeat) throws(ObjectiveError) -> Result
    ) throws(ObjectiveError) -> Result {
        // The one that was given back last has its program at hand.
        var seat = state.withLock { $0.free.popLast() } ?? ProgramSeat(time: time)
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
            if !state.isClosed { state.free.append(seat) }
            return state.isClosed
        }
        guard isClosed else { return }
        var seat = seat
        seat.end()
    }

    /// The end of the standard error of a program that failed lately.
    var lastError: [String] { state.withLock { $0.lastError } }

    /// Ends all programs: those that are kept running may end by themselves, as their input ends. What is in use is ended
    /// by its user, who is waited for: nothing is started any more when this returns.
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
