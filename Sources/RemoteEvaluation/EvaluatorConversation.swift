import ChildProcesses
import Foundation
import Objectives
import Time

/// The work of a pool's thread: it starts evaluators, sends them work, reads their replies and replaces lost
/// evaluators.
struct EvaluatorConversation {
    /// The current search.
    struct Search {
        let id: Int
        let line: [UInt8]
        let data: EvaluatorPool.MissingData?
        let stuckAfter: Duration?
        /// The bytes of the dataset, kept while some evaluator still receives them.
        var bytes: [UInt8]?
    }

    /// The seconds that launchers have to exit after the end of their input, and again after SIGTERM.
    static let grace = Duration.seconds(2)
    /// The number of bytes of data sent in one line.
    static let chunk = 1 << 20
    /// The pause in seconds between two polls of the pipes, per evaluator. A poll costs as much for one reply as for
    /// all of them, so replies from hundreds of evaluators are read together.
    static let pause = 5e-6
    /// The interval between two checks of the timeouts.
    static let look = Duration.milliseconds(250)

    let exchange: EvaluatorExchange
    let settings: EvaluatorPool.Settings
    /// The clock for silences, rests and time limits; the interval between checks uses the machine's own clock.
    let time: TimeSource
    var seats: [EvaluatorSeat]
    var search: Search?
    var waiting = CostPriorityQueue<EvaluatorSeat.Work>()
    var wires = 0
    var hasMet = false
    /// The number of evaluators that will soon be ready for work.
    private var coming = 0
    /// Evaluators without work; some may have received work in the meantime.
    var idle: [Int] = []
    var pipes: WatchedPipes
    var isClosing = false
    /// The number of finished genomes in this search, and the number of lost evaluators.
    var finished = 0
    var lossesInSearch = 0
    var lastOutput: String?
    /// True if a launcher was reported that only prints other lines: one report is enough for all of them.
    var hasReportedLines = false
    var buffer = [UInt8](repeating: 0, count: 65_536)
    let starter: EvaluatorStarter

    init(_ exchange: EvaluatorExchange, _ settings: EvaluatorPool.Settings, _ time: TimeSource) {
        self.exchange = exchange
        self.settings = settings
        self.time = time
        seats = (1...max(1, settings.count)).map { EvaluatorSeat(number: $0, now: time.now) }
        starter = EvaluatorStarter(settings)
        pipes = WatchedPipes(count: 1 + 2 * seats.count)
        pipes.watch(0, reading: exchange.waking)
    }

    mutating func run() {
        PipeEnd.keepThreadFromBrokenPipes()
        OpenFiles.allowAll()
        var lastLook = ContinuousClock.now - Self.look
        while !isClosing {
            for order in exchange.takeOrders() { obey(order) }
            if ContinuousClock.now - lastLook >= Self.look {
                lastLook = .now
                lookAtClocks()
                publish()
                coming = seats.count(where: \.isComing)
                for seat in seats.indices { giveWork(seat) }
            }
            while !waiting.isEmpty, let seat = idle.popLast() {
                seats[seat].isListed = false
                giveWork(seat)
            }
            hear()
        }
        leave()
    }

    func publish() { exchange.publish(seats.map { $0.state(at: time.now) }, lastOutput: lastOutput, trouble: trouble) }

    // MARK: - Orders

    mutating func obey(_ order: EvaluatorExchange.Order) {
        switch order {
        case .begin(let id, let line, let data, let stuckAfter):
            stop(nil)
            search = Search(id: id, line: line, data: data, stuckAfter: stuckAfter)
            (finished, lossesInSearch) = (0, 0)
            for seat in seats.indices where seats[seat].link == nil {
                (seats[seat].lossesInRow, seats[seat].leavesInRow) = (0, 0)
                // The cause of the refusal may have been fixed.
                if case .refused = seats[seat].stage { seats[seat].stage = .resting(until: time.now) }
            }
        case .submit(let task):
            guard let search else { return }
            waiting.add(.init(task: task, search: search.id), cost: task.cost)
        case .stop(let id): stop(id)
        case .started(let seat, let result): started(seat, result)
        case .look(let seen):
            publish()
            seen.signal()
        case .close: isClosing = true
        }
    }

