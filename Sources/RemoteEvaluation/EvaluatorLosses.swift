import Arithmetic
import ChildProcesses
import Objectives
import Time

/// The handling of lost evaluators and their work.
extension EvaluatorConversation {
    /// The number of losses of a genome from which it may itself be the cause.
    private static let suspectLosses = 3
    /// The number of losses after which a genome is given up, whatever the cause.
    private static let maximumLosses = 1_000
    /// The losses over other genomes per finished genome, above which evaluators are being taken away regardless of
    /// the genome.
    private static let usualLosses = 0.1
    /// The losses per seat, before anything has finished, after which every genome is considered the cause.
    private static let maximumVainStarts = 20
    /// The evaluators in a row, per seat, that may leave without having worked before the search gives up.
    private static let maximumLeaves = 3
    /// The launchers in a row, per seat, that may fail before any evaluator has appeared and the search gives up.
    private static let maximumFirstLosses = 3
    /// The maximum time before a launcher is started again.
    private static let longestRest = Duration.seconds(60)
    /// The maximum time for reading the data, or for sending one part of them.
    private static let longestPreparation = Duration.seconds(600)
    /// The maximum time for abandoning an evaluation.
    private static let longestStop = Duration.seconds(30)

    /// Refuses an evaluator that cannot take part; no other is started in its seat.
    mutating func refuse(_ seat: Int, _ reason: String) {
        let work = seats[seat].work
        release(seat)
        seats[seat].stage = .refused(reason)
        if let work { goOn(work, after: reason) }
    }

    mutating func lose(_ seat: Int, _ reason: String, hasCrashed: Bool = false) {
        var reason = reason
        var work = seats[seat].work
        if hasCrashed { work?.crashes += 1 }
        if seats[seat].hello != nil, !seats[seat].hasWorked, work == nil {
            seats[seat].leavesInRow += 1
            if seats[seat].leavesInRow >= Self.maximumLeaves { reason += Self.likelyReason }
        }
        release(seat)
        seats[seat].losses += 1
        seats[seat].lossesInRow += 1
        seats[seat].lastLoss = reason
        let doublings = min(seats[seat].lossesInRow - 1, 10)
        let rest = min(Self.longestRest, settings.firstRest * (1 << doublings))
        // The first loss of an evaluator that was working is replaced at once.
        let isSudden = work != nil && seats[seat].lossesInRow == 1
        seats[seat].stage = .resting(until: time.now + (isSudden ? .zero : rest))
        seats[seat].hello = nil
        lastOutput = reason
        if let work { goOn(work, after: reason) }
    }

    mutating func release(_ seat: Int) {
        if let link = seats[seat].link { starter.end(link) }
        seats[seat].link = nil
        seats[seat].search = nil
        seats[seat].progress = nil
        pipes.watch(1 + 2 * seat, reading: nil)
        pipes.watch(2 + 2 * seat, writing: nil)
    }

    /// Gives the work of a lost evaluator to another one.
    mutating func goOn(_ work: EvaluatorSeat.Work, after reason: String) {
        guard work.search == search?.id else { return }
        var work = work
        work.losses += 1
        lossesInSearch += 1
        guard !isToBlame(work) else {
            exchange.answer(
                work.task.number, of: work.search,
                .lost(reason: ObjectiveError.lostEvaluators(work.losses, last: reason)))
            return
        }
        // Retry at once after the first losses. Later retries wait for other genomes, which reveal the cause.
        waiting.add(work, cost: work.losses < Self.suspectLosses ? .infinity : -1)
    }

    /// Returns true if a genome is given up: its evaluators crash, or end again and again while those of other
    /// genomes survive. If evaluators are taken away regardless of the genome, as spot machines are, it is tried
    /// again as often as necessary.
    private func isToBlame(_ work: EvaluatorSeat.Work) -> Bool {
        if let maximum = settings.maximumLosses { return work.losses >= maximum }
        if work.crashes >= Self.suspectLosses || work.losses >= Self.maximumLosses { return true }
        guard work.losses >= Self.suspectLosses else { return false }
        let lossesOfOthers = lossesInSearch - work.losses
        guard finished > 0 else {
            // Pending genomes will reveal the cause, unless all evaluators are lost and nothing ever finishes.
            return lossesOfOthers == 0 && waiting.isEmpty
                || lossesInSearch >= Self.maximumVainStarts * max(5, seats.count)
        }
        return Double(lossesOfOthers) <= Self.usualLosses * Double(finished)
    }

    private static let likelyReason =
        "; it connected and exited without receiving work, like those before it. The launcher may start it in the "
        + "background (`&`), so that its input is empty"

    mutating func lookAtClocks() {
        for seat in seats.indices {
            seats[seat].link?.readError(&buffer)
            if !hasMet, let line = seats[seat].link?.lastOutput { lastOutput = line }
            guard let link = seats[seat].link else { continue }
            if case .awaited = seats[seat].stage {
                let passed = time.now - seats[seat].started
                if !hasReportedLines, !hasMet, passed > settings.greetingPatience, let line = seats[seat].firstLine {
                    hasReportedLines = true
                    exchange.notice(Self.noEvaluator(settings, line))
                }
                guard passed > settings.longestStart else { continue }
                refuse(
                    seat,
                    "its launcher started no evaluator within \(Int(saturating: settings.longestStart.inSeconds)) s")
                continue
            }
            let silence = time.now - link.lastHeard
            if silence > settings.silence {
                lose(seat, "it has not replied for \(Int(saturating: settings.silence.inSeconds)) s")
            } else if let (what, since, limit) = wait(of: seats[seat]),
                time.now - since > limit
            {
                lose(seat, "it \(what) for \(Int(saturating: limit.inSeconds)) s")
            }
        }
    }

    private static func noEvaluator(_ settings: EvaluatorPool.Settings, _ line: String) -> String {
        let patience = Int(saturating: settings.greetingPatience.inSeconds)
        let limit = Int(saturating: settings.longestStart.inSeconds / 60)
        return "no evaluator has reported within \(patience) s; its launcher is running and printed \"\(line)\". "
            + "Check that it starts `ns evaluator` with its standard input and output; ns waits for \(limit) min"
    }

    /// Returns the pending step, the time since which it has been pending and its limit; nil for a step
    /// without a limit.
    private func wait(of seat: EvaluatorSeat) -> (String, ContinuousClock.Instant, Duration)? {
        switch seat.stage {
        case .evaluating(_, _, _, let heard): search?.stuckAfter.map { ("made no progress", heard, $0) }
        case .preparing(_, _, let heard): ("did not get ready", heard, Self.longestPreparation)
        case .stopping(_, let since): ("did not stop", since, Self.longestStop)
        default: nil
        }
    }

    /// The reason that no more answers can be expected; nil as long as they can.
    var trouble: String? {
        guard search != nil, !waiting.isEmpty else { return nil }
        var reason: String?
        for seat in seats {
            if case .refused(let why) = seat.stage {
                reason = reason ?? why
            } else if case .unable(search?.id, let why) = seat.stage {
                reason = reason ?? why
            } else if case .resting = seat.stage, !hasMet, seat.lossesInRow >= Self.maximumFirstLosses {
                reason = reason ?? seat.lastLoss
            } else if case .resting = seat.stage, seat.leavesInRow >= Self.maximumLeaves {
                reason = reason ?? seat.lastLoss
            } else {
                return nil
            }
        }
        return reason
    }
}
