import Networks

/// The layers of the exported program.
extension KerasProgram {
    /// The statements that build the model: sequential, or functional if layers are added to others.
    ///
    /// - Throws: The errors of layers that cannot take their inputs; those of an architecture can.
    func modelText() throws(NetworksError) -> String {
        let own = try features()
        guard own.contains(where: { $0.nodes.count > 1 }) else {
            let layers = preparation + own.flatMap { $0.nodes.map(call) } + dense
            return """
                model = keras.Sequential(
                    [
                \(layers.map { "        \($0)," }.joined(separator: "\n"))
                    ]
                )
                """
        }
        var lines = ["inputs = \(preparation[0])"]
        func add(_ layer: String, _ target: String = "values", of source: String = "values") {
            lines.append("\(target) = \(layer)(\(source))")
        }
        for (index, layer) in preparation.dropFirst().enumerated() { add(layer, of: index == 0 ? "inputs" : "values") }
        for form in own {
            if form.nodes.count > 1 { lines.append("block = values") }
            for (index, node) in form.nodes.enumerated() {
                if node.sources.count > 1 {
                    add(call(node), of: "[values, block]")
                } else if index > 0, node.sources == [.input] {
                    add(call(node), "block", of: "block")
                } else {
                    add(call(node))
                }
            }
        }
        for layer in dense { add(layer) }
        return (lines + ["model = keras.Model(inputs, values)"]).joined(separator: "\n")
    }

    /// The input and the layers that preprocess it.
    private var preparation: [String] {
        let axes = shape.count == 1 ? "-1" : Self.tuple(Array(1...shape.count))
        let inputs = architecture.input.dimensions
        var layers = [
            "keras.Input(\(Self.tuple(shape)))",
            "keras.layers.Normalization(axis=\(axes), mean=data[\"mean\"], variance=data[\"variance\"])",
        ]
        if inputs.count == 1, shape.count > 1 {
            layers.append("keras.layers.Flatten()")
        } else if inputs != shape {
            layers.append("keras.layers.Reshape(\(Self.tuple(inputs)))")
        }
        if architecture.inputDropout != .none { layers.append("keras.layers.Dropout(\(architecture.inputDropout))") }
        return layers
    }

    /// Returns the layers before the dense ones.
    private func features() throws(NetworksError) -> [KerasForm] {
        var forms: [KerasForm] = []
        for (feature, shape) in zip(architecture.features, architecture.featureShapes) {
            forms.append(try feature.layer.keras(of: shape, architecture.initializer))
        }
        return forms
    }

    /// The flattening and the dense layers.
    private var dense: [String] {
        var layers: [String] = []
        if let last = architecture.featureShapes.last, !last.isVector { layers.append("keras.layers.Flatten()") }
        for layer in architecture.hidden {
            if layer.normalization == nil {
                layers.append(dense(layer.neurons, layer.activation))
            } else {
                layers.append(dense(layer.neurons, .linear, more: ", use_bias=False"))
                layers.append("keras.layers.BatchNormalization()")
                layers.append("keras.layers.Activation(\"\(layer.activation.name)\")")
            }
            if layer.dropout != .none { layers.append("keras.layers.Dropout(\(layer.dropout))") }
        }
        return layers + [dense(architecture.outputs, architecture.outputActivation)]
    }

    private func dense(_ neurons: Int, _ activation: Activation, more: String = "") -> String {
        "keras.layers.Dense(\(neurons), activation=\"\(activation.name)\", "
            + "kernel_initializer=\"\(architecture.initializer.name)\"\(more)"
            + (penalty.map { ", kernel_regularizer=\($0)" } ?? "") + ")"
    }

    private var penalty: String? {
        settings.penalty.map {
            "keras.regularizers.L1L2(l1=\(Self.number(Double("\($0.l1)") ?? 0)), "
                + "l2=\(Self.number(Double("\($0.l2)") ?? 0)))"
        }
    }

    // MARK: - Calls

    /// Returns the call that creates a layer, without the arguments that have Keras's defaults.
    private func call(_ node: KerasForm.Node) -> String {
        guard case .object(let settings) = node.settings else { return "keras.layers.\(node.className)()" }
        let arguments = settings.sorted { $0.key < $1.key }.compactMap { name, value -> String? in
            if ["kernel_regularizer", "depthwise_regularizer", "pointwise_regularizer"].contains(name) {
                return penalty.map { "\(name)=\($0)" }
            }
            guard !value.isNull, Self.defaults[name] != value else { return nil }
            if name.hasSuffix("_initializer") {
                return name == "bias_initializer" ? nil : "\(name)=\"\(architecture.initializer.name)\""
            }
            if name == "strides", value == settings["pool_size"] ?? .list(value.list?.map { _ in 1 } ?? []) {
                return nil
            }
            if name == "dilation_rate" { return nil }
            return "\(name)=\(Self.python(value))"
        }
        return "keras.layers.\(node.className)(\(arguments.joined(separator: ", ")))"
    }

    private static let defaults: [String: KerasValue] = [
        "trainable": true, "data_format": "channels_last", "groups": 1, "depth_multiplier": 1, "use_bias": true,
        "keepdims": false, "center": true, "scale": true, "padding": "valid", "activation": "linear",
    ]

    private static func python(_ value: KerasValue) -> String {
        switch value {
        case .null: "None"
        case .truth(let value): value ? "True" : "False"
        case .whole(let value): "\(value)"
        case .real(let value): number(value)
        case .text(let value): "\"\(value)\""
        case .list(let values):
            "(" + values.map(python).joined(separator: ", ") + (values.count == 1 ? ",)" : ")")
        case .object: "None"
        }
    }

    /// Returns sizes as Python writes them: `(8,)`, `(28, 28, 1)`.
    private static func tuple(_ sizes: [Int]) -> String { python(.list(sizes.map { .whole($0) })) }
}
