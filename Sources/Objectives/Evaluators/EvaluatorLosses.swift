import Arithmetic
import Time

/// What becomes of evaluators that are lost, and of what they had.
extension EvaluatorConversation {
    /// Losses of a genome from which on it is asked whether they are its own doing.
    private static let suspectLosses = 3
    /// Losses of a genome after which nobody else is asked, whoever is to blame.
    private static let mostLosses = 1_000
    /// The losses over other genomes for each that is finished, above which evaluators are taken away from all alike.
    private static let usualLosses = 0.1
    /// Losses for each place, before anything was finished, after which all genomes are to blame.
    private static let mostInVain = 20
    /// Evaluators in a row, in each place, that leave without having worked: then it is no use to go on.
    private static let mostLeaves = 3
    /// Launchers that ended in a row, in each place, before anybody ever came: then it is no use to go on.
    private static let mostFirstLosses = 3
    /// Seconds before a launcher is started again, at the most.
    private static let longestRest = 60.0
    /// Seconds that reading data may take, or sending a part of them.
    private static let longestPreparation = 600.0
    /// Seconds that abandoning an evaluation may take.
    private static let longestStop = 30.0

    /// Somebody who cannot take part: nobody else is started in that place.
    mutating func refuse(_ place: Int, _ reason: String) {
        let work = seats[place].work
        release(place)
        seats[place].phase = .refused(reason)
        if let work { goOn(work, after: reason) }
    }

    mutating func lose(_ place: Int, _ reason: String, hasCrashed: Bool = false) {
        var reason = reason
        var work = seats[place].work
        if hasCrashed { work?.crashes += 1 }
        if seats[place].hello != nil, !seats[place].hasWorked, work == nil {
            seats[place].leavesInRow += 1
            if seats[place].leavesInRow >= Self.mostLeaves { reason += Self.likelyReason }
        }
        release(place)
        seats[place].losses += 1
        seats[place].lossesInRow += 1
        seats[place].lastLoss = reason
        let doublings = min(seats[place].lossesInRow - 1, 10)
        let rest = min(Self.longestRest, settings.firstRest * Double(1 << doublings))
        // The first loss of one that did its work is made good at once.
        let isSudden = work != nil && seats[place].lossesInRow == 1
        seats[place].phase = .resting(until: time.now + .limited(seconds: isSudden ? 0 : rest))
        seats[place].hello = nil
        lastSaid = reason
        if let work { goOn(work, after: reason) }
    }

    mutating func release(_ place: Int) {
        if let link = seats[place].link { starter.end(link) }
        seats[place].link = nil
        seats[place].search = nil
        seats[place].progress = nil
        pipes.watch(1 + 2 * place, reading: nil)
        pipes.watch(2 + 2 * place, writing: nil)
    }

    /// Gives what an evaluator lost to another.
    mutating func goOn(_ work: EvaluatorSeat.Work, after reason: String) {
        guard work.search == search?.id else { return }
        var work = work
        work.losses += 1
        lossesInSearch += 1
        guard !isToBlame(work) else {
            exchange.answer(
                work.task.number, of: work.search,
                .lost(reason: "\(work.losses) evaluators were lost over it; the last one: \(reason)"))
            return
        }
        // The first losses are made good at once. Later ones wait for others to be finished: these show whose doing they are.
        waiting.add(work, cost: work.losses < Self.suspectLosses ? .infinity : -1)
    }

    /// Whether a genome is given up: where its evaluators crash, or end again and again while those of others live. Where
    /// evaluators are taken away from all alike, as spot machines are, it is tried again as often as it takes.
    private func isToBlame(_ work: EvaluatorSeat.Work) -> Bool {
        if let most = settings.mostLosses { return work.losses >= most }
        if work.crashes >= Self.suspectLosses || work.losses >= Self.mostLosses { return true }
        guard work.losses >= Self.suspectLosses else { return false }
        let lossesOfOthers = lossesInSearch - work.losses
        guard finished > 0 else {
            // Others still wait and will show it, unless all are lost alike and nothing is ever finished.
            return lossesOfOthers == 0 && waiting.isEmpty || lossesInSearch >= Self.mostInVain * max(5, seats.count)
        }
        return Double(lossesOfOthers) <= Self.usualLosses * Double(finished)
    }

    private static let likelyReason =
        "; it said hello and left without having been given anything, as those before it. Perhaps the launcher starts it in the "
        + "background (`&`), where its input is empty"

    mutating func lookAtClocks() {
        for place in seats.indices {
            seats[place].link?.readError(&buffer)
            if !hasMet, let said = seats[place].link?.lastSaid { lastSaid = said }
            guard let link = seats[place].link else { continue }
            if case .awaited = seats[place].phase {
                let passed = time.seconds(since: seats[place].started)
                guard passed > settings.longestStart else { continue }
                refuse(place, "its launcher started no evaluator for \(Int(saturating: settings.longestStart)) s")
                continue
            }
            let silence = time.seconds(since: link.lastHeard)
            if silence > settings.silence {
                lose(place, "it has not been heard of for \(Int(saturating: settings.silence)) s")
            } else if let (what, since, limit) = wait(of: seats[place]),
                time.seconds(since: since) > limit
            {
                lose(place, "it \(what) for \(Int(saturating: limit)) s")
            }
        }
    }

    /// What is waited for, since when, and how many seconds at the most; nil for nothing that has a limit.
    private func wait(of seat: EvaluatorSeat) -> (String, ContinuousClock.Instant, Double)? {
        switch seat.phase {
        case .evaluating(_, _, _, let heard): search?.stuckAfter.map { ("made no progress", heard, $0) }
        case .preparing(_, _, let heard): ("did not get ready", heard, Self.longestPreparation)
        case .stopping(_, let since): ("did not stop", since, Self.longestStop)
        default: nil
        }
    }

    /// Why nothing can be expected; nil as long as something can.
    var trouble: String? {
        guard search != nil, !waiting.isEmpty else { return nil }
        var reason: String?
        for seat in seats {
            if case .refused(let why) = seat.phase {
                reason = reason ?? why
            } else if case .unable(search?.id, let why) = seat.phase {
                reason = reason ?? why
            } else if case .resting = seat.phase, !hasMet, seat.lossesInRow >= Self.mostFirstLosses {
                reason = reason ?? seat.lastLoss
            } else if case .resting = seat.phase, seat.leavesInRow >= Self.mostLeaves {
                reason = reason ?? seat.lastLoss
            } else {
                return nil
            }
        }
        return reason
    }
}
