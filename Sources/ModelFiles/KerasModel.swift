import Datasets
import Networks

/// A network described as a sequential Keras model: its layers in order, their settings and weights. Names and
/// settings are those that Keras 3.15 writes itself.
struct KerasModel {
    /// One layer.
    struct Layer {
        let name: String
        let className: String
        let settings: [String: JSON]
        /// The weights by their names in Keras.
        var weights: [(name: String, value: HDF5Group.Member)] = []
    }

    /// The shape of one sample.
    let shape: [Int]
    let layers: [Layer]
    let training: JSON

    init(
        _ network: Network, preprocessing: Preprocessing, layout: SampleLayout, training: TrainingSettings
    ) {
        switch layout {
        case .image(let height, let width, let channels): shape = [height, width, channels]
        case .table(let columns): shape = [columns.count]
        }
        var layers = Self.preparation(preprocessing, shape: shape)
        let architecture = network.architecture
        if architecture.inputDropout != .none {
            layers.append(Self.dropout("input_dropout", architecture.inputDropout))
        }
        for (index, layer) in architecture.hidden.enumerated() {
            layers +=
                Self.hidden(index + 1, layer, network.layers[index], architecture.initializer)
            if layer.dropout != .none { layers.append(Self.dropout("dropout_\(index + 1)", layer.dropout)) }
        }
        layers.append(
            Self.dense(
                "output", network.layers[architecture.hidden.count], architecture.outputs,
                architecture.outputActivation, architecture.initializer))
        self.layers = layers
        self.training = KerasTraining.description(of: training)
    }

    /// Keras's `model_config`.
    var description: JSON {
        let batch: JSON = .list([.null] + shape.map { .whole($0) })
        let input: JSON = [
            "class_name": "InputLayer", "module": "keras.layers", "registered_name": nil,
            "config": [
                "batch_shape": batch, "dtype": "float32", "sparse": false, "ragged": false, "name": "input",
            ],
        ]
        let described = layers.map { layer -> JSON in
            let common: JSON = ["name": .text(layer.name), "trainable": true, "dtype": "float32"]
            return [
                "class_name": .text(layer.className), "module": "keras.layers", "registered_name": nil,
                "config": common.with(layer.settings),
            ]
        }
        return [
            "class_name": "Sequential",
            "config": [
                "name": .text(Self.name), "trainable": true, "dtype": "float32", "layers": .list([input] + described),
                "build_input_shape": batch,
            ],
        ]
    }

    /// The `config.json` of a `.keras` file.
    var archiveDescription: JSON {
        let batch: JSON = .list([.null] + shape.map { .whole($0) })
        return description.with([
            "module": "keras", "registered_name": nil, "build_config": ["input_shape": batch],
            "compile_config": KerasTraining.compiled(training),
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

    private static let name = "network"

    // MARK: - Layers

    /// Returns the layers that preprocess the inputs: bytes are rescaled and centred, the columns of a table
    /// standardized.
    private static func preparation(_ preprocessing: Preprocessing, shape: [Int]) -> [Layer] {
        var layers: [Layer] = []
        let scale = preprocessing.factors.first ?? 1
        let isOneScale = preprocessing.factors.allSatisfy { $0 == scale }
        let means: [Float]
        let variances: [Float]
        if isOneScale {
            layers.append(
                Layer(
                    name: "rescaling", className: "Rescaling",
                    settings: ["scale": .real(Double(scale)), "offset": 0.0]))
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
        layers.append(
            Layer(
                name: "normalization", className: "Normalization",
                settings: [
                    "axis": .list((1...shape.count).map { .whole($0) }), "invert": false, "mean": nil, "variance": nil,
                ],
                weights: [
                    ("mean", .floats(means, shape: shape)), ("variance", .floats(variances, shape: shape)),
                    ("count", .whole(0)),
                ]))
        if shape.count > 1 {
            layers.append(Layer(name: "flatten", className: "Flatten", settings: ["data_format": "channels_last"]))
        }
        return layers
    }

    private static func dropout(_ name: String, _ rate: DropoutRate) -> Layer {
        // Converted through the text, so that 0.1 stays 0.1.
        Layer(
            name: name, className: "Dropout",
            settings: ["rate": .real(Double("\(rate.value)") ?? Double(rate.value)), "seed": nil, "noise_shape": nil])
    }

    private static func hidden(
        _ number: Int, _ layer: DenseLayer, _ weights: Network.Layer, _ initializer: Initializer
    ) -> [Layer] {
        let name = "hidden_\(number)"
        guard let settings = layer.normalization, let normalization = weights.normalization else {
            return [dense(name, weights, layer.neurons, layer.activation, initializer)]
        }
        let shape = [layer.neurons]
        return [
            dense(name, weights, layer.neurons, .linear, initializer, hasBias: false),
            Layer(
                name: "normalization_\(number)", className: "BatchNormalization",
                settings: [
                    "axis": .whole(-1), "momentum": .real(Double("\(settings.momentum)") ?? Double(settings.momentum)),
                    "epsilon": .real(Double("\(settings.epsilon)") ?? Double(settings.epsilon)), "center": true,
                    "scale": true,
                ],
                weights: [
                    ("gamma", .floats(normalization.scale, shape: shape)),
                    ("beta", .floats(weights.bias, shape: shape)),
                    ("moving_mean", .floats(normalization.mean, shape: shape)),
                    ("moving_variance", .floats(normalization.variance, shape: shape)),
                ]),
            Layer(
                name: "activation_\(number)", className: "Activation",
                settings: ["activation": .text(layer.activation.name)]),
        ]
    }

    private static func dense(
        _ name: String, _ weights: Network.Layer, _ neurons: Int, _ activation: Activation, _ initializer: Initializer,
        hasBias: Bool = true
    ) -> Layer {
        Layer(
            name: name, className: "Dense",
            settings: [
                "units": .whole(neurons), "activation": .text(activation.name), "use_bias": .truth(hasBias),
                "kernel_initializer": object(className(of: initializer), ["seed": nil]),
                "bias_initializer": object("Zeros", [:]),
                "kernel_regularizer": nil, "bias_regularizer": nil, "kernel_constraint": nil, "bias_constraint": nil,
            ],
            weights: [
                ("kernel", .floats(weights.kernel, shape: [weights.kernel.count / neurons, neurons]))
            ] + (hasBias ? [("bias", .floats(weights.bias, shape: [neurons]))] : []))
    }

    private static func object(_ className: String, _ settings: JSON) -> JSON {
        [
            "module": "keras.initializers", "class_name": .text(className), "config": settings,
            "registered_name": nil,
        ]
    }

    static func className(of initializer: Initializer) -> String {
        switch initializer {
        case .lecunUniform: "LecunUniform"
        case .lecunNormal: "LecunNormal"
        case .glorotUniform: "GlorotUniform"
        case .glorotNormal: "GlorotNormal"
        case .heUniform: "HeUniform"
        case .heNormal: "HeNormal"
        case .orthogonal: "Orthogonal"
        }
    }
}
