import Dispatch
import Foundation
import Networks
import Synchronization
public import Time

/// Evaluators on any machine: as many as a launcher gives, begun when they are first needed, begun again when they are lost.
///
/// One thread speaks with all of them. What a caller submits is answered once, whatever becomes of the evaluators: a piece
/// of work that one of them loses goes to another, as often as it takes; it is answered with the reason where the losses are its own
/// doing.
public final class EvaluatorPool: Sendable {
    /// What does not change as long as the pool lives.
    public struct Settings: Hashable, Sendable {
        /// What starts evaluators.
        public var launcher: Launcher
        /// How many are wanted.
        public var count: Int
        /// Whether those with another instruction set take part: their results may differ in the last bits.
        public var acceptsOtherProcessors: Bool
        /// The path of this program, for launchers that start it.
        public var program: String
        /// The version of this program's numbers and the instruction set, that evaluators must have.
        public var numbers = NetworksNumerics.version
        /// The instruction set that evaluators must have.
        public var instructions = NetworksNumerics.instructionSet
        /// Seconds without a word after which an evaluator is lost.
        public var silence = 6 * EvaluatorProtocol.heartbeat
        /// Seconds before a launcher that failed is started again; doubled each time, up to a minute.
        public var firstRest = 1.0
        /// Seconds after which a launcher that starts nothing is given up: clusters may have long queues.
        public var longestStart = 3_600.0
        /// The losses of evaluators after which a genome is given up; nil to give it up only where the losses are its own doing.
        public var mostLosses: Int?

        /// What a pool is begun with.
        public init(
            launcher: Launcher, count: Int, acceptsOtherProcessors: Bool = false, program: String,
            mostLosses: Int? = nil
        ) {
            self.launcher = launcher
            self.count = count
            self.acceptsOtherProcessors = acceptsOtherProcessors
            self.program = program
            self.mostLosses = mostLosses
        }
    }

    /// Data that evaluators may miss.
    public struct Data: Sendable {
        /// What they are known by.
        public let digest: String
        /// The bytes that are sent, read once and only where they are wanted.
        public let bytes: @Sendable () throws -> [UInt8]

        /// Data by their digest.
        public init(digest: String, bytes: @escaping @Sendable () throws -> [UInt8]) {
            self.digest = digest
            self.bytes = bytes
        }
    }

    /// A piece of work.
    public struct Task: Sendable {
        /// By which it is answered.
        public let number: Int
        /// Which part of the genome is wanted.
        public let part: Int
        /// The genome as one JSON object.
        public let genes: String
        /// What its evaluation depends on, where an evaluator's answer must depend on the same.
        public let fingerprint: String?
        /// About how long it takes, in any unit.
        public let cost: Double

        /// A piece of work.
        public init(number: Int, part: Int, genes: String, fingerprint: String?, cost: Double) {
            self.number = number
            self.part = part
            self.genes = genes
            self.fingerprint = fingerprint
            self.cost = cost
        }
    }

    /// What came of a piece of work.
    public enum Answer: Sendable {
        /// It was evaluated; the fingerprint is what it depended on where it was evaluated.
        case evaluated(Evaluation, fingerprint: String?, evaluator: Int)
        /// The genome has no fitness.
        case failed(reason: String, seconds: Double, fingerprint: String?, evaluator: Int)
        /// The evaluators that had it were lost; of the genome nothing is known.
        case lost(reason: String)
    }

    /// What it was begun with.
    public let settings: Settings
    private let time: TimeSource
    private let exchange = EvaluatorExchange()
    private let isRunning = Mutex(false)
    private let closed = DispatchSemaphore(value: 0)

    /// A pool of evaluators; none is started before there is something to do.
    ///
    /// - Parameter time: the time that silences, rests and limits go by.
    public init(_ settings: Settings, time: TimeSource = .machine) {
        self.settings = settings
        self.time = time
    }

    deinit { close() }

    // MARK: - For those who have work

    /// Prepares the evaluators for what is submitted from now on.
    ///
    /// - Parameters:
    ///   - description: a JSON object that evaluators understand.
    ///   - folder: where programs run.
    ///   - stuckAfter: seconds without progress after which an evaluator is given up; nil for never.
    /// - Returns: the number to stop it by.
    public func begin(
        description: [UInt8], folder: String, data: Data?, stuckAfter: Double?
    ) -> Int {
        let id = exchange.nextSearch()
        let line = EvaluatorRequest.search(id, description: description, folder: folder).line
        startThread()
        exchange.order(.begin(id: id, line: line, data: data, stuckAfter: stuckAfter))
        return id
    }

    /// Gives them a piece of work of the search that was begun last.
    public func submit(_ task: Task) { exchange.order(.submit(task)) }

    /// The next piece that is finished; nil where none is in time.
    ///
    /// - Throws: `.failed` where no evaluator can take part.
    public func next(within seconds: Double) throws(ObjectiveError) -> (number: Int, answer: Answer)? {
        if let answer = exchange.answer(within: seconds) { return answer }
        if let trouble = exchange.trouble { throw .failed(reason: trouble) }
        return nil
    }

    /// Abandons what is under way of a search, and drops what waits.
    public func stop(_ id: Int) { exchange.order(.stop(id: id)) }

    /// What each evaluator was and did a moment ago, in their order.
    public var states: [EvaluatorState] { exchange.states }

    /// What each evaluator is and does now.
    public func currentStates() -> [EvaluatorState] {
        guard isRunning.withLock({ $0 }) else { return [] }
        let seen = DispatchSemaphore(value: 0)
        exchange.order(.look(seen))
        _ = seen.wait(timeout: .now() + 1)
        return states
    }

    /// The last line that a launcher wrote before its evaluator came; nil where none wrote any.
    public var lastSaid: String? { exchange.lastSaid }

    /// Lets all evaluators end, by the end of their input, and ends those that do not.
    public func close() {
        let wasRunning = isRunning.withLock { isRunning in
            defer { isRunning = false }
            return isRunning
        }
        guard wasRunning else { return }
        exchange.order(.close)
        closed.wait()
    }

    private func startThread() {
        let wasRunning = isRunning.withLock { isRunning in
            defer { isRunning = true }
            return isRunning
        }
        guard !wasRunning else { return }
        // It does not keep the pool alive: whoever drops the pool closes it.
        let thread = Thread { [exchange, settings, time, closed] in
            var conversation = EvaluatorConversation(exchange, settings, time)
            conversation.run()
            closed.signal()
        }
        thread.name = "evaluators"
        thread.start()
    }
}
