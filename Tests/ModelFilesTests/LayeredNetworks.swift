import Datasets
import ModelFiles
import Networks
import Randomness
import Support
import Testing

/// Networks with layers of every kind, for files.
enum LayeredNetworks {
    static func rate(_ value: Float) throws -> DropoutRate { try #require(DropoutRate(value)) }

    /// Layers for images of 9 × 8 × 2, with all kinds but those of blocks.
    static func image() throws -> [AnyLayer] {
        [
            AnyLayer(ConvolutionLayer(filters: 4, kernel: .area(height: 3, width: 2), activation: .relu)),
            AnyLayer(
                ConvolutionLayer(
                    filters: 5, kernel: .square(3), strides: .area(height: 2, width: 1), padding: .same,
                    hasBias: false)),
            AnyLayer(BatchNormalizationLayer(try #require(BatchNormalization(momentum: 0.5, epsilon: 0.01)))),
            AnyLayer(ActivationLayer(.gelu)),
            AnyLayer(MaxPoolingLayer(size: .square(2), strides: .square(1), padding: .same)),
            AnyLayer(SpatialDropoutLayer(rate: try rate(0.1))),
            AnyLayer(
                SeparableConvolutionLayer(
                    filters: 6, kernel: .square(3), strides: .square(1), padding: .valid, activation: .silu)),
            AnyLayer(AveragePoolingLayer(size: .area(height: 2, width: 3), strides: .square(1), padding: .same)),
            AnyLayer(LayerNormalizationLayer(epsilon: 0.01)),
            AnyLayer(PositionwiseLayer(neurons: 4, activation: .mish)),
            AnyLayer(DropoutLayer(rate: try rate(0.2))),
        ]
    }

    /// Residual blocks on images of 9 × 8 × 2: with its inputs, and with a convolution beside it.
    static func blocks(_ end: some Layer) -> [AnyLayer] {
        let shaping = AnyLayer(ConvolutionLayer(filters: 3, kernel: .square(3), padding: .valid, activation: .elu))
        let same = ResidualLayer(
            [
                AnyLayer(ConvolutionLayer(filters: 3, kernel: .square(3), hasBias: false)),
                AnyLayer(BatchNormalizationLayer()), AnyLayer(ActivationLayer(.relu)),
                AnyLayer(ConvolutionLayer(filters: 3, kernel: .square(3))),
            ])
        let other = ResidualLayer(
            [
                AnyLayer(LayerNormalizationLayer()),
                AnyLayer(ConvolutionLayer(filters: 6, kernel: .square(3), strides: .square(2), activation: .tanh)),
            ], activation: .relu)
        return [shaping, AnyLayer(same), AnyLayer(other), AnyLayer(end)]
    }

    /// Layers for sequences of 12 × 2.
    static func sequence() throws -> [AnyLayer] {
        [
            AnyLayer(ConvolutionLayer(filters: 4, kernel: .length(3), strides: .length(2), padding: .valid)),
            AnyLayer(ActivationLayer(.softplus)),
            AnyLayer(SeparableConvolutionLayer(filters: 5, kernel: .length(3), activation: .hardSigmoid)),
            AnyLayer(
                ResidualLayer([AnyLayer(ConvolutionLayer(filters: 4, kernel: .length(2), strides: .length(2)))])),
            AnyLayer(SpatialDropoutLayer(rate: try rate(0.1))),
            AnyLayer(MaxPoolingLayer(size: .length(2), padding: .same)),
            AnyLayer(AveragePoolingLayer(size: .length(2), strides: .length(1), padding: .same)),
            AnyLayer(GlobalMaxPoolingLayer()),
            AnyLayer(PositionwiseLayer(neurons: 6, activation: .relu)),
            AnyLayer(BatchNormalizationLayer()),
        ]
    }

    /// All networks by name. Moving means, scales and biases are not those of a network that was never trained.
    static func all() throws -> [String: SavedNetwork] {
        let images = SampleLayout.image(height: 9, width: 8, channels: 2)
        let columns = SampleLayout.table(columns: (1...24).map { "step\($0)" })
        return [
            "image": try saved(image(), TensorShape(dimensions: [9, 8, 2]), images, isClassifier: true),
            "blocks": try saved(
                blocks(GlobalAveragePoolingLayer()), TensorShape(dimensions: [9, 8, 2]), images, isClassifier: true),
            "flat_blocks": try saved(
                blocks(FlattenLayer()), TensorShape(dimensions: [9, 8, 2]), images, isClassifier: false),
            "sequence": try saved(sequence(), TensorShape(dimensions: [12, 2]), columns, isClassifier: true),
            "vector": try saved(
                [
                    AnyLayer(PositionwiseLayer(neurons: 5, activation: .relu)), AnyLayer(LayerNormalizationLayer()),
                    AnyLayer(ResidualLayer([AnyLayer(PositionwiseLayer(neurons: 5, activation: .tanh))])),
                ], .vector(24), columns, isClassifier: false),
        ]
    }

    static func saved(
        _ features: [AnyLayer], _ input: TensorShape, _ layout: SampleLayout, isClassifier: Bool
    ) throws -> SavedNetwork {
        let architecture = try Architecture(
            input: input, inputDropout: try rate(0.05), features: features,
            hidden: [
                DenseLayer(
                    neurons: 6, activation: .elu, dropout: try rate(0.2), normalization: BatchNormalization()),
                DenseLayer(neurons: 5, activation: .leakyRelu),
            ], outputs: isClassifier ? 3 : 1, outputActivation: isClassifier ? .softmax : .linear,
            initializer: .heNormal)
        var generator = Generator(seed: 7, stream: 1)
        let drawn = Network(architecture, &generator)
        func moved(_ values: [Float], by range: Float = 0.2) -> [Float] {
            values.map { $0 + range * (Float(generator.uniform()) - 0.5) }
        }
        let network = Network(
            architecture: architecture,
            layers: drawn.layers.map { layer in
                .init(
                    kernel: layer.kernel, bias: moved(layer.bias),
                    normalization: layer.normalization.map {
                        .init(scale: moved($0.scale), mean: moved($0.mean), variance: moved($0.variance))
                    })
            }, features: drawn.features.map { $0.map { Tensor($0.name, $0.shape, moved($0.values)) } })
        let isImage = if case .image = layout { true } else { false }
        return SavedNetwork(
            network: network,
            preprocessing: Preprocessing(
                factors: isImage
                    ? [Float](repeating: 1 / 255, count: input.count) : (0..<input.count).map { 1 + Float($0) / 8 },
                shifts: (0..<input.count).map { Float($0 % 7) / 20 - 0.2 },
                targets: isClassifier ? nil : TargetScale(factors: [0.01], shifts: [-2])),
            layout: layout, training: TrainingSettings(),
            outputs: isClassifier ? .classes(["a", "b", "c"]) : .values(["price"]),
            numbers: isImage ? TrainingNumbers(kind: .uint8, least: [0], greatest: [255], scale: .bytes) : nil)
    }
}
