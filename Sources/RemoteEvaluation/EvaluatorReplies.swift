import ChildProcesses
import Foundation
import Objectives
import Time

/// The replies of evaluators.
extension EvaluatorConversation {
    mutating func hear() {
        let pause = Self.pause * Double(seats.count)
        if pause > 1e-4 { Thread.sleep(forTimeInterval: pause) }
        for slot in pipes.wait(within: Self.look) where slot > 0 {
            let seat = (slot - 1) / 2
            guard slot.isMultiple(of: 2) else {
                read(seat)
                continue
            }
            seats[seat].link?.flush()
            watchSending(seat)
            if case .preparing(_, .some, _) = seats[seat].stage { giveWork(seat) }
        }
    }

    mutating func send(_ bytes: [UInt8], to seat: Int) {
        seats[seat].link?.send(bytes)
        watchSending(seat)
    }

    mutating func watchSending(_ seat: Int) {
        let isSending = seats[seat].link?.isSending ?? false
        pipes.watch(2 + 2 * seat, writing: isSending ? seats[seat].link?.input : nil)
    }

    mutating func read(_ seat: Int) {
        var replies: [EvaluatorReply] = []
        var other: ArraySlice<UInt8> = []
        var first: ArraySlice<UInt8> = []
        let found = seats[seat].link?.read(&buffer) { line in
            if let reply = EvaluatorReply(line: line) {
                replies.append(reply)
            } else if !line.isEmpty {
                other = line.prefix(200)
                if first.isEmpty { first = other }
            }
            return !replies.isEmpty
        }
        if !other.isEmpty {
            lastOutput = String(decoding: other, as: UTF8.self)
            if seats[seat].firstLine == nil { seats[seat].firstLine = String(decoding: first, as: UTF8.self) }
        }
        for reply in replies { take(reply, from: seat) }
        guard let found, seats[seat].link != nil else { return }
        switch found {
        case .lines: break
        case .end:
            let reason = seats[seat].link?.ending(&buffer) ?? "its output ended"
            lose(seat, reason, hasCrashed: seats[seat].link?.hasCrashed ?? false)
        case .flood: lose(seat, "it wrote megabytes of output that are not part of the protocol")
        }
    }

    mutating func take(_ reply: EvaluatorReply, from seat: Int) {
        if case .evaluating(let work, let wire, let begun, _) = seats[seat].stage {
            switch reply {
            case .evaluated(wire, let evaluation, let fingerprint):
                guard isSame(fingerprint, as: work, seat) else { return refuse(seat, Self.otherwise) }
                finish(
                    seat, work, seconds: evaluation.seconds,
                    .evaluated(evaluation, fingerprint: fingerprint, evaluator: seats[seat].number))
            case .failed(wire, let reason, let seconds, let fingerprint):
                guard isSame(fingerprint, as: work, seat) else { return refuse(seat, Self.otherwise) }
                finish(
                    seat, work, seconds: seconds,
                    .failed(
                        reason: reason, seconds: seconds, fingerprint: fingerprint, evaluator: seats[seat].number))
            case .stopped(wire): lose(seat, "it stopped without being asked to")
            case .progress(wire, let progress):
                seats[seat].progress = progress
                seats[seat].stage = .evaluating(work, wire: wire, begun: begun, heard: time.now)
            default: break
            }
            return
        }
        switch (reply, seats[seat].stage) {
        case (.hello(let hello), .awaited): greet(hello, seat)
        case (.foreign(let version), .awaited):
            let words = version.map { "protocol \($0)" } ?? "another protocol"
            refuse(seat, "it speaks \(words), expected \(EvaluatorProtocol.version); install the same version there")
        case (.ready(let id), .preparing(let search, _, _)) where id == search:
            (seats[seat].search, seats[seat].stage) = (search, .idle)
            if !isSendingData { forgetBytes() }
            giveWork(seat)
        case (.missing(let id, _), .preparing(let wanted, _, _)) where id == wanted:
            if search?.id == id {
                seats[seat].stage = .preparing(search: id, offset: 0, heard: time.now)
            } else {
                seats[seat].stage = .idle
                send(EvaluatorRequest.stop(search: id).line, to: seat)
            }
            giveWork(seat)
        case (.unable(let id, let reason), .preparing(let search, _, _)) where id == search:
            seats[seat].stage = .unable(search: id, reason: reason)
        case (.evaluated(let wire, _, _), .stopping(let last, _)) where wire == last,
            (.failed(let wire, _, _, _), .stopping(let last, _)) where wire == last,
            (.stopped(let wire), .stopping(let last, _)) where wire == last:
            seats[seat].stage = .idle
            giveWork(seat)
        // Ignore late second answers and replies that no longer apply.
        default: break
        }
    }

    var isSendingData: Bool {
        seats.contains { if case .preparing(_, .some, _) = $0.stage { true } else { false } }
    }

    mutating func forgetBytes() { search?.bytes = nil }

    private static let otherwise =
        "its result does not match this search; check that it runs in the same folder with the same program files"

    /// Returns true if an evaluator evaluated the expected genome, as far as the fingerprint shows.
    private func isSame(_ fingerprint: String?, as work: EvaluatorSeat.Work, _ seat: Int) -> Bool {
        guard let expected = work.task.fingerprint, seats[seat].hello?.instructions == settings.instructions else {
            return true
        }
        return fingerprint == expected
    }

    mutating func greet(_ hello: EvaluatorHello, _ seat: Int) {
        hasMet = true
        seats[seat].hello = hello
        seats[seat].hasWorked = false
        guard hello.protocol == EvaluatorProtocol.version else {
            return refuse(
                seat,
                "version \(hello.version) on \(hello.host) speaks protocol \(hello.protocol), expected "
                    + "\(EvaluatorProtocol.version); install the same version there")
        }
        guard hello.numbers == settings.numbers else {
            return refuse(
                seat,
                "version \(hello.version) on \(hello.host) uses numerics version \(hello.numbers), expected "
                    + "\(settings.numbers); install the same version there")
        }
        guard hello.instructions == settings.instructions || settings.acceptsOtherProcessors else {
            return refuse(
                seat,
                "\(hello.host) has another instruction set (\(hello.instructions), here \(settings.instructions)): its "
                    + "results would differ in the last bits; to accept this, write `workers N mixed …`")
        }
        seats[seat].stage = .idle
        let heartbeat = min(EvaluatorProtocol.heartbeat, settings.silence.inSeconds / 3)
        send(EvaluatorRequest.welcome(heartbeat: heartbeat).line, to: seat)
        giveWork(seat)
    }

    mutating func finish(
        _ seat: Int, _ work: EvaluatorSeat.Work, seconds: Double, _ answer: EvaluatorPool.TaskAnswer
    ) {
        seats[seat].done += 1
        finished += 1
        (seats[seat].hasWorked, seats[seat].leavesInRow) = (true, 0)
        seats[seat].seconds += seconds
        seats[seat].lossesInRow = 0
        seats[seat].stage = .idle
        seats[seat].progress = nil
        exchange.answer(work.task.number, of: work.search, answer)
        // Send the next genome before anything else.
        giveWork(seat)
    }
}
