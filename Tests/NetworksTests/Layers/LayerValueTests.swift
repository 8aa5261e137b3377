import Foundation
import Networks
import Randomness
import Testing

/// Shapes, descriptions and files of layers.
@Suite struct LayerValueTests {
    private static let image = TensorShape.image(height: 28, width: 28, channels: 1)

    /// A layer of every kind.
    static let examples: [AnyLayer] = [
        AnyLayer(ConvolutionLayer(filters: 8, kernel: .square(3), activation: .relu)),
        AnyLayer(ConvolutionLayer(filters: 8, kernel: .length(5), strides: .length(2), padding: .valid)),
        AnyLayer(SeparableConvolutionLayer(filters: 8, kernel: .area(height: 3, width: 5), hasBias: false)),
        AnyLayer(MaxPoolingLayer(size: .square(2))),
        AnyLayer(AveragePoolingLayer(size: .length(3), strides: .length(1), padding: .same)),
        AnyLayer(GlobalMaxPoolingLayer()), AnyLayer(GlobalAveragePoolingLayer()), AnyLayer(FlattenLayer()),
        AnyLayer(DropoutLayer(rate: DropoutRate(0.25) ?? .none)),
        AnyLayer(SpatialDropoutLayer(rate: DropoutRate(0.5) ?? .none)), AnyLayer(BatchNormalizationLayer()),
        AnyLayer(LayerNormalizationLayer()), AnyLayer(ActivationLayer(.gelu)),
        AnyLayer(
            ResidualLayer(
                [AnyLayer(ConvolutionLayer(filters: 8, kernel: .square(3))), AnyLayer(BatchNormalizationLayer())],
                activation: .relu)),
        AnyLayer(PositionwiseLayer(neurons: 4, activation: .tanh)),
    ]

    @Test func `there is an example of every kind, and every name is used once`() {
        #expect(Set(Self.examples.map(\.name)) == Set(Layers.all.map { $0.name }))
        #expect(Set(Layers.all.map { $0.name }).count == Layers.all.count)
    }

