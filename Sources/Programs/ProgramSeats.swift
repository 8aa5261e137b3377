import Dispatch
import Objectives
import Synchronization
import Time

/// A point at which a program pauses in its work on a genome.
struct ProgramPause: Hashable, Sendable {
    /// The genome.
    let codes: [UInt32]
    /// The part of its measurement.
    let part: Int
    /// The rung.
    let epochs: Int
}

/// The seats of one evolution's programs, as many as there are simultaneous requests. Nothing is started before the
/// first request.
final class ProgramSeats: Sendable {
    private struct State {
        var free: [ProgramSeat] = []
        /// The seats whose programs pause in their work on a genome.
        var paused: [ProgramPause: [ProgramSeat]] = [:]
        var isClosed = false
        var lastError: [String] = []
        /// The end of the standard error of a failure, by the key of its reason.
        var errors: [String: [String]] = [:]
        /// The first answer with more than one number.
        var ambiguousAnswer: String?
        /// True if a program ended without a report that was expected.
        var lacksReports = false

        /// Takes a program that pauses at a point.
        mutating func take(_ pause: ProgramPause) -> ProgramSeat? {
            let seat = paused[pause]?.popLast()
            if paused[pause]?.isEmpty == true { paused[pause] = nil }
            return seat
        }
    }

    private let state = Mutex(State())
    private let time: TimeSource
    /// The group of threads that currently use a seat.
    private let users = DispatchGroup()
    /// The time that these threads may take to end their programs.
    private static let patience = DispatchTimeInterval.seconds(3)

    private let outputs: ProgramOutputs
    /// The maximum number of programs that pause, apart from those that are kept running for the next genome.
    private let mostPaused: Int

    /// - Parameters:
    ///   - time: the clock for timeouts.
    ///   - outputs: the numbers that an answer contains.
    ///   - mostPaused: the maximum number of programs that pause. Of more, the one with the fewest epochs is ended; if
    ///     its genome is promising, it begins anew.
    init(time: TimeSource, outputs: ProgramOutputs, mostPaused: Int) {
        self.time = time
        self.outputs = outputs
        self.mostPaused = mostPaused
    }

    /// Calls a closure with a free seat, or with the one that paused at a point.
    ///
    /// - Parameters:
    ///   - pause: the point from which the work continues; nil to begin.
    ///   - next: the point at which the seat pauses unless its work is over.
    func withSeat<Value>(
        continuing pause: ProgramPause? = nil, pausingAt next: ProgramPause? = nil,
        _ body: (inout ProgramSeat) throws(ObjectiveError) -> Value
    ) throws(ObjectiveError) -> Value {
        // The seat returned last has its program ready.
        let known = state.withLock { state in
            pause.flatMap { state.take($0) } ?? state.free.popLast()
        }
        var seat = known ?? ProgramSeat(time: time, outputs: outputs)
        users.enter()
        defer {
            giveBack(seat, next)
            users.leave()
        }
        // The work of a program that is kept running, on a genome that is hopeless.
        if seat.work?.isPromising == false { seat.leaveWork(asking: true) }
        return try body(&seat)
    }

    private func giveBack(_ seat: ProgramSeat, _ pause: ProgramPause?) {
        let isClosed = state.withLock { state in
            state.ambiguousAnswer = state.ambiguousAnswer ?? seat.ambiguousAnswer
            guard !state.isClosed else { return true }
            if let pause, seat.work != nil {
                state.paused[pause, default: []].append(seat)
            } else {
                state.free.append(seat)
            }
            return false
        }
        if !isClosed, let surplus = takeSurplus() { stop(surplus) }
        guard isClosed else { return }
        var seat = seat
        seat.end()
    }

    /// The end of the standard error of the last failed program that wrote any.
    var lastError: [String] { state.withLock { $0.lastError } }

    /// The first answer with more than one number; nil if there was none.
    var ambiguousAnswer: String? { state.withLock { $0.ambiguousAnswer } }

    /// True if a program ended without a report that was expected.
    var lacksReports: Bool { state.withLock { $0.lacksReports } }

    /// Notes that a program ended without a report.
    func noteMissingReports() { state.withLock { $0.lacksReports = true } }

    /// The maximum number of reasons whose standard error is kept.
    private static let mostErrors = 50

    /// Keeps the end of the standard error of a failure: of each reason the first, and of all the last.
    func note(_ reason: String, error: [String]) {
        guard !error.isEmpty else { return }
        let key = FailureReasons.key(of: reason)
        state.withLock { state in
            state.lastError = error
            guard state.errors[key] == nil, state.errors.count < Self.mostErrors else { return }
            state.errors[key] = error
        }
    }

    /// Returns the end of the standard error of a failure with this reason, line by line; empty if it is unknown.
    func error(for reason: String) -> [String] { state.withLock { $0.errors[FailureReasons.key(of: reason)] ?? [] } }

    // MARK: - Programs that pause

    /// Ends the work on a genome that does not continue.
    ///
    /// - Parameter then: called with the genome's folder when the program does not use it any more.
    /// - Returns: false if no program pauses in such work; then nothing is called.
    func stop(_ codes: [UInt32], part: Int, then: @escaping @Sendable (_ folder: String?) -> Void) -> Bool {
        let seat: ProgramSeat? = state.withLock { state in
            let pauses = state.paused.keys.filter { $0.codes == codes && $0.part == part }
            guard let pause = pauses.min(by: { $0.epochs < $1.epochs }) else { return nil }
            return state.take(pause)
        }
        guard var seat else { return false }
        let folder = seat.work?.request.folder
        seat.work?.whenLeft = { then(folder) }
        stop(seat)
        return true
    }

    /// Ends the work of a program that pauses. One that is kept running is asked to answer by the next thread that needs
    /// it, so that nobody waits for its answer now. Nothing is left in the seat of another one.
    private func stop(_ seat: ProgramSeat) {
        var seat = seat
        if seat.work?.isKept == true {
            seat.work?.isPromising = false
            giveBack(seat, nil)
        } else {
            users.enter()
            DispatchQueue.global().async { [self, seat] in
                var seat = seat
                seat.leaveWork(asking: false)
                users.leave()
            }
        }
    }

    /// Takes the paused program with the fewest epochs if there are too many.
    private func takeSurplus() -> ProgramSeat? {
        state.withLock { state in
            guard state.paused.values.reduce(0, { $0 + $1.count }) > mostPaused,
                let pause = state.paused.keys.min(by: { $0.epochs < $1.epochs })
            else { return nil }
            return state.take(pause)
        }
    }

    /// Ends all programs. Those that are kept running may exit by themselves when their input ends. Seats in use are
    /// ended by their users, which are waited for: nothing starts any more after this returns.
    func close() {
        let (seats, paused) = state.withLock { state in
            defer { (state.free, state.paused) = ([], [:]) }
            state.isClosed = true
            return (state.free, state.paused.values.flatMap { $0 })
        }
        for var seat in paused + seats.filter({ $0.work != nil }) { seat.leaveWork(asking: false) }
        let idle = seats.filter { $0.work == nil }
        for seat in idle { seat.closeInput() }
        for var seat in idle { seat.leave() }
        _ = users.wait(timeout: .now() + Self.patience)
    }

    deinit { close() }
}
