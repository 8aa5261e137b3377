import ChildProcesses
import Dispatch
import Synchronization
import Time

/// The shared state of callers that submit work and the thread that talks to the evaluators.
final class EvaluatorExchange: Sendable {
    /// An order for the thread.
    enum Order {
        case begin(id: Int, line: [UInt8], data: EvaluatorPool.MissingData?, stuckAfter: Duration?)
        case submit(EvaluatorPool.Assignment)
        case stop(id: Int)
        case started(seat: Int, Result<ChildProcess, ChildProcessError>)
        case look(DispatchSemaphore)
        case close
    }

    private struct State {
        var orders: [Order] = []
        var isWoken = false
        var answers: [(search: Int, number: Int, answer: EvaluatorPool.TaskAnswer)] = []
        var trouble: String?
        var searches = 0
        var states: [EvaluatorState] = []
        var lastOutput: String?
        var notices: [String] = []
    }

    private let state = Mutex(State())
    private let answersAvailable = DispatchSemaphore(value: 0)
    private let wake = WakePipe()

    // MARK: - For those who have work

    /// Returns the number of a new search; answers to earlier searches are dropped from now on.
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

    /// Returns the next answer; nil if none arrives in time.
    func answer(within limit: Duration) -> (number: Int, answer: EvaluatorPool.TaskAnswer)? {
        let deadline = DispatchTime.now() + limit.inSeconds
        while answersAvailable.wait(timeout: deadline) == .success {
            let (first, current) = state.withLock { ($0.answers.removeFirst(), $0.searches) }
            // Skip answers to a search that was stopped.
            if first.search == current { return (first.number, first.answer) }
        }
        return nil
    }

    var trouble: String? { state.withLock { $0.trouble } }
    var states: [EvaluatorState] { state.withLock { $0.states } }
    var lastOutput: String? { state.withLock { $0.lastOutput } }

    func takeNotice() -> String? { state.withLock { $0.notices.isEmpty ? nil : $0.notices.removeFirst() } }

    // MARK: - For the thread

    func takeOrders() -> [Order] {
        wake?.empty()
        return state.withLock { state in
            defer { state.orders = [] }
            state.isWoken = false
            return state.orders
        }
    }

    func answer(_ number: Int, of search: Int, _ answer: EvaluatorPool.TaskAnswer) {
        state.withLock { $0.answers.append((search, number, answer)) }
        answersAvailable.signal()
    }

    func notice(_ text: String) { state.withLock { $0.notices.append(text) } }

    func publish(_ states: [EvaluatorState], lastOutput: String?, trouble: String?) {
        state.withLock { state in
            state.states = states
            state.lastOutput = lastOutput ?? state.lastOutput
            state.trouble = trouble
        }
    }

    /// The pipe that becomes readable when there are orders.
    var waking: PipeEnd? { wake?.end }
}
