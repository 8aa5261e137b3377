import Compute
import Datasets
import Kernels
import Scoring

/// Runs a network without training it, and scores its outputs.
struct ScoringPass {
    /// Rows per batch: large enough for fast products, small enough for the cache.
    static let batch = 256

    private let forward: ForwardPass
    private let examples: Examples
    private let stage: OutputLayer
    private let gradient: FloatBuffer
    private let sums: FloatBuffer
    private let cancellation: Cancellation?
    /// The metrics to measure besides those that are always measured.
    private let metrics: [Metric]
    /// True to keep the outputs, from which the main scores of the best epoch are computed.
    private let keepsMain: Bool
    /// The maximum number of outputs to keep; with more, the main scores that are not asked for are left out.
    private static let maximumKept = 4_000_000

    init(
        _ forward: ForwardPass, examples: Examples, loss: Loss, metrics: [Metric] = [],
        keepsMain: Bool = false, cancellation: Cancellation? = nil
    ) throws(NetworksError) {
        self.metrics = metrics
        self.keepsMain = keepsMain
        try Self.check(forward.architecture, examples)
        self.forward = forward
        self.cancellation = cancellation
        self.examples = examples
        stage = OutputLayer(
            activation: forward.architecture.outputActivation, loss: loss, width: forward.architecture.outputs)
        gradient = FloatBuffer(count: forward.architecture.outputs)
        sums = FloatBuffer(count: forward.batch * forward.architecture.outputs)
    }

    static func check(_ architecture: Architecture, _ examples: Examples) throws(NetworksError) {
        let width = examples.dataset.layout.width
        guard architecture.inputs == width else {
            throw .shape(expected: width, found: architecture.inputs, what: "inputs")
        }
        if case .image(let height, let pixels, let channels) = examples.dataset.layout,
            case .image = architecture.input,
            architecture.input.dimensions != [height, pixels, channels]
        {
            throw .imageShape(expected: architecture.input.dimensions, found: [height, pixels, channels])
        }
        let outputs = examples.dataset.targets.outputs
        guard architecture.outputs == outputs else {
            throw .shape(expected: outputs, found: architecture.outputs, what: "outputs")
        }
    }

    func outputs(_ rows: [Int32]) throws(NetworksError) -> [Float] {
        var outputs: [Float] = []
        outputs.reserveCapacity(rows.count * stage.width)
        try eachBatch(rows) { (_, sums, count) throws(NetworksError) in
            stage.activate(sums, rows: count, zeros: forward.zeros.pointer)
            outputs += UnsafeBufferPointer(start: sums, count: count * stage.width)
        }
        return outputs
    }

    func scores(_ rows: [Int32]) throws(NetworksError) -> Scores { try tally(rows).scores }

    /// Accumulates the counts for all scores, and the outcome of each row.
    func tally(_ rows: [Int32]) throws(NetworksError) -> ScoreTally {
        var tally = ScoreTally(outputs: stage.width, targets: examples.targets)
        var outputs: [Float] = []
        let keepsOutputs = !metrics.isEmpty || keepsMain && rows.count * stage.width <= Self.maximumKept
        if keepsOutputs { outputs.reserveCapacity(rows.count * stage.width) }
        try eachBatch(rows) { (batch, results, count) throws(NetworksError) in
            sums.pointer.update(from: results, count: count * stage.width)
            stage.activate(results, rows: count, zeros: forward.zeros.pointer)
            if keepsOutputs { outputs += UnsafeBufferPointer(start: results, count: count * stage.width) }
            for index in 0..<count {
                let row = Int(batch[index])
                let outputs = UnsafePointer(results + index * stage.width)
                let loss = examples.withTarget(of: row, width: stage.width) { target in
                    stage.loss(
                        sums: sums.pointer + index * stage.width, outputs: outputs, target: target, scale: 1,
                        gradient: gradient.pointer)
                }
                examples.withTarget(of: row, width: stage.width) { tally.add(outputs, $0, loss: loss) }
            }
        }
        if !metrics.isEmpty {
            tally.further = ScoredRows(outputs: outputs, rows: rows, of: examples).scores(metrics).named
        }
        if keepsMain, keepsOutputs { tally.outputs = outputs }
        return tally
    }

    private func eachBatch(
        _ rows: [Int32],
        _ body: (UnsafePointer<Int32>, UnsafeMutablePointer<Float>, Int) throws(NetworksError) -> Void
    ) throws(NetworksError) {
        let result = rows.withUnsafeBufferPointer { buffer -> Result<Void, NetworksError> in
            guard let base = buffer.baseAddress else { return .success(()) }
            MatrixProducts.useOneThread()
            let before = flush_subnormal_numbers()
            defer { restore_subnormal_numbers(before) }
            do throws(NetworksError) {
                for start in stride(from: 0, to: buffer.count, by: forward.batch) {
                    if cancellation?.isCancelled == true { throw .cancelled }
                    let count = min(forward.batch, buffer.count - start)
                    try forward.run(base + start, count: count, of: examples, dropout: nil)
                    try body(base + start, forward.results[forward.results.count - 1].pointer, count)
                }
                return .success(())
            } catch {
                return .failure(error)
            }
        }
        try result.get()
    }
}

extension Examples {
    /// Passes the target of a row to a closure.
    func withTarget<Value>(of row: Int, width: Int, _ body: (OutputLayer.Target) -> Value) -> Value {
        switch targets {
        case .classes(let labels, _): return body(.label(Int(labels[row])))
        case .values(let values, _):
            return values.withUnsafeBufferPointer { buffer in
                guard let base = buffer.baseAddress else { return body(.label(0)) }
                return body(.numbers(base + row * width))
            }
        }
    }
}
