import Datasets
import Networks

/// A network described as a Keras model: its layers, their settings and weights. Names and settings are those that
/// Keras 3.15 writes itself. The model is sequential, or functional if layers are added to others.
struct KerasModel {
    /// One layer.
    struct Layer {
        let name: String
        let className: String
        let settings: JSON
        /// The weights by their names in Keras.
        var weights: [(name: String, value: HDF5Group.Member)] = []
        /// The names of the layers whose outputs it takes.
        let sources: [String]
        /// The shape of its outputs.
        let output: [Int]
    }

    /// The shape of one sample.
    let shape: [Int]
    let layers: [Layer]
    let training: JSON

    /// - Throws: `LibraryFailure` if a layer cannot take its inputs; those of an architecture can.
    init(_ saved: SavedNetwork) throws(LibraryFailure) {
        switch saved.layout {
        case .image(let height, let width, let channels): shape = [height, width, channels]
        case .table(let columns): shape = [columns.count]
        }
        let network = saved.plain
        let preparation = Self.preparation(
            saved.preprocessing, shape: shape, inputs: network.architecture.input.dimensions)
        let tensors = Dictionary(NamedWeights(network).entries.map { ($0.fullName, $0.numbers) }) { $1 }
        let own: KerasNetwork
        do {
            own = try KerasNetwork(network.architecture, after: preparation.last?.name ?? Self.input)
        } catch {
            throw LibraryFailure(step: error.description)
        }
        layers =
            preparation
            + own.layers.map { layer in
                Layer(
                    name: layer.name, className: layer.className, settings: layer.settings,
                    weights: layer.weights.map { weight in
                        (weight.name, .floats(tensors[weight.tensor] ?? [], shape: weight.shape))
                    }, sources: layer.sources, output: layer.output)
            }
        training = KerasTraining.description(
            of: saved.training, output: saved.network.architecture.outputActivation)
    }

    private static let name = "network"
    private static let input = "input"

    private var isSequential: Bool { layers.allSatisfy { $0.sources.count == 1 } }

    /// The shape of a batch of samples.
    private static func batch(_ shape: [Int]) -> JSON { .list([.null] + shape.map { .whole($0) }) }

    /// Keras's `model_config`.
    var description: JSON {
        let input: JSON = [
            "class_name": "InputLayer", "module": "keras.layers", "registered_name": nil,
            "config": [
                "batch_shape": Self.batch(shape), "dtype": "float32", "sparse": false, "ragged": false,
                "name": .text(Self.input),
            ],
        ]
        let described = layers.map { layer -> JSON in
            let common: JSON = ["name": .text(layer.name), "dtype": "float32"]
            guard case .object(let settings) = layer.settings else { return common }
            return [
                "class_name": .text(layer.className), "module": "keras.layers", "registered_name": nil,
                "config": common.with(settings),
            ]
        }
        return isSequential ? sequential([input] + described) : functional(input, described)
    }

    private func sequential(_ described: [JSON]) -> JSON {
        [
            "class_name": "Sequential",
            "config": [
                "name": .text(Self.name), "trainable": true, "dtype": "float32", "layers": .list(described),
                "build_input_shape": Self.batch(shape),
            ],
        ]
    }

    private func functional(_ input: JSON, _ described: [JSON]) -> JSON {
        var shapes = [Self.input: shape]
        for layer in layers { shapes[layer.name] = layer.output }
        func tensor(_ name: String) -> JSON {
            [
                "class_name": "__keras_tensor__",
                "config": [
                    "shape": Self.batch(shapes[name] ?? []), "dtype": "float32",
                    "keras_history": [.text(name), 0, 0],
                ],
            ]
        }
        let connected = zip(layers, described).map { layer, described -> JSON in
            let sources = layer.sources.map(tensor)
            let arguments: JSON = sources.count == 1 ? .list(sources) : [.list(sources)]
            return described.with([
                "name": .text(layer.name), "inbound_nodes": [["args": arguments, "kwargs": [:]]],
            ])
        }
        return [
            "class_name": "Functional",
            "config": [
                "name": .text(Self.name), "trainable": true,
                "layers": .list([input.with(["name": .text(Self.input), "inbound_nodes": []])] + connected),
                "input_layers": [.text(Self.input), 0, 0],
                "output_layers": [.text(layers.last?.name ?? Self.input), 0, 0],
            ],
        ]
    }

