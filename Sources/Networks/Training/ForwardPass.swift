import Datasets
import Kernels

/// The weights of a network and room for a batch on its way through.
///
/// One instance belongs to one thread.
final class ForwardPass {
    let architecture: Architecture
    let shapes: [(inputs: Int, outputs: Int)]
    let weights: [FloatBuffer]
    let biases: [FloatBuffer]
    let batch: Int
    /// What each layer gives: of hidden layers after activation and dropout, of the output layer the sums.
    let results: [FloatBuffer]
    /// The sums of hidden layers whose activation needs them on the way back.
    let sums: [FloatBuffer?]
    /// Of hidden layers that are normalised.
    let normalizations: [NormalizationBuffers?]
    let products: MatrixProducts
    /// Where products are of bfloat16.
    let brain: BrainFloats?
    let inputs: FloatBuffer
    let zeros: FloatBuffer

    init(_ network: Network, batch: Int, precision: Precision? = nil) {
        architecture = network.architecture
        shapes = network.architecture.shapes
        weights = network.layers.map { FloatBuffer($0.kernel) }
        biases = network.layers.map { FloatBuffer($0.bias) }
        self.batch = batch
        results = network.architecture.shapes.map { FloatBuffer(count: batch * $0.outputs) }
        sums = Self.sums(network.architecture, batch: batch)
        normalizations = zip(network.architecture.hidden, network.layers).map { hidden, layer in
            guard let settings = hidden.normalization, let weights = layer.normalization else { return nil }
            return NormalizationBuffers(settings, weights, batch: batch)
        }
        products = MatrixProducts()
        brain = precision == .bfloat16 ? BrainFloats(shapes, weights: weights, batch: batch) : nil
        inputs = FloatBuffer(count: batch * network.architecture.inputs)
        zeros = FloatBuffer(count: network.architecture.shapes.reduce(0) { max($0, $1.outputs) })
    }

    /// Room of another size for the same weights: they are shared. Its products are of numbers of 32 bits.
    init(sharing other: ForwardPass, batch: Int) {
        architecture = other.architecture
        shapes = other.shapes
        weights = other.weights
        biases = other.biases
        self.batch = batch
        results = other.shapes.map { FloatBuffer(count: batch * $0.outputs) }
        sums = Self.sums(other.architecture, batch: batch)
        normalizations = other.normalizations.map { $0.map { NormalizationBuffers(sharing: $0, batch: batch) } }
        products = other.products
        brain = nil
        inputs = FloatBuffer(count: batch * other.architecture.inputs)
        zeros = other.zeros
    }

    private static func sums(_ architecture: Architecture, batch: Int) -> [FloatBuffer?] {
        architecture.hidden.map { $0.activation.needsSums ? FloatBuffer(count: batch * $0.neurons) : nil }
    }

    var network: Network {
        Network(
            architecture: architecture,
            layers: weights.indices.map { index in
                Network.Layer(
                    kernel: weights[index].values, bias: biases[index].values,
                    normalization: index < normalizations.count ? normalizations[index]?.weights : nil)
            })
    }

    /// Sends rows of a dataset through; the last of `results` then holds the sums of the outputs.
    ///
    /// - Parameter dropout: a seed that is new for every batch of a training; nil where the network is used, nothing is
    ///   dropped, and normalisation goes by what was learned.
    func run(_ rows: UnsafePointer<Int32>, count: Int, of examples: Examples, dropout: UInt64?) throws(NetworksError) {
        gather(rows, count, examples, dropout.map { architecture.inputDropout.kernel(seed: $0) } ?? DropoutRate.off)
        brain?.inputs.take(inputs.pointer, count * architecture.inputs)
        var source = inputs
        for (index, shape) in shapes.enumerated() {
            let result = results[index]
            let size = MatrixProducts.Shape(
                kind: .plain, rows: count, inner: shape.inputs, columns: shape.outputs)
            if let brain {
                let source = index == 0 ? brain.inputs : brain.results[index - 1]
                try products.multiply(
                    source.pointer, brain.weights[index].pointer, into: result.pointer, size)
            } else {
                try products.multiply(source.pointer, weights[index].pointer, into: result.pointer, size)
            }
            if index < architecture.hidden.count {
                let layer = architecture.hidden[index]
                normalizations[index]?.run(result.pointer, rows: count, isTraining: dropout != nil)
                var bias = biases[index].pointer
                if let sums = sums[index] {
                    activate(result.pointer, bias, count, shape.outputs, ACTIVATION_LINEAR, DropoutRate.off)
                    sums.pointer.update(from: result.pointer, count: count * shape.outputs)
                    bias = zeros.pointer
                }
                activate(
                    result.pointer, bias, count, shape.outputs,
                    layer.activation.kernel ?? ACTIVATION_LINEAR, self.dropout(of: index, seed: dropout))
                brain?.results[index].take(result.pointer, count * shape.outputs)
            } else {
                activate(
                    result.pointer, biases[index].pointer, count, shape.outputs, ACTIVATION_LINEAR, DropoutRate.off)
            }
            source = result
        }
    }

    func dropout(of layer: Int, seed: UInt64?) -> Dropout {
        guard let seed, architecture.hidden[layer].dropout.value > 0 else { return DropoutRate.off }
        return architecture.hidden[layer].dropout.kernel(seed: seed &+ UInt64(layer + 1) &* 0x9E37_79B9_7F4A_7C15)
    }

    private func gather(_ rows: UnsafePointer<Int32>, _ count: Int, _ examples: Examples, _ dropout: Dropout) {
        let width = architecture.inputs
        let preprocessing = examples.preprocessing
        switch examples.dataset.features {
        case .bytes(let bytes):
            gather_bytes(
                bytes, rows, count, width, preprocessing.factors, preprocessing.shifts, dropout, inputs.pointer)
        case .floats(let numbers):
            gather_floats(
                numbers, rows, count, width, preprocessing.factors, preprocessing.shifts, dropout, inputs.pointer)
            if let fills = preprocessing.fills {
                fill_missing(
                    numbers, rows, count, width, preprocessing.factors, preprocessing.shifts, fills, dropout,
                    inputs.pointer)
            }
        }
    }
}