    @Test(arguments: examples) func `a layer is read from its own file and from its own fields`(
        layer: AnyLayer
    ) throws {
        let data = try JSONEncoder().encode(layer)
        #expect(try JSONDecoder().decode(AnyLayer.self, from: data) == layer)
        #expect(try AnyLayer(named: layer.name, layer.fields) == layer)
        #expect(throws: NetworksError.self) {
            try AnyLayer(named: layer.name, layer.fields + [LayerField("unknown", .flag(true))])
        }
        for index in layer.fields.indices {
            var fields = layer.fields
            fields.remove(at: index)
            #expect(throws: NetworksError.self) { try AnyLayer(named: layer.name, fields) }
        }
    }

    @Test func `a layer of another kind or with another parameter is not equal`() {
        for (first, layer) in Self.examples.enumerated() {
            for (second, other) in Self.examples.enumerated() { #expect((layer == other) == (first == second)) }
        }
    }

    @Test func `a picture that is pooled to nothing is an error that names the layer`() throws {
        let pooling = AnyLayer(MaxPoolingLayer(size: .square(2)))
        let error = #expect(throws: NetworksError.self) {
            try Architecture(
                input: Self.image, features: [AnyLayer](repeating: pooling, count: 5), hidden: [], outputs: 10,
                outputActivation: .softmax, initializer: .heNormal)
        }
        #expect(error?.description.contains("max_pooling 2 × 2: there is no room for the window in 1 × 1 × 1") == true)
    }

    @Test(arguments: [
        AnyLayer(ConvolutionLayer(filters: 0, kernel: .square(3))),
        AnyLayer(ConvolutionLayer(filters: 8, kernel: .square(0))),
        AnyLayer(ConvolutionLayer(filters: 8, kernel: .length(3))),
        AnyLayer(ConvolutionLayer(filters: 8, kernel: .square(3), strides: .square(-1))),
        AnyLayer(ConvolutionLayer(filters: 8, kernel: .square(3), activation: .softmax)),
        AnyLayer(ConvolutionLayer(filters: 1 << 24, kernel: .square(3))), AnyLayer(PositionwiseLayer(neurons: 0)),
        AnyLayer(ActivationLayer(.softmax)), AnyLayer(LayerNormalizationLayer(epsilon: 0)), AnyLayer(ResidualLayer([])),
        AnyLayer(ResidualLayer([AnyLayer(FlattenLayer())])),
        AnyLayer(ResidualLayer([AnyLayer(ResidualLayer([AnyLayer(ActivationLayer(.relu))]))])),
        AnyLayer(ResidualLayer([AnyLayer(ConvolutionLayer(filters: 8, kernel: .square(3), padding: .valid))])),
    ])
    func `a layer that does not suit an image is an error`(layer: AnyLayer) {
        #expect(throws: NetworksError.self) {
            try Architecture(
                input: Self.image, features: [layer], hidden: [], outputs: 10, outputActivation: .softmax,
                initializer: .heNormal)
        }
    }

    @Test func `parameters and multiplications of a convolutional network are counted`() throws {
        let architecture = try Architecture(
            input: Self.image,
            features: [
                AnyLayer(ConvolutionLayer(filters: 8, kernel: .square(3))), AnyLayer(BatchNormalizationLayer()),
                AnyLayer(MaxPoolingLayer(size: .square(2))),
            ], hidden: [], outputs: 10, outputActivation: .softmax, initializer: .heNormal)
        #expect(
            architecture.featureShapes.map(\.description) == [
                "28 × 28 × 1", "28 × 28 × 8", "28 × 28 × 8", "14 × 14 × 8",
            ])
        #expect(architecture.shapes.map { $0.inputs } == [14 * 14 * 8])
        #expect(architecture.parameterCount == 9 * 8 + 8 + 16 + 14 * 14 * 8 * 10 + 10)
        #expect(architecture.multiplicationsPerSample == 28 * 28 * 8 * 9 + 28 * 28 * 8 + 14 * 14 * 8 * 10)
    }

    @Test func `a convolutional network is read from its own file`() throws {
        var generator = Generator(seed: 1)
        let architecture = try Architecture(
            input: Self.image, features: Self.examples.filter { $0.name == "residual" },
            hidden: [DenseLayer(neurons: 3, activation: .relu)], outputs: 2, outputActivation: .softmax,
            initializer: .orthogonal)
        let network = Network(architecture, &generator)
        let data = try JSONEncoder().encode(network)
        #expect(try JSONDecoder().decode(Network.self, from: data) == network)
        #expect(network.namedTensors.map(\.name).contains("feature_1/shortcut/kernel"))
        // Weights that do not fit are refused.
        let text = String(decoding: data, as: UTF8.self).replacingOccurrences(of: "shortcut\\/kernel", with: "other")
        let other = Data(text.utf8)
        #expect(other != data)
        #expect(throws: DecodingError.self) { _ = try JSONDecoder().decode(Network.self, from: other) }
    }

    @Test func `the file of a dense network has no shape and no list of layers`() throws {
        let architecture = Architecture(
            inputs: 2, hidden: [DenseLayer(neurons: 1, activation: .relu)], outputs: 1, outputActivation: .linear,
            initializer: .heNormal)
        let network = Network(
            architecture: architecture,
            layers: [.init(kernel: [1, 2], bias: [3]), .init(kernel: [4], bias: [5])])
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        #expect(
            String(decoding: try encoder.encode(network), as: UTF8.self)
                == #"{"architecture":{"hidden":[{"activation":"relu","dropout":0,"neurons":1}],"initializer":"he_normal","#
                + #""inputDropout":0,"inputs":2,"outputActivation":"linear","outputs":1},"#
                + #""layers":[{"bias":[3],"kernel":[1,2]},{"bias":[5],"kernel":[4]}]}"#)
    }

    /// ONNX takes the kernels of "Conv" as outputs × inputs of a group × positions.
    @Test func `the kernels of a separable convolution reach ONNX in its order of dimensions`() throws {
        let cases: [(Window, TensorShape, [Int], [Int])] = [
            (.square(3), .image(height: 9, width: 9, channels: 5), [2, 3, 0, 1], [3, 2, 0, 1]),
            (.length(3), .sequence(length: 9, channels: 5), [1, 2, 0], [2, 1, 0]),
        ]
        for (kernel, input, depthwise, pointwise) in cases {
            let form = try SeparableConvolutionLayer(filters: 4, kernel: kernel).onnx(of: input)
            let operands = form.operations.flatMap(\.operands)
            #expect(operands.contains(.tensor("depthwise_kernel", axes: depthwise)))
            #expect(operands.contains(.tensor("pointwise_kernel", axes: pointwise)))
        }
    }

    @Test func `every part of a residual block can be trained again in Keras`() throws {
        let block = ResidualLayer([AnyLayer(ConvolutionLayer(filters: 8, kernel: .square(3)))], activation: .relu)
        let form = try block.keras(of: Self.image, .heNormal)
        #expect(form.nodes.map(\.className) == ["Conv2D", "Conv2D", "Add", "Activation"])
        #expect(form.nodes.allSatisfy { $0.settings["trainable"] == true })
    }
}