    /// The `config.json` of a `.keras` file.
    var archiveDescription: JSON {
        let compiled = KerasTraining.compiled(training)
        guard isSequential else {
            return description.with([
                "module": "keras.src.models.functional", "registered_name": "Functional",
                "build_config": ["input_shape": nil], "compile_config": compiled,
            ])
        }
        return description.with([
            "module": "keras", "registered_name": nil, "build_config": ["input_shape": Self.batch(shape)],
            "compile_config": compiled,
        ])
    }

    /// Keras's group `model_weights`: one group per layer, with its weights below the names that the group lists.
    var weights: HDF5Group {
        var group = HDF5Group(attributes: [("layer_names", .texts(layers.map(\.name)))])
        for layer in layers {
            var outer = HDF5Group(
                attributes: [("weight_names", .texts(layer.weights.map { "\(layer.name)/\($0.name)" }))])
            if !layer.weights.isEmpty { outer.members = [(layer.name, .group(HDF5Group(members: layer.weights)))] }
            group.members.append((layer.name, .group(outer)))
        }
        group.members.append(
            ("top_level_model_weights", .group(HDF5Group(attributes: [("weight_names", .texts([]))]))))
        return group
    }

    // MARK: - Preprocessing

    /// Returns the layers that preprocess the inputs: bytes are rescaled and centred, the columns of a table
    /// standardized.
    ///
    /// - Parameter inputs: The shape that the network takes.
    private static func preparation(_ preprocessing: Preprocessing, shape: [Int], inputs: [Int]) -> [Layer] {
        var layers: [Layer] = []
        func add(
            _ name: String, _ className: String, _ settings: JSON, output: [Int]? = nil,
            weights: [(name: String, value: HDF5Group.Member)] = []
        ) {
            layers.append(
                Layer(
                    name: name, className: className, settings: settings.with(["trainable": true]), weights: weights,
                    sources: [layers.last?.name ?? input], output: output ?? shape))
        }
        let scale = preprocessing.factors.first ?? 1
        let isOneScale = preprocessing.factors.allSatisfy { $0 == scale }
        let means: [Float]
        let variances: [Float]
        if isOneScale {
            add("rescaling", "Rescaling", ["scale": .real(Double(scale)), "offset": 0.0])
            means = preprocessing.shifts.map { -$0 }
            variances = means.map { _ in 1 }
        } else {
            // input = (value − mean) / deviation. Keras stores the mean as a Float: if a mean is thousands of
            // deviations from 0, its rounding shows in the outputs (1e-5 at 3,500, measured with Keras 3.15). A
            // constant column has the factor 0: its deviation is set so high that all of its values become 0.
            let deviations = preprocessing.factors.map { $0 == 0 ? 1e18 : 1 / $0 }
            means = zip(preprocessing.shifts, deviations).map { -$0 * $1 }
            variances = deviations.map { $0 * $0 }
        }
        add(
            "normalization", "Normalization",
            ["axis": .list((1...shape.count).map { .whole($0) }), "invert": false, "mean": nil, "variance": nil],
            weights: [
                ("mean", .floats(means, shape: shape)), ("variance", .floats(variances, shape: shape)),
                ("count", .whole(0)),
            ])
        if inputs.count == 1, shape.count > 1 {
            add("flatten", "Flatten", ["data_format": "channels_last"], output: inputs)
        } else if inputs != shape {
            add("reshape", "Reshape", ["target_shape": .list(inputs.map { .whole($0) })], output: inputs)
        }
        return layers
    }
}