    /// Ends a search; nil ends the current one, if any.
    mutating func stop(_ id: Int?) {
        guard let current = search, id == nil || current.id == id else { return }
        search = nil
        waiting = CostPriorityQueue()
        for seat in seats.indices {
            switch seats[seat].stage {
            case .evaluating(_, let wire, _, _):
                seats[seat].stage = .stopping(wire: wire, since: time.now)
                seats[seat].progress = nil
                send(EvaluatorRequest.stop(search: current.id).line, to: seat)
            // An evaluator that waits for data releases the cache, so that others can use it.
            case .preparing(_, .some, _):
                seats[seat].stage = .idle
                send(EvaluatorRequest.stop(search: current.id).line, to: seat)
            default: break
            }
        }
    }

    mutating func started(_ seat: Int, _ result: Result<ChildProcess, ChildProcessError>) {
        switch result {
        case .success(let process):
            seats[seat].link = EvaluatorLink(process, time: time)
            seats[seat].firstLine = nil
            seats[seat].stage = .awaited
            pipes.watch(1 + 2 * seat, reading: process.output)
        case .failure(let error): lose(seat, error.description)
        }
    }

    // MARK: - Work

    mutating func giveWork(_ seat: Int) {
        guard let search else { return }
        switch seats[seat].stage {
        case .resting(let until):
            // Do not start more evaluators than needed.
            guard until <= time.now, coming < waiting.count else { return }
            coming += 1
            seats[seat].stage = .starting
            seats[seat].started = time.now
            starter.start(seats[seat].number, for: exchange, seat)
        case .unable(let id, _) where id != search.id:
            seats[seat].stage = .idle
            giveWork(seat)
        case .idle where seats[seat].search != search.id:
            guard !waiting.isEmpty else { return }
            seats[seat].stage = .preparing(search: search.id, offset: nil, heard: time.now)
            send(search.line, to: seat)
        case .idle:
            guard let work = waiting.next() else {
                if !seats[seat].isListed { idle.append(seat) }
                seats[seat].isListed = true
                return
            }
            wires += 1
            seats[seat].stage = .evaluating(work, wire: wires, begun: time.now, heard: time.now)
            seats[seat].progress = nil
            send(
                EvaluatorRequest.evaluate(
                    wires, search: work.search, part: work.task.part, span: work.task.span, genes: work.task.genes
                ).line,
                to: seat)
        case .preparing(let id, let sent?, _): sendData(seat, of: id, from: sent)
        default: break
        }
    }

    /// Sends the next part of the data once the previous part has been sent.
    mutating func sendData(_ seat: Int, of id: Int, from start: Int) {
        guard let link = seats[seat].link, !link.isSending, let data = search?.data, search?.id == id else { return }
        if search?.bytes == nil {
            do { search?.bytes = try data.bytes() } catch { return refuse(seat, "\(error)") }
        }
        guard let bytes = search?.bytes, start < bytes.count else { return }
        let end = min(bytes.count, start + Self.chunk)
        seats[seat].stage = .preparing(search: id, offset: end, heard: time.now)
        let part = Array(bytes[start..<end])
        send(EvaluatorRequest.data(digest: data.digest, offset: start, size: bytes.count, bytes: part).line, to: seat)
    }

    // MARK: - Leaving

    mutating func leave() {
        starter.stopStarting()
        var links = seats.compactMap(\.link)
        // Close launchers that have just started, like the others.
        for case .started(_, .success(let process)) in exchange.takeOrders() {
            links.append(EvaluatorLink(process, time: time))
        }
        for link in links { link.closeInput() }
        starter.leave(links, grace: Self.grace)
        seats = []
        exchange.publish([], lastOutput: nil, trouble: nil)
    }
}
