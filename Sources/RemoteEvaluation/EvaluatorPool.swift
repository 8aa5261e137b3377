import Dispatch
public import Evolution
import Foundation
import Networks
public import Objectives
import Synchronization
public import Time

/// A pool of evaluators on any machine: a launcher starts them when they are first needed, and replaces those that
/// are lost.
///
/// One thread talks to all of them. Each submitted task is answered exactly once. The task of a lost evaluator goes
/// to another one as often as necessary; if the task itself causes the losses, the answer is the reason.
public final class EvaluatorPool: Sendable {
    /// The settings, which are fixed for the lifetime of the pool.
    public struct Settings: Hashable, Sendable {
        /// The launcher that starts evaluators.
        public var launcher: Launcher
        /// The number of evaluators.
        public var count: Int
        /// True if evaluators with another instruction set take part: their results may differ in the last bits.
        public var acceptsOtherProcessors: Bool
        /// The path of this program, for launchers that start it.
        public var program: String
        /// The numerics version that evaluators must have.
        public var numbers = NetworksNumerics.version
        /// The instruction set that evaluators must have.
        public var instructions = NetworksNumerics.instructionSet
        /// The time without output after which an evaluator is considered lost.
        public var silence = Duration.seconds(6 * EvaluatorProtocol.heartbeat)
        /// The time before a launcher that failed is started again; doubled each time, up to a minute.
        public var firstRest = Duration.seconds(1)
        /// The time after which a launcher that starts no evaluator is given up: clusters may have long
        /// queues.
        public var longestStart = Duration.seconds(3_600)
        /// The time after which a launcher is reported that has printed something, but started no evaluator.
        public var greetingPatience = Duration.seconds(20)
        /// The number of lost evaluators after which a genome is given up; nil to give it up only if it causes the
        /// losses itself.
        public var maximumLosses: Int?

        /// Creates the settings of a pool.
        public init(
            launcher: Launcher, count: Int, acceptsOtherProcessors: Bool = false, program: String,
            maximumLosses: Int? = nil
        ) {
            self.launcher = launcher
            self.count = count
            self.acceptsOtherProcessors = acceptsOtherProcessors
            self.program = program
            self.maximumLosses = maximumLosses
        }
    }

    /// Data that evaluators may lack.
    public struct MissingData: Sendable {
        /// The digest that identifies the data.
        public let digest: String
        /// The bytes to send, read once and only if an evaluator needs them.
        public let bytes: @Sendable () throws -> [UInt8]

        /// Creates data with their digest.
        public init(digest: String, bytes: @escaping @Sendable () throws -> [UInt8]) {
            self.digest = digest
            self.bytes = bytes
        }
    }

    /// A task: one part of one genome to evaluate.
    public struct Assignment: Sendable {
        /// The number that identifies the answer.
        public let number: Int
        /// The part of the genome's evaluation: the fold or repeat.
        public let part: Int
        /// The rungs between which to measure; nil to measure whole.
        public let span: RungSpan?
        /// The genome as one JSON object.
        public let genes: String
        /// The fingerprint that an evaluator's answer must match; nil if it need not match any.
        public let fingerprint: String?
        /// The approximate cost, in any unit.
        public let cost: Double

        /// Creates a task.
        public init(
            number: Int, part: Int, span: RungSpan? = nil, genes: String, fingerprint: String?, cost: Double
        ) {
            self.number = number
            self.part = part
            self.span = span
            self.genes = genes
            self.fingerprint = fingerprint
            self.cost = cost
        }
    }

    /// The answer to a task.
    public enum TaskAnswer: Sendable {
        /// The evaluation, and the fingerprint that the evaluator computed.
        case evaluated(Evaluation, fingerprint: String?, evaluator: Int)
        /// The genome has no fitness.
        case failed(reason: String, seconds: Double, fingerprint: String?, evaluator: Int)
        /// The evaluators were lost; nothing is known of the genome.
        case lost(reason: String)
    }

    /// The settings of the pool.
    public let settings: Settings
    private let time: TimeSource
    private let exchange = EvaluatorExchange()
    private let isRunning = Mutex(false)
    private let closed = DispatchSemaphore(value: 0)

    /// Creates a pool of evaluators; none is started before there is work.
    ///
    /// - Parameter time: the clock for silences, rests and time limits.
    public init(_ settings: Settings, time: TimeSource = .machine) {
        self.settings = settings
        self.time = time
    }

    deinit { close() }

    // MARK: - For those who have work

    /// Prepares the evaluators for the tasks submitted from now on.
    ///
    /// - Parameters:
    ///   - description: a JSON object that evaluators understand.
    ///   - folder: the folder in which programs run.
    ///   - stuckAfter: the time without progress after which an evaluator is given up; nil for never.
    /// - Returns: the number for `stop(_:)`.
    public func begin(
        description: [UInt8], folder: String, data: MissingData?, stuckAfter: Duration?
    ) -> Int {
        let id = exchange.nextSearch()
        let line = EvaluatorRequest.search(id, description: description, folder: folder).line
        startThread()
        exchange.order(.begin(id: id, line: line, data: data, stuckAfter: stuckAfter))
        return id
    }

    /// Submits a task of the search that was begun last.
    public func submit(_ task: Assignment) { exchange.order(.submit(task)) }

    /// Returns the next finished task; nil if none finishes in time.
    ///
    /// - Throws: `.failed` if no evaluator can take part.
    public func next(within limit: Duration) throws(ObjectiveError) -> (number: Int, answer: TaskAnswer)? {
        if let answer = exchange.answer(within: limit) { return answer }
        if let trouble = exchange.trouble { throw .failed(reason: trouble) }
        return nil
    }

    /// Abandons the running tasks of a search, and drops its pending ones.
    public func stop(_ id: Int) { exchange.order(.stop(id: id)) }

    /// The most recently published state of each evaluator, in order.
    public var states: [EvaluatorState] { exchange.states }

    /// Returns the current state of each evaluator.
    public func currentStates() -> [EvaluatorState] {
        guard isRunning.withLock({ $0 }) else { return [] }
        let seen = DispatchSemaphore(value: 0)
        exchange.order(.look(seen))
        _ = seen.wait(timeout: .now() + 1)
        return states
    }

    /// The last line that a launcher wrote before its evaluator appeared; nil if there is none.
    public var lastOutput: String? { exchange.lastOutput }

    /// Returns the next report about launchers that have not been given up, once; nil if there is none.
    public func takeNotice() -> String? { exchange.takeNotice() }

    /// Ends all evaluators by closing their input, and kills those that do not exit.
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
        // The thread does not retain the pool: releasing the pool closes it.
        let thread = Thread { [exchange, settings, time, closed] in
            var conversation = EvaluatorConversation(exchange, settings, time)
            conversation.run()
            closed.signal()
        }
        thread.name = "evaluators"
        thread.start()
    }
}
