import Datasets
import Networks

/// Reads a chain of dense layers from Keras's description. Layers before the first dense layer are the preprocessing;
/// layers between two dense layers belong to the first of them.
struct KerasReader {
    /// One layer of the description.
    struct Layer {
        let name: String
        let className: String
        let settings: JSON
        /// The name of its group in a `.keras` file.
        var storedName = ""
    }

    let path: String
    /// The preprocessing of the inputs: `input = value × factor + shift`.
    private var factors: [Float] = []
    private var shifts: [Float] = []
    private var shape: [Int] = []
    private var isFlat = false
    /// For pictures, the numbers of the training data, if the first layer scales bytes to a range that shows this.
    private var numbers: TrainingNumbers?
    private var inputDropout: DropoutRate?
    private var dense: [Dense] = []
    private var initializer: Initializer?

    /// A dense layer with the layers that belong to it.
    private struct Dense {
        let name: String
        let kernel: [Float]
        var bias: [Float]
        let neurons: Int
        var activation: Activation
        var normalization: (kind: BatchNormalization, weights: BatchNormalization.Weights)?
        var dropout: DropoutRate?
    }

    init(path: String) { self.path = path }

    /// Creates a network from a description and the weights.
    ///
    /// - Parameters:
    ///   - configuration: Keras's description of the model.
    ///   - training: Keras's description of the training; nil for none.
    ///   - description: The description by `ns`, if it wrote the file.
    ///   - weights: Returns the numbers of a layer by their names in Keras.
    /// - Throws: `.foreign` if the description is not that of a model; `.unsupported` for a layer that is not
    ///   supported.
    mutating func read(
        _ configuration: JSON, training: JSON?, description: Description?, weights: (Layer) -> [String: [Float]]
    ) throws(ModelFileError) -> SavedNetwork {
        for layer in try chain(of: configuration) { try add(layer, weights(layer)) }
        let network = try network()
        if let description,
            description.architecture.shapes.map(\.outputs) == network.architecture.shapes.map(\.outputs),
            description.architecture.hidden.map(\.normalization) == network.architecture.hidden.map(\.normalization),
            description.architecture.inputs == network.architecture.inputs
        {
            return description.saved(Network(architecture: description.architecture, layers: network.layers))
        }
        let layout: SampleLayout =
            switch shape.count {
            case 1: .table(columns: (1...shape[0]).map { "column\($0)" })
            case 2: .image(height: shape[0], width: shape[1], channels: 1)
            default: .image(height: shape[0], width: shape[1], channels: shape[2])
            }
        return SavedNetwork(
            network: network, preprocessing: Preprocessing(factors: factors, shifts: shifts), layout: layout,
            training: KerasTraining.settings(of: training, outputs: network.architecture.outputActivation),
            numbers: shape.count > 1 ? numbers : nil
        ).foreign
    }

    private func unsupported(_ layer: String, _ reason: String) -> ModelFileError {
        .unsupported(path: path, layer: layer, reason: reason)
    }

    // MARK: - The chain

    /// Returns the layers in order, without the input.
    private mutating func chain(of configuration: JSON) throws(ModelFileError) -> [Layer] {
        guard let kind = configuration["class_name"]?.text, let settings = configuration["config"],
            let described = settings["layers"]?.list ?? settings.list
        else { throw .noModelDescription(path) }
        guard ["Sequential", "Functional", "Model"].contains(kind) else {
            throw .foreignModel(path, kind: kind)
        }
        let ordered = kind == "Sequential" ? described : try inOrder(described)
        var layers: [Layer] = []
        var input = settings["build_input_shape"]?.list
        for layer in ordered {
            guard let className = layer["class_name"]?.text, let own = layer["config"] else {
                throw .noLayerDescription(path)
            }
            if let batch = (own["batch_shape"] ?? own["batch_input_shape"])?.list { input = input ?? batch }
            guard className != "InputLayer" else { continue }
            layers.append(Layer(name: own["name"]?.text ?? className, className: className, settings: own))
        }
        let names = KerasArchive.names(layers.map(\.className))
        for index in layers.indices { layers[index].storedName = names[index] }
        let sizes = input?.dropFirst().map(\.whole) ?? []
        shape = sizes.compactMap { $0 }
        let width = shape.reduce(1) { $0.multipliedReportingOverflow(by: $1).overflow ? .max : $0 * $1 }
        guard (1...3).contains(shape.count), shape.count == sizes.count, shape.allSatisfy({ $0 > 0 }),
            width <= Description.greatestWidth
        else {
            throw .unsuitableShape(path, sizes)
        }
        factors = [Float](repeating: 1, count: width)
        shifts = [Float](repeating: 0, count: width)
        isFlat = shape.count == 1
        return layers
    }

