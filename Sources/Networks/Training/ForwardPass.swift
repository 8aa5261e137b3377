import Compute
import Datasets
import Kernels
import NetworkLayers

/// The weights of a network and the buffers for the forward pass of a batch.
///
/// An instance belongs to one thread. A team of threads can help it; the results are the same either way.
final class ForwardPass {
    let architecture: Architecture
    let shapes: [(inputs: Int, outputs: Int)]
    let weights: [FloatBuffer]
    let biases: [FloatBuffer]
    let batch: Int
    /// The results of each layer: of hidden layers after activation and dropout, of the output layer the sums.
    let results: [FloatBuffer]
    /// The sums of the hidden layers whose activation needs them in the backward pass.
    let sums: [FloatBuffer?]
    /// The buffers of hidden layers with batch normalization.
    let normalizations: [NormalizationBuffers?]
    let team: ThreadTeam?
    /// One per thread.
    let products: [MatrixProducts]
    /// The bfloat16 copies, for products of bfloat16.
    let brain: BFloat16Buffers?
    let inputs: FloatBuffer
    /// The layers before the dense ones; nil for a dense network.
    let features: FeaturePass?
    /// The inputs of the first dense layer.
    let source: FloatBuffer
    /// The random changes of images while training.
    private let augmentation: Augmentation?
    let zeros: FloatBuffer

    /// Creates the buffers.
    ///
    /// - Parameter settings: The training settings; nil for prediction.
    /// - Throws: `.convolution` if the library cannot compute a convolution.
    init(
        _ network: Network, batch: Int, team: ThreadTeam? = nil, training settings: TrainingSettings? = nil
    ) throws(NetworksError) {
        augmentation = settings?.augmentation.flatMap { $0.isIdentity ? nil : $0 }
        self.team = team
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
        products = (0..<team.count).map { _ in MatrixProducts() }
        brain = settings?.precision == .bfloat16 ? BFloat16Buffers(shapes, weights: weights, batch: batch) : nil
        inputs = FloatBuffer(count: batch * network.architecture.inputs)
        features =
            network.architecture.features.isEmpty
            ? nil
            : try FeaturePass(
                network.architecture, FeatureWeights(network.architecture.featureTensors, network.features),
                batch: batch, inputs: inputs, training: settings,
                team: team)
        source = features?.output ?? inputs
        zeros = FloatBuffer(count: network.architecture.shapes.reduce(0) { max($0, $1.outputs) })
    }

