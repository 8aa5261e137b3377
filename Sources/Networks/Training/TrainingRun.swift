import Arithmetic
import Compute
import Datasets
import Kernels
import Randomness
import Scoring
import Time

/// The steps of one training, one epoch at a time.
struct TrainingRun {
    private let forward: ForwardPass
    private let backward: BackwardPass
    private let examples: Examples
    private let settings: TrainingSettings
    private let stage: OutputLayer
    private let outputs: FloatBuffer
    /// The weight of each class in the loss; nil for equal ones.
    private let weights: [Float]?
    private let time: TimeSource
    private let deadline: ContinuousClock.Instant?
    /// The state that a checkpoint keeps.
    private(set) var state: TrainingStepState
    private let scheduledSteps: Double?

    /// The number of batches between two progress reports: rare enough to cost nothing.
    private static let progressInterval = 64

    /// - Parameter start: the time at which the training began; of a continued one, as if it had never paused.
    init(
        forward: ForwardPass, backward: BackwardPass, examples: Examples, settings: TrainingSettings,
        state: TrainingStepState, time: TimeSource, start: ContinuousClock.Instant
    ) {
        self.forward = forward
        self.backward = backward
        self.examples = examples
        self.settings = settings
        self.state = state
        self.time = time
        let width = forward.architecture.outputs
        stage = OutputLayer(activation: forward.architecture.outputActivation, loss: settings.loss, width: width)
        outputs = FloatBuffer(count: forward.batch * width)
        weights = settings.classWeights?.factors(of: examples.targets, rows: examples.split.training)
        let steps = (state.rows.count + forward.batch - 1) / forward.batch
        scheduledSteps = settings.schedule == nil ? nil : settings.epochs.map { Double($0 * steps) }
        deadline = settings.timeLimit.map { start + .limited(seconds: $0) }
    }

    /// Runs one epoch: a pass over the training samples in a new order.
    ///
    /// - Returns: The mean loss, and true if the time limit ended the epoch early.
    /// - Throws: `.cancelled` within a batch of the request; `.product` or `.noBrainFloat` if a matrix product fails.
    mutating func epoch(
        cancellation: Cancellation, progress: (_ fraction: Double, _ loss: Double) -> Void
    ) throws(NetworksError) -> (loss: Double, isTimeOver: Bool) {
        state.order.shuffle(&state.rows)
        let rows = state.rows
        var total = 0.0
        var done = 0
        var batches = 0
        while done < rows.count {
            if cancellation.isCancelled { throw .cancelled }
            if let deadline, batches > 0, time.now >= deadline { return (total / Double(done), true) }
            let count = min(forward.batch, rows.count - done)
            let loss = try batch(from: done, count: count)
            guard loss.isFinite else { return (loss, false) }
            total += loss
            done += count
            if batches % Self.progressInterval == 0 {
                progress(Double(done) / Double(rows.count), total / Double(done))
            }
            batches += 1
        }
        return (total / Double(rows.count), deadline.map { time.now >= $0 } ?? false)
    }

    /// Runs one step on the next rows of the order, and returns the sum of the samples' losses.
    private mutating func batch(from start: Int, count: Int) throws(NetworksError) -> Double {
        try step(state.rows, from: start, count: count)
    }

    /// Runs one step on the given rows, at most a batch, and returns the sum of the samples' losses.
    mutating func step(_ rows: [Int32], from start: Int, count: Int) throws(NetworksError) -> Double {
        let before = flush_subnormal_numbers()
        defer { restore_subnormal_numbers(before) }
        let seed = state.dropout.next()
        let done = state.stepsDone
        let rateFactor = scheduledSteps.map { (settings.schedule ?? .constant).factor(after: done / $0) } ?? 1
        state.stepsDone += 1
        let result = rows.withUnsafeBufferPointer { buffer -> Result<Double, NetworksError> in
            guard let base = buffer.baseAddress else { return .success(0) }
            do throws(NetworksError) {
                try forward.run(base + start, count: count, of: examples, dropout: seed)
                let loss = gradients(base + start, count)
                guard loss.isFinite else { return .success(loss) }
                try backward.run(count: count, dropout: seed, rateFactor: rateFactor)
                return .success(loss)
            } catch {
                return .failure(error)
            }
        }
        return try result.get()
    }

    private func gradients(_ batch: UnsafePointer<Int32>, _ count: Int) -> Double {
        let width = stage.width
        let sums = forward.results[forward.results.count - 1].pointer
        outputs.pointer.update(from: sums, count: count * width)
        stage.activate(outputs.pointer, rows: count, zeros: forward.zeros.pointer)
        var total = 0.0
        let scale = 1 / Float(count)
        for index in 0..<count {
            let offset = index * width
            total += examples.withTarget(of: Int(batch[index]), width: width) { target in
                let weight = target.weight(among: weights)
                let loss = stage.loss(
                    sums: sums + offset, outputs: outputs.pointer + offset,
                    target: settings.labelSmoothing.map(target.smoothed) ?? target,
                    scale: weight.map { scale * $0 } ?? scale, gradient: backward.outputGradient + offset)
                return weight.map { loss * Double($0) } ?? loss
            }
        }
        return total
    }
}
