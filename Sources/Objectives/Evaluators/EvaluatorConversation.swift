import Dispatch
import Foundation
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
    var lastSaid: String?
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
                for place in seats.indices { giveWork(place) }
            }
            while !waiting.isEmpty, let place = idle.popLast() {
                seats[place].isListed = false
                giveWork(place)
            }
            hear()
        }
        leave()
    }

    func publish() { exchange.publish(seats.map { $0.state(at: time.now) }, said: lastSaid, trouble: trouble) }

    // MARK: - Orders

    mutating func obey(_ order: EvaluatorExchange.Order) {
        switch order {
        case .begin(let id, let line, let data, let stuckAfter):
            stop(nil)
            search = Search(id: id, line: line, data: data, stuckAfter: stuckAfter)
            (finished, lossesInSearch) = (0, 0)
            for place in seats.indices where seats[place].link == nil {
                (seats[place].lossesInRow, seats[place].leavesInRow) = (0, 0)
                // The cause of the refusal may have been fixed.
                if case .refused = seats[place].phase { seats[place].phase = .resting(until: time.now) }
            }
        case .submit(let task):
            guard let search else { return }
            waiting.add(.init(task: task, search: search.id), cost: task.cost)
        case .stop(let id): stop(id)
        case .started(let place, let result): started(place, result)
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
        for place in seats.indices {
            switch seats[place].phase {
            case .evaluating(_, let wire, _, _):
                seats[place].phase = .stopping(wire: wire, since: time.now)
                seats[place].progress = nil
                send(EvaluatorRequest.stop(search: current.id).line, to: place)
            // An evaluator that waits for data releases the cache, so that others can use it.
            case .preparing(_, .some, _):
                seats[place].phase = .idle
                send(EvaluatorRequest.stop(search: current.id).line, to: place)
            default: break
            }
        }
    }

    mutating func started(_ place: Int, _ result: Result<ChildProcess, ObjectiveError>) {
        switch result {
        case .success(let process):
            seats[place].link = EvaluatorLink(process, time: time)
            seats[place].phase = .awaited
            pipes.watch(1 + 2 * place, reading: process.output)
        case .failure(let error): lose(place, error.description)
        }
    }

    // MARK: - Work

    mutating func giveWork(_ place: Int) {
        guard let search else { return }
        switch seats[place].phase {
        case .resting(let until):
            // Do not start more evaluators than needed.
            guard until <= time.now, coming < waiting.count else { return }
            coming += 1
            seats[place].phase = .starting
            seats[place].started = time.now
            starter.start(seats[place].number, for: exchange, place)
        case .unable(let id, _) where id != search.id:
            seats[place].phase = .idle
            giveWork(place)
        case .idle where seats[place].search != search.id:
            guard !waiting.isEmpty else { return }
            seats[place].phase = .preparing(search: search.id, place: nil, heard: time.now)
            send(search.line, to: place)
        case .idle:
            guard let work = waiting.next() else {
                if !seats[place].isListed { idle.append(place) }
                seats[place].isListed = true
                return
            }
            wires += 1
            seats[place].phase = .evaluating(work, wire: wires, begun: time.now, heard: time.now)
            seats[place].progress = nil
            send(
                EvaluatorRequest.evaluate(wires, search: work.search, part: work.task.part, genes: work.task.genes)
                    .line,
                to: place)
        case .preparing(let id, let sent?, _): sendData(place, of: id, from: sent)
        default: break
        }
    }

    /// Sends the next part of the data once the previous part has been sent.
    mutating func sendData(_ place: Int, of id: Int, from start: Int) {
        guard let link = seats[place].link, !link.isSending, let data = search?.data, search?.id == id else { return }
        if search?.bytes == nil {
            do { search?.bytes = try data.bytes() } catch { return refuse(place, "\(error)") }
        }
        guard let bytes = search?.bytes, start < bytes.count else { return }
        let end = min(bytes.count, start + Self.chunk)
        seats[place].phase = .preparing(search: id, place: end, heard: time.now)
        let part = Array(bytes[start..<end])
        send(EvaluatorRequest.data(digest: data.digest, place: start, size: bytes.count, bytes: part).line, to: place)
    }

    // MARK: - Hearing

    mutating func hear() {
        let pause = Self.pause * Double(seats.count)
        if pause > 1e-4 { Thread.sleep(forTimeInterval: pause) }
        for slot in pipes.wait(within: Self.look) where slot > 0 {
            let place = (slot - 1) / 2
            guard slot.isMultiple(of: 2) else {
                read(place)
                continue
            }
            seats[place].link?.flush()
            watchSending(place)
            if case .preparing(_, .some, _) = seats[place].phase { giveWork(place) }
        }
    }

    mutating func send(_ bytes: [UInt8], to place: Int) {
        seats[place].link?.send(bytes)
        watchSending(place)
    }

    mutating func watchSending(_ place: Int) {
        let isSending = seats[place].link?.isSending ?? false
        pipes.watch(2 + 2 * place, writing: isSending ? seats[place].link?.input : nil)
    }

    mutating func read(_ place: Int) {
        var replies: [EvaluatorReply] = []
        var other: ArraySlice<UInt8> = []
        let found = seats[place].link?.read(&buffer) { line in
            if let reply = EvaluatorReply(line: line) {
                replies.append(reply)
            } else if !line.isEmpty {
                other = line.prefix(200)
            }
            return !replies.isEmpty
        }
        if !other.isEmpty { lastSaid = String(decoding: other, as: UTF8.self) }
        for reply in replies { take(reply, from: place) }
        guard let found, seats[place].link != nil else { return }
        switch found {
        case .lines: break
        case .end:
            let reason = seats[place].link?.ending(&buffer) ?? "its output ended"
            lose(place, reason, hasCrashed: seats[place].link?.hasCrashed ?? false)
        case .flood: lose(place, "it wrote megabytes of output that are not part of the protocol")
        }
    }

    mutating func take(_ reply: EvaluatorReply, from place: Int) {
        if case .evaluating(let work, let wire, let begun, _) = seats[place].phase {
            switch reply {
            case .evaluated(wire, let evaluation, let fingerprint):
                guard isSame(fingerprint, as: work, place) else { return refuse(place, Self.otherwise) }
                finish(
                    place, work, seconds: evaluation.seconds,
                    .evaluated(evaluation, fingerprint: fingerprint, evaluator: seats[place].number))
            case .failed(wire, let reason, let seconds, let fingerprint):
                guard isSame(fingerprint, as: work, place) else { return refuse(place, Self.otherwise) }
                finish(
                    place, work, seconds: seconds,
                    .failed(
                        reason: reason, seconds: seconds, fingerprint: fingerprint, evaluator: seats[place].number))
            case .stopped(wire): lose(place, "it stopped without being asked to")
            case .progress(wire, let progress):
                seats[place].progress = progress
                seats[place].phase = .evaluating(work, wire: wire, begun: begun, heard: time.now)
            default: break
            }
            return
        }
        switch (reply, seats[place].phase) {
        case (.hello(let hello), .awaited): greet(hello, place)
        case (.foreign(let version), .awaited):
            let words = version.map { "protocol \($0)" } ?? "another protocol"
            refuse(place, "it speaks \(words), expected \(EvaluatorProtocol.version); install the same version there")
        case (.ready(let id), .preparing(let search, _, _)) where id == search:
            (seats[place].search, seats[place].phase) = (search, .idle)
            if !isSendingData { forgetBytes() }
            giveWork(place)
        case (.missing(let id, _), .preparing(let wanted, _, _)) where id == wanted:
            if search?.id == id {
                seats[place].phase = .preparing(search: id, place: 0, heard: time.now)
            } else {
                seats[place].phase = .idle
                send(EvaluatorRequest.stop(search: id).line, to: place)
            }
            giveWork(place)
        case (.unable(let id, let reason), .preparing(let search, _, _)) where id == search:
            seats[place].phase = .unable(search: id, reason: reason)
        case (.evaluated(let wire, _, _), .stopping(let last, _)) where wire == last,
            (.failed(let wire, _, _, _), .stopping(let last, _)) where wire == last,
            (.stopped(let wire), .stopping(let last, _)) where wire == last:
            seats[place].phase = .idle
            giveWork(place)
        // Ignore late second answers and replies that no longer apply.
        default: break
        }
    }

    var isSendingData: Bool {
        seats.contains { if case .preparing(_, .some, _) = $0.phase { true } else { false } }
    }

    mutating func forgetBytes() { search?.bytes = nil }

    private static let otherwise =
        "its result does not match this search; check that it runs in the same folder with the same program files"

    /// Returns true if an evaluator evaluated the expected genome, as far as the fingerprint shows.
    private func isSame(_ fingerprint: String?, as work: EvaluatorSeat.Work, _ place: Int) -> Bool {
        guard let expected = work.task.fingerprint, seats[place].hello?.instructions == settings.instructions else {
            return true
        }
        return fingerprint == expected
    }

    mutating func greet(_ hello: EvaluatorHello, _ place: Int) {
        hasMet = true
        seats[place].hello = hello
        seats[place].hasWorked = false
        guard hello.protocol == EvaluatorProtocol.version else {
            return refuse(
                place,
                "version \(hello.version) on \(hello.host) speaks protocol \(hello.protocol), expected "
                    + "\(EvaluatorProtocol.version); install the same version there")
        }
        guard hello.numbers == settings.numbers else {
            return refuse(
                place,
                "version \(hello.version) on \(hello.host) uses numerics version \(hello.numbers), expected "
                    + "\(settings.numbers); install the same version there")
        }
        guard hello.instructions == settings.instructions || settings.acceptsOtherProcessors else {
            return refuse(
                place,
                "\(hello.host) has another instruction set (\(hello.instructions), here \(settings.instructions)): its "
                    + "results would differ in the last bits; to accept this, write `workers N mixed …`")
        }
        seats[place].phase = .idle
        let heartbeat = min(EvaluatorProtocol.heartbeat, settings.silence.inSeconds / 3)
        send(EvaluatorRequest.welcome(heartbeat: heartbeat).line, to: place)
        giveWork(place)
    }

    mutating func finish(
        _ place: Int, _ work: EvaluatorSeat.Work, seconds: Double, _ answer: EvaluatorPool.Answer
    ) {
        seats[place].done += 1
        finished += 1
        (seats[place].hasWorked, seats[place].leavesInRow) = (true, 0)
        seats[place].seconds += seconds
        seats[place].lossesInRow = 0
        seats[place].phase = .idle
        seats[place].progress = nil
        exchange.answer(work.task.number, of: work.search, answer)
        // Send the next genome before anything else.
        giveWork(place)
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
        exchange.publish([], said: nil, trouble: nil)
    }
}