    /// Returns the layers of a functional model in order; each layer has one source and is the source of one layer.
    private func inOrder(_ described: [JSON]) throws(ModelFileError) -> [JSON] {
        func name(_ layer: JSON) -> String { (layer["config"]?["name"] ?? layer["name"])?.text ?? "" }
        var followers: [String: JSON] = [:]
        var start: JSON?
        for layer in described {
            let sources = Self.sources(layer["inbound_nodes"] ?? .null)
            if layer["class_name"]?.text == "InputLayer" {
                guard start == nil else {
                    throw unsupported(name(layer), LayerProblem.secondInput)
                }
                start = layer
                continue
            }
            guard sources.count == 1, followers.updateValue(layer, forKey: sources[0]) == nil else {
                throw unsupported(name(layer), LayerProblem.branch)
            }
        }
        var ordered: [JSON] = []
        var next = start
        while let layer = next {
            ordered.append(layer)
            next = followers.removeValue(forKey: name(layer))
        }
        guard ordered.count == described.count else {
            throw .noChain(path)
        }
        return ordered
    }

    /// Returns the names of the layers that provide a layer's inputs.
    private static func sources(_ nodes: JSON) -> [String] {
        switch nodes {
        case .object(let members):
            if let history = members["keras_history"]?.list, let name = history.first?.text { return [name] }
            return members.sorted { $0.key < $1.key }.flatMap { sources($0.value) }
        case .list(let parts):
            // Older versions: ["name", 0, 0, {}].
            if parts.count >= 3, let name = parts[0].text, parts[1].whole != nil { return [name] }
            return parts.flatMap(sources)
        default: return []
        }
    }

    // MARK: - Layers

    private mutating func add(_ layer: Layer, _ weights: [String: [Float]]) throws(ModelFileError) {
        switch layer.className {
        case "Rescaling":
            guard dense.isEmpty, let scale = layer.settings["scale"]?.numbers,
                let offset = layer.settings["offset"]?.numbers
            else { throw unsupported(layer.name, LayerProblem.inputsOnly) }
            try rescale(layer, factors: scale, shifts: offset)
        case "Normalization": try normalizeInputs(layer, weights)
        case "Flatten": isFlat = true
        case "Reshape":
            guard let target = layer.settings["target_shape"]?.wholes, target.count == 1 else {
                throw unsupported(layer.name, LayerProblem.reshapes)
            }
            isFlat = true
        case "Dropout", "AlphaDropout":
            guard layer.className == "Dropout",
                let rate = layer.settings["rate"]?.number.flatMap({ DropoutRate(Float($0)) })
            else { throw unsupported(layer.name, LayerProblem.wrongDropout) }
            if dense.isEmpty {
                guard inputDropout == nil else { throw unsupported(layer.name, LayerProblem.secondDropout) }
                inputDropout = rate
            } else {
                guard dense[dense.count - 1].dropout == nil else {
                    throw unsupported(layer.name, LayerProblem.secondDropout)
                }
                dense[dense.count - 1].dropout = rate
            }
        case "Dense": try addDense(layer, weights)
        case "BatchNormalization": try normalize(layer, weights)
        case "Activation": try activate(layer, try activation(layer.settings["activation"], of: layer))
        case "ReLU":
            guard ["max_value", "negative_slope", "threshold"].allSatisfy({ (layer.settings[$0]?.number ?? 0) == 0 })
            else {
                throw unsupported(layer.name, LayerProblem.limitedReLU)
            }
            try activate(layer, .relu)
        case "ELU" where (layer.settings["alpha"]?.number ?? 1) == 1: try activate(layer, .elu)
        case "Softmax": try activate(layer, .softmax)
        default:
            throw unsupported(layer.name, LayerProblem.unsupported(layer.className))
        }
    }

    private mutating func rescale(_ layer: Layer, factors: [Float], shifts: [Float]) throws(ModelFileError) {
        guard let factors = spread(factors), let shifts = spread(shifts) else {
            throw unsupported(layer.name, LayerProblem.wrongValueCount)
        }
        let isFirst = self.factors.allSatisfy { $0 == 1 } && self.shifts.allSatisfy { $0 == 0 }
        if isFirst, let factor = factors.first, let shift = shifts.first, Set(factors).count == 1,
            Set(shifts).count == 1,
            let scale = PixelScale(least: shift, greatest: 255 * factor + shift, areWhole: false),
            abs(scale.black - shift) < 0.01, abs(scale.white - 255 * factor - shift) < 0.01, abs(scale.white) <= 1
        {
            numbers = TrainingNumbers(kind: .uint8, least: [0], greatest: [255], scale: .bytes)
        }
        for column in self.factors.indices {
            self.shifts[column] = self.shifts[column] * factors[column] + shifts[column]
            self.factors[column] *= factors[column]
        }
    }

    /// Returns one number per column, from a single number, one number per channel, or one number per column.
    private func spread(_ numbers: [Float]) -> [Float]? {
        guard [1, shape[shape.count - 1], factors.count].contains(numbers.count) else { return nil }
        return factors.indices.map { numbers[$0 % numbers.count] }
    }