    /// Creates buffers for predictions of another batch size that share the weights. Its products are of 32-bit
    /// numbers.
    ///
    /// - Throws: `.convolution` if the library cannot compute a convolution.
    init(sharing other: ForwardPass, batch: Int) throws(NetworksError) {
        augmentation = nil
        team = other.team
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
        if let features = other.features {
            self.features = try FeaturePass(
                other.architecture, features.weights, batch: batch, inputs: inputs, training: nil, team: other.team)
        } else {
            features = nil
        }
        source = features?.output ?? inputs
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
            }, features: features?.weights.features ?? [])
    }

    /// Runs the forward pass for rows of a dataset; the last element of `results` then holds the sums of the outputs.
    ///
    /// - Parameter dropout: A seed that is new for every training batch. Nil for prediction: without dropout, and with
    ///   the learned moments in batch normalization.
    /// - Throws: `.product` or `.noBrainFloat` if a matrix product fails; `.convolution` if a convolution does.
    func run(_ rows: UnsafePointer<Int32>, count: Int, of examples: Examples, dropout: UInt64?) throws(NetworksError) {
        try gather(
            rows, count, examples, dropout.map { architecture.inputDropout.kernel(seed: $0) } ?? DropoutRate.off,
            augmenting: dropout.flatMap { seed in
                augmentation.flatMap { architecture.augmenting($0, examples, seed: seed) }
            })
        if let features {
            try features.forward(count: count, seed: dropout)
            brain?.inputs.take(source.pointer, count * shapes[0].inputs)
        }
        for index in shapes.indices {
            let normalization = index < normalizations.count ? normalizations[index] : nil
            let pieces = MatrixTile.of(rows: count, inner: shapes[index].inputs, columns: shapes[index].outputs)
            try team.run(pieces.count) { (number, member) throws(NetworksError) in
                try multiply(index, pieces[number], products[member])
                // Batch normalization needs whole columns.
                if normalization == nil { activate(index, pieces[number], dropout: dropout) }
            }
            guard let normalization else { continue }
            normalization.run(results[index].pointer, rows: count, isTraining: dropout != nil)
            activate(index, MatrixTile(rows: 0..<count, columns: 0..<shapes[index].outputs), dropout: dropout)
        }
    }

    /// Computes the sums of one piece of a layer, without biases.
    private func multiply(_ index: Int, _ piece: MatrixTile, _ products: MatrixProducts) throws(NetworksError) {
        let shape = shapes[index]
        let size = MatrixProducts.Shape(
            .plain, rows: piece.rows.count, inner: shape.inputs, columns: piece.columns.count,
            rightStride: shape.outputs, resultStride: shape.outputs)
        let result = results[index].pointer + piece.offset(stride: shape.outputs)
        let (row, column) = (piece.rows.lowerBound * shape.inputs, piece.columns.lowerBound)
        if let brain {
            let source = index == 0 ? brain.inputs : brain.results[index - 1]
            try products.multiply(source.pointer + row, brain.weights[index].pointer + column, into: result, size)
        } else {
            let source = index == 0 ? source : results[index - 1]
            try products.multiply(source.pointer + row, weights[index].pointer + column, into: result, size)
        }
    }

    /// Adds biases and applies activation and dropout to one piece of a layer; adds only biases in the output layer.
    private func activate(_ index: Int, _ piece: MatrixTile, dropout: UInt64?) {
        let width = shapes[index].outputs
        let part = Part(piece, stride: width)
        let result = results[index].pointer + part.first
        var bias = biases[index].pointer + piece.columns.lowerBound
        guard index < architecture.hidden.count else {
            Kernels.activate(result, bias, part, ACTIVATION_LINEAR, DropoutRate.off)
            return
        }
        if let sums = sums[index] {
            Kernels.activate(result, bias, part, ACTIVATION_LINEAR, DropoutRate.off)
            for row in 0..<part.rows {
                (sums.pointer + part.first + row * width).update(from: result + row * width, count: part.columns)
            }
            bias = zeros.pointer
        }
        Kernels.activate(
            result, bias, part, architecture.hidden[index].activation.kernel ?? ACTIVATION_LINEAR,
            self.dropout(of: index, seed: dropout))
        brain?.results[index].take(results[index].pointer, part)
    }

    func dropout(of layer: Int, seed: UInt64?) -> Dropout {
        guard let seed, architecture.hidden[layer].dropout.value > 0 else { return DropoutRate.off }
        return architecture.hidden[layer].dropout.kernel(seed: seed &+ UInt64(layer + 1) &* 0x9E37_79B9_7F4A_7C15)
    }

    private func gather(
        _ rows: UnsafePointer<Int32>, _ count: Int, _ examples: Examples, _ dropout: Dropout,
        augmenting: Augmenting?
    ) throws(NetworksError) {
        let width = architecture.inputs
        let limit = max(1, Self.gathered / width)
        try team.run((count + limit - 1) / limit) { (piece, _) throws(NetworksError) in
            let start = piece * limit
            let number = min(limit, count - start)
            let target = inputs.pointer + start * width
            Self.gather(
                rows + start, start, number, examples, dropout, augmenting: augmenting, width: width, into: target)
            if features == nil { brain?.inputs.take(target, number * width, at: start * width) }
        }
    }

    private static func gather(
        _ rows: UnsafePointer<Int32>, _ start: Int, _ count: Int, _ examples: Examples, _ dropout: Dropout,
        augmenting: Augmenting?, width: Int, into target: UnsafeMutablePointer<Float>
    ) {
        let preprocessing = examples.preprocessing
        let (factors, shifts) = (preprocessing.factors, preprocessing.shifts)
        switch (examples.dataset.features, augmenting) {
        case (.bytes(let bytes), nil):
            gather_bytes(bytes, rows, start, count, width, factors, shifts, dropout, target)
        case (.bytes(let bytes), var augmenting?):
            gather_augmented_bytes(bytes, rows, start, count, &augmenting, factors, shifts, dropout, target)
        case (.floats(let numbers), nil):
            gather_floats(numbers, rows, start, count, width, factors, shifts, dropout, target)
            if let fills = preprocessing.fills {
                fill_missing(numbers, rows, start, count, width, factors, shifts, fills, dropout, target)
            }
        case (.floats(let numbers), var augmenting?):
            if let fills = preprocessing.fills {
                gather_augmented_floats(
                    numbers, rows, start, count, &augmenting, factors, shifts, fills, dropout, target)
            } else {
                gather_augmented_floats(
                    numbers, rows, start, count, &augmenting, factors, shifts, nil, dropout, target)
            }
        }
    }

    /// The numbers gathered in one piece, about 10 µs.
    private static let gathered = 1 << 15
}
