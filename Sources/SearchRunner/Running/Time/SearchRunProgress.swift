import Evolution
import Objectives
import Reports
import Time

/// The time, the best value and the progress of a run.
extension SearchRun {
    package var elapsed: Double { time.seconds(since: start) }

    /// The best value of the objective in all finished generations; nil if there are several objectives.
    package var best: Double? {
        evolution.bestFitness.map(search.choice.direction.oriented)
    }

    /// True if several objectives have a front in place of a best value.
    var hasFront: Bool { evolution.criteria.objectives > 1 }

    /// The best value so far, including the current generation.
    private var bestSeen: Double? {
        guard !hasFront else { return nil }
        let known = [evolution.fittest?.outcome?.feasibleFitness, counters.bestFitness].compactMap { $0 }.max()
        return (known ?? evolution.fittest?.outcome?.fitness).map(search.choice.direction.oriented)
    }

    /// Estimates the duration of a long search for the user, once, when the first measurements allow it.
    mutating func announceDuration() {
        guard !isAnnounced, let wanted, deadline == nil, let backend else { return }
        guard wanted > finished, finished < 2 else {
            isAnnounced = true
            return
        }
        let births = (wanted - finished).multipliedReportingOverflow(by: evolution.settings.size)
        let parts = births.partialValue.multipliedReportingOverflow(by: search.measured?.parts ?? 1)
        guard !births.overflow, !parts.overflow,
            let seconds = forecast.seconds(ofParts: parts.partialValue, workers: backend.capacity, elapsed: elapsed),
            seconds > Self.longSearch
        else { return }
        isAnnounced = true
        context.emit(
            .notice(
                SearchNotice.longSearch(
                    parts.partialValue, seconds: seconds, isTraining: search.trainsNetworks,
                    hasFolds: (search.measured?.parts ?? 1) > 1)))
    }

    /// The duration in seconds above which a search is announced.
    private static let longSearch = 60.0

    /// True if more than 50 ms have passed since the last progress report.
    var isReportDue: Bool { ContinuousClock.now - lastReport > .milliseconds(50) }

    /// Reports the progress, at most once every 50 ms unless it is forced.
    mutating func report(_ generation: GenerationProgress, isForced: Bool = false) {
        guard isForced || ContinuousClock.now - lastReport > .milliseconds(50) else { return }
        lastReport = .now
        let elapsed = elapsed
        let done = Double(finished) + generation.fraction
        var left: [Double] = []
        let backend = backend?.state
        let pace =
            done > 0
            ? forecast.seconds(of: Double(evolution.settings.size), elapsed: elapsed) ?? elapsed / done : nil
        if let wanted, let pace {
            var running = (backend?.trainings ?? []).map { Forecast.Running(elapsed: $0.elapsed, share: $0.fraction) }
            // A program does not report how far it is.
            if running.isEmpty, let oldest = backend?.oldest { running = [.init(elapsed: oldest, share: nil)] }
            let isOver = done >= Double(wanted)
            left.append(isOver ? 0 : max(pace * (Double(wanted) - done), Forecast.leastSeconds(of: running)))
        }
        if let deadline { left.append(max(0, (deadline - time.now).inSeconds)) }
        context.emit(
            .progress(
                EvolutionProgress(
                    finished: finished, generations: wanted, generation: generation.number,
                    evaluated: generation.evaluated, population: generation.population, elapsed: elapsed,
                    remaining: left.min(), best: bestSeen, trainsNetworks: search.trainsNetworks,
                    running: backend?.trainings ?? [], oldest: backend?.oldest, asksProgram: search.program != nil,
                    evaluators: backend?.evaluators, pace: pace,
                    frontSize: hasFront ? evolution.front.points.count : nil)))
    }
}
