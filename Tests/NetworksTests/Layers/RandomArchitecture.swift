import Datasets
import Networks
import Randomness

/// Random networks of all kinds of layers, for tests of what holds for every one.
struct RandomArchitecture {
    var generator: Generator
    /// True to leave out everything with kinks, where differences of the loss are not near the gradient.
    let isSmooth: Bool

    private static let smooth: [Activation] = [
        .linear, .tanh, .sigmoid, .softplus, .elu, .gelu, .silu, .mish, .softsign,
    ]
    private static let kinked: [Activation] = [.relu, .leakyRelu, .selu, .hardSigmoid]

    mutating func pick<Element>(_ list: [Element]) -> Element { list[generator.below(list.count)] }

    mutating func number(_ range: ClosedRange<Int>) -> Int { range.lowerBound + generator.below(range.count) }

    mutating func isTrue() -> Bool { generator.below(2) == 1 }

    /// Returns an architecture with 1 to 6 layers before the dense ones, and 3 linear outputs.
    mutating func next() throws -> Architecture {
        while true {
            let input: TensorShape =
                switch number(0...5) {
                case 0: .vector(number(1...12))
                case 1: .sequence(length: number(1...17), channels: number(1...5))
                default: .image(height: number(1...12), width: number(1...12), channels: number(1...4))
                }
            let features = layers(number(1...6), on: input)
            guard !features.isEmpty else { continue }
            var hidden: [DenseLayer] = []
            if isTrue() {
                hidden.append(
                    DenseLayer(
                        neurons: number(1...9), activation: activation(), dropout: pick([.none, rate(0.3)]),
                        normalization: pick([nil, nil, BatchNormalization()])))
            }
            return try Architecture(
                input: input, inputDropout: pick([.none, .none, rate(0.2)]), features: features, hidden: hidden,
                outputs: 3, outputActivation: .linear, initializer: .glorotUniform)
        }
    }

    private mutating func layers(_ count: Int, on input: TensorShape, isInside: Bool = false) -> [AnyLayer] {
        var layers: [AnyLayer] = []
        var shape = input
        for _ in 0..<count {
            let layer = layer(on: shape, isInside: isInside)
            // Layers without room are left out.
            guard let output = try? layer.layer.output(of: shape), output.count < 2000 else { continue }
            layers.append(layer)
            shape = output
        }
        return layers
    }

    private mutating func layer(on shape: TensorShape, isInside: Bool) -> AnyLayer {
        switch (number(0...(isInside ? 8 : 13)), shape.isVector) {
        case (0...2, false):
            AnyLayer(
                ConvolutionLayer(
                    filters: pick([1, 2, 3, 5, 8, 16, 17]), kernel: window(shape, 5), strides: window(shape, 2),
                    padding: padding(), activation: activation(), hasBias: isTrue()))
        case (3, false):
            AnyLayer(
                SeparableConvolutionLayer(
                    filters: pick([1, 3, 8, 9]), kernel: window(shape, 4), strides: window(shape, 2),
                    padding: padding(), activation: activation(), hasBias: isTrue()))
        case (0...3, true): AnyLayer(PositionwiseLayer(neurons: number(1...9), activation: activation()))
        case (4, _): AnyLayer(BatchNormalizationLayer())
        case (5, _): AnyLayer(LayerNormalizationLayer())
        case (6, _): AnyLayer(ActivationLayer(activation()))
        case (7, false):
            AnyLayer(AveragePoolingLayer(size: window(shape, 3), strides: window(shape, 3), padding: padding()))
        case (8, _): AnyLayer(PositionwiseLayer(neurons: number(1...9), activation: activation(), hasBias: false))
        case (9, false) where !isSmooth:
            AnyLayer(MaxPoolingLayer(size: window(shape, 3), strides: window(shape, 3), padding: padding()))
        case (10, false) where isTrue():
            isSmooth || isTrue() ? AnyLayer(GlobalAveragePoolingLayer()) : AnyLayer(GlobalMaxPoolingLayer())
        case (11, _): AnyLayer(pick([DropoutLayer(rate: .none), DropoutLayer(rate: rate(0.4))]))
        case (12, false): AnyLayer(SpatialDropoutLayer(rate: rate(0.3)))
        case (13, _): residual(on: shape)
        default: AnyLayer(FlattenLayer())
        }
    }

    private mutating func residual(on shape: TensorShape) -> AnyLayer {
        let inner = layers(number(1...3), on: shape, isInside: true)
        return AnyLayer(ResidualLayer(inner, activation: activation()))
    }

    private mutating func window(_ shape: TensorShape, _ greatest: Int) -> Window {
        if case .image = shape { return .area(height: number(1...greatest), width: number(1...greatest)) }
        return .length(number(1...greatest))
    }

    private mutating func padding() -> Padding { pick([.same, .same, .valid]) }

    private mutating func activation() -> Activation {
        pick(isSmooth ? Self.smooth : Self.smooth + Self.kinked)
    }

    private func rate(_ value: Float) -> DropoutRate { DropoutRate(value) ?? .none }

    /// Returns random regression examples, and a network whose weights are all different from 0 and 1.
    mutating func setUp(
        _ architecture: Architecture, training: Int, validation: Int
    ) throws -> (network: Network, examples: Examples) {
        let count = training + validation
        let x = (0..<count).map { _ in (0..<architecture.inputs).map { _ in Float(generator.normal()) } }
        let y = (0..<count).map { _ in (0..<3).map { _ in Float(generator.normal()) } }
        let whole = try KerasFixtures.examples(x, y)
        let examples = Examples(
            dataset: whole.dataset,
            split: Split(
                training: (0..<training).map(Int32.init), validation: (training..<count).map(Int32.init), test: []),
            preprocessing: whole.preprocessing)
        var draws = generator
        let network = Network(architecture, &draws).mapTrained { _, values in
            values.map { $0 + 0.3 * Float(draws.normal()) }
        }
        return (network, examples)
    }
}

extension Network {
    /// The trained tensors by number: those of the features, then kernel, bias and scale of each dense layer.
    var trained: [[Float]] {
        var all: [[Float]] = []
        _ = mapTrained { _, values in
            all.append(values)
            return values
        }
        return all
    }

    /// Returns the network with changed trained tensors.
    func mapTrained(_ change: (_ number: Int, _ values: [Float]) -> [Float]) -> Network {
        var number = -1
        func changed(_ values: [Float]) -> [Float] {
            number += 1
            return change(number, values)
        }
        let features = zip(features, architecture.featureTensors).map { tensors, specifications in
            zip(tensors, specifications).map { tensor, specification in
                specification.isTrained ? Tensor(tensor.name, tensor.shape, changed(tensor.values)) : tensor
            }
        }
        let layers = layers.map { layer in
            Layer(
                kernel: changed(layer.kernel), bias: changed(layer.bias),
                normalization: layer.normalization.map {
                    BatchNormalization.Weights(scale: changed($0.scale), mean: $0.mean, variance: $0.variance)
                })
        }
        return Network(architecture: architecture, layers: layers, features: features)
    }
}