    private mutating func normalizeInputs(_ layer: Layer, _ weights: [String: [Float]]) throws(ModelFileError) {
        guard dense.isEmpty, layer.settings["invert"]?.truth != true,
            let mean = (weights["mean"] ?? layer.settings["mean"]?.numbers).flatMap(spread),
            let variance = (weights["variance"] ?? layer.settings["variance"]?.numbers).flatMap(spread)
        else { throw unsupported(layer.name, LayerProblem.notAdapted) }
        for column in factors.indices {
            // Keras divides by at least 1e-7.
            let deviation = max(variance[column].squareRoot(), 1e-7)
            shifts[column] = (shifts[column] - mean[column]) / deviation
            factors[column] /= deviation
        }
    }

    private mutating func addDense(_ layer: Layer, _ weights: [String: [Float]]) throws(ModelFileError) {
        guard isFlat else {
            throw unsupported(layer.name, LayerProblem.appliedToRows)
        }
        let inputs = dense.last?.neurons ?? factors.count
        guard let neurons = layer.settings["units"]?.whole, (1...Description.greatestWidth).contains(neurons) else {
            throw unsupported(layer.name, LayerProblem.noNeurons)
        }
        let bias = weights["bias"] ?? [Float](repeating: 0, count: neurons)
        guard let kernel = weights["kernel"], kernel.count == inputs * neurons, bias.count == neurons else {
            throw unsupported(layer.name, LayerProblem.noWeights(inputs: inputs, neurons: neurons))
        }
        if let name = layer.settings["kernel_initializer"]?["class_name"]?.text {
            initializer = initializer ?? Initializer.all.first { KerasModel.className(of: $0) == name }
        }
        dense.append(
            Dense(
                name: layer.name, kernel: kernel, bias: bias, neurons: neurons,
                activation: try activation(layer.settings["activation"], of: layer)))
    }

    private mutating func normalize(_ layer: Layer, _ weights: [String: [Float]]) throws(ModelFileError) {
        let usual = BatchNormalization()
        guard
            let kind = BatchNormalization(
                momentum: layer.settings["momentum"]?.number.map(Float.init) ?? usual.momentum,
                epsilon: layer.settings["epsilon"]?.number.map(Float.init) ?? usual.epsilon)
        else { throw unsupported(layer.name, LayerProblem.wrongConstants) }
        guard var last = dense.last, last.activation == .linear, last.normalization == nil, last.dropout == nil else {
            throw unsupported(layer.name, LayerProblem.misplacedNormalization)
        }
        let count = last.neurons
        let scale = weights["gamma"] ?? [Float](repeating: 1, count: count)
        let shift = weights["beta"] ?? [Float](repeating: 0, count: count)
        guard let mean = weights["moving_mean"], let variance = weights["moving_variance"],
            [scale, shift, mean, variance].allSatisfy({ $0.count == count })
        else { throw unsupported(layer.name, LayerProblem.noWeights(count: count)) }
        // The biases before it only shift the mean.
        last.normalization = (
            kind, .init(scale: scale, mean: zip(mean, last.bias).map { $0 - $1 }, variance: variance)
        )
        last.bias = shift
        dense[dense.count - 1] = last
    }

    private mutating func activate(_ layer: Layer, _ activation: Activation) throws(ModelFileError) {
        guard let last = dense.last, last.activation == .linear, last.dropout == nil else {
            throw unsupported(layer.name, LayerProblem.misplacedActivation)
        }
        dense[dense.count - 1].activation = activation
    }

    private func activation(_ described: JSON?, of layer: Layer) throws(ModelFileError) -> Activation {
        guard let described, !described.isNull else { return .linear }
        let name = described.text ?? described["config"]?.text ?? described["class_name"]?.text ?? ""
        guard let activation = Activation(named: name == "swish" ? "silu" : name) else {
            throw unsupported(layer.name, LayerProblem.unknownActivation(name))
        }
        return activation
    }

    // MARK: - The network

    private func network() throws(ModelFileError) -> Network {
        guard let output = dense.last else { throw .noDenseLayers(path) }
        guard output.normalization == nil, output.dropout == nil else {
            throw unsupported(output.name, LayerProblem.afterOutput)
        }
        if let softmax = dense.dropLast().first(where: { $0.activation == .softmax }) {
            throw unsupported(softmax.name, LayerProblem.hiddenSoftmax)
        }
        let architecture = Architecture(
            inputs: factors.count, inputDropout: inputDropout ?? .none,
            hidden: dense.dropLast().map {
                DenseLayer(
                    neurons: $0.neurons, activation: $0.activation, dropout: $0.dropout ?? .none,
                    normalization: $0.normalization?.kind)
            },
            outputs: output.neurons, outputActivation: output.activation, initializer: initializer ?? .glorotUniform)
        return Network(
            architecture: architecture,
            layers: dense.map { .init(kernel: $0.kernel, bias: $0.bias, normalization: $0.normalization?.weights) })
    }
}
