import Dispatch
import Synchronization

/// What those who have work and the thread that speaks with evaluators tell one another.
final class EvaluatorExchange: Sendable {
    /// What the thread is told.
    enum Order {
        case begin(id: Int, line: [UInt8], data: EvaluatorPool.Data?, stuckAfter: Double?)
        case submit(EvaluatorPool.Task)
        case stop(id: Int)
        case started(seat: Int, Result<ChildProcess, ObjectiveError>)
        case look(DispatchSemaphore)
        case close
    }

    private struct State {
        var orders: [Order] = []
        var isWoken = false
        var answers: [(search: Int, number: Int, answer: EvaluatorPool.Answer)] = []
        var trouble: String?
        var searches = 0
        var states: [EvaluatorState] = []
        var lastSaid: String?
    }

    private let state = Mutex(State())
    private let answersAvailable = DispatchSemaphore(value: 0)
    private let wake = WakePipe()

    // MARK: - For those who have work

    /// The number of a search that begins; what was answered of earlier ones is dropped from now on.
    func nextSearch() -> Int {
        state.withLock { state in
            state.searches += 1
            state.trouble = nil
            return state.searches
        }
    }

    func order(_ order: Order) {
        let isFirst = state.withLock { state in
            state.orders.append(order)
            defer { state.isWoken = true }
            return !state.isWoken
        }
        if isFirst { wake?.wake() }
    }

    /// The next answer; nil where none is in time.
    func answer(within seconds: Double) -> (number: Int, answer: EvaluatorPool.Answer)? {
        let deadline = DispatchTime.now() + seconds
        while answersAvailable.wait(timeout: deadline) == .success {
            let (first, current) = state.withLock { ($0.answers.removeFirst(), $0.searches) }
            // What was stopped may have been answered meanwhile.
            if first.search == current { return (first.number, first.answer) }
        }
        return nil
    }

    var trouble: String? { state.withLock { $0.trouble } }
    var states: [EvaluatorState] { state.withLock { $0.states } }
    var lastSaid: String? { state.withLock { $0.lastSaid } }

    // MARK: - For the thread

    func takeOrders() -> [Order] {
        wake?.empty()
        return state.withLock { state in
            defer { state.orders = [] }
            state.isWoken = false
            return state.orders
        }
    }

    func answer(_ number: Int, of search: Int, _ answer: EvaluatorPool.Answer) {
        state.withLock { $0.answers.append((search, number, answer)) }
        answersAvailable.signal()
    }

    func publish(_ states: [EvaluatorState], said: String?, trouble: String?) {
        state.withLock { state in
            state.states = states
            state.lastSaid = said ?? state.lastSaid
            state.trouble = trouble
        }
    }

    /// Has something to read when there are orders.
    var waking: PipeEnd? { wake?.end }
}
