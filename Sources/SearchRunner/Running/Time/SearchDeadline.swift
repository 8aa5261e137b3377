import Evolution
import Time

/// A time limit: evaluations wait here until it is their turn, and none begins that cannot end in time.
extension SearchRun {
    /// True if the time limit is reached.
    package var isTimeOver: Bool { deadline.map { time.now >= $0 } ?? false }

    /// Gives an evaluation to the workers, at once or, while there is a deadline, when it is its turn.
    mutating func submit(_ task: EvaluationTask, to backend: any EvaluationBackend) {
        guard deadline != nil, let piece = asked.piece(task.number) else { return backend.submit(task) }
        waiting[task.number] = task
        order.add(task.number, of: piece.birth.id, cost: piece.cost, promise: promise(of: piece.birth))
    }

    /// Begins evaluations as long as workers are free and the time suffices.
    mutating func beginWaiting(on backend: any EvaluationBackend) {
        guard let deadline else { return }
        while order.runningCount < backend.capacity,
            let number = order.next(left: (deadline - time.now).inSeconds, workers: backend.capacity),
            let task = waiting.removeValue(forKey: number)
        {
            backend.submit(task)
        }
    }

    /// Returns the logarithm of the expected improvement of a birth; nil if the surrogate model did not predict it,
    /// and with several objectives.
    private func promise(of birth: Birth) -> Double? {
        guard !hasFront, let predicted = evolution.prediction(of: birth.id) ?? ahead?.prediction(of: birth.id),
            let best = [evolution.fittest?.outcome?.feasibleFitness, counters.bestFitness].compactMap({ $0 }).max()
        else { return nil }
        let deviation = (predicted.high - predicted.low) / 2
        let promise = ExpectedImprovement.logarithm(mean: predicted.fitness, deviation: deviation, best: best)
        return promise.isFinite ? promise : nil
    }
}
