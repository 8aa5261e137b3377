import Time

/// What becomes of evaluators that are lost, and of what they had.
extension EvaluatorConversation {
    /// Losses of a genome after which nobody else is asked.
    private static let mostLosses = 3
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

    mutating func lose(_ place: Int, _ reason: String) {
        let work = seats[place].work
        release(place)
        seats[place].losses += 1
        seats[place].lossesInRow += 1
        seats[place].lastLoss = reason
        let doublings = min(seats[place].lossesInRow - 1, 10)
        let rest = min(Self.longestRest, settings.firstRest * Double(1 << doublings))
        // The first loss of one that did its work is made good at once.
        let isSudden = work != nil && seats[place].lossesInRow == 1
        seats[place].phase = .resting(until: time.now + .seconds(isSudden ? 0 : rest))
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
        guard work.losses < Self.mostLosses else {
            exchange.answer(
                work.task.number, of: work.search,
                .lost(reason: "\(work.losses) evaluators were lost over it; the last one: \(reason)"))
            return
        }
        waiting.add(work, cost: .infinity)
    }

    mutating func lookAtClocks() {
        for place in seats.indices {
            seats[place].link?.readError(&buffer)
            if !hasMet, let said = seats[place].link?.lastSaid { lastSaid = said }
            guard let link = seats[place].link else { continue }
            if case .awaited = seats[place].phase { continue }
            let silence = time.seconds(since: link.lastHeard)
            if silence > settings.silence {
                lose(place, "it has not been heard of for \(Int(settings.silence)) s")
            } else if let (what, since, limit) = wait(of: seats[place]),
                time.seconds(since: since) > limit
            {
                lose(place, "it \(what) for \(Int(limit)) s")
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
            } else {
                return nil
            }
        }
        return reason
    }
}
