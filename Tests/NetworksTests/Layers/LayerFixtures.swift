// Field names are those of the reference file.
// swift-format-ignore-file: AlwaysUseLowerCamelCase

import Datasets
import Foundation
import Networks
import Testing

/// Values of layers and whole networks computed by Keras; `Fixtures/layers.py` computed them once.
enum LayerFixtures {
    /// One layer: an input, its weights, and the gradients that follow from a gradient of the output.
    struct LayerCase: Decodable, Sendable, CustomTestStringConvertible {
        let name: String
        let layer: AnyLayer
        let input: TensorShape
        let samples: Int
        let x: [Float]
        let weights: [Tensor]
        let output: TensorShape
        /// The output while training; `prediction` is nil if it is the same.
        let y: [Float]
        let prediction: [Float]?
        /// The gradients of the loss with respect to output, input and weights.
        let dy: [Float]
        let dx: [Float]
        let gradients: [Tensor]
        /// The moving means after a step.
        let moved: [Tensor]
        var testDescription: String { name }
    }

    /// A whole network, trained on one batch by three steps of Adam.
    struct NetworkCase: Decodable, Sendable, CustomTestStringConvertible {
        struct Weights: Decodable, Sendable {
            let features: [[Tensor]]
            /// The kernels and biases of the dense layers.
            let dense: [[Float]]
        }
        let name: String
        let features: [AnyLayer]
        let input: TensorShape
        let hidden: Int
        let samples: Int
        let x: [Float]
        let y: [Float]
        let before: Weights
        let prediction: [Float]
        let losses: [Float]
        let after_one: Weights
        let after_three: Weights
        let prediction_after: [Float]
        var testDescription: String { name }
    }

    private struct File: Decodable {
        let layers: [LayerCase]
        let networks: [NetworkCase]
    }

    /// Returns the cases of all layers.
    static func layers() throws -> [LayerCase] { try file().layers }

    /// Returns the cases of whole networks.
    static func networks() throws -> [NetworkCase] { try file().networks }

    private static func file() throws -> File {
        guard let file = Bundle.module.url(forResource: "layers", withExtension: "json", subdirectory: "Fixtures")
        else {
            throw KerasFixtures.Unknown(name: "layers")
        }
        return try JSONDecoder().decode(File.self, from: Data(contentsOf: file))
    }
}

/// A network in which one layer stands alone: a first layer carries the inputs of a case in its kernel, and the
/// outputs pass through an identity. A step of plain gradient descent with learning rate 1 therefore shows the
/// gradients of the layer's weights, and the kernel of the first layer shows the gradients of its inputs.
struct LayerBench {
    let network: Network
    let examples: Examples
    private let carried: TensorShape
    private let samples: Int

    /// Creates the network and the examples for which the gradient of the loss with respect to the output is
    /// `outputGradient`.
    init(
        _ layer: AnyLayer, input: TensorShape, samples: Int, x: [Float], weights: [Tensor], y: [Float],
        outputGradient: [Float]
    ) throws {
        let carrier: AnyLayer
        let source: TensorShape
        switch input {
        case .vector(let count):
            source = .vector(samples)
            carrier = AnyLayer(PositionwiseLayer(neurons: count, hasBias: false))
        case .sequence(let length, let channels):
            source = .sequence(length: length, channels: samples)
            carrier = AnyLayer(ConvolutionLayer(filters: channels, kernel: .length(length), hasBias: false))
        case .image(let height, let width, let channels):
            source = .image(height: height, width: width, channels: samples)
            carrier = AnyLayer(
                ConvolutionLayer(filters: channels, kernel: .area(height: height, width: width), hasBias: false))
        }
        carried = input
        self.samples = samples
        let count = y.count / samples
        let architecture = try Architecture(
            input: source, features: [carrier, layer], hidden: [], outputs: count, outputActivation: .linear,
            initializer: .glorotUniform)
        let identity = Network.Layer(
            kernel: (0..<count * count).map { $0 % (count + 1) == 0 ? 1 : 0 },
            bias: [Float](repeating: 0, count: count))
        let kernel = Self.reordered(x, input, samples: samples, isKernel: false)
        network = Network(
            architecture: architecture, layers: [identity],
            features: [[Tensor("kernel", architecture.featureTensors[0][0].shape, kernel)], weights])
        // Each sample has a single number 1, in its own channel, at the pixel over whose window the kernel fits exactly.
        let positions = source.dimensions.dropLast()
        let index = positions.reduce(0) { $0 * $1 + $1 / 2 }
        let rows = (0..<samples).map { sample in
            (0..<source.count).map { $0 == index * samples + sample ? Float(1) : 0 }
        }
        // The gradient of the mean squared error of a batch is 2 (output − target) / numbers.
        let scale = Float(y.count) / 2
        let targets = zip(y, outputGradient).map { $0 - $1 * scale }
        examples = try KerasFixtures.examples(
            rows, (0..<samples).map { Array(targets[$0 * count..<($0 + 1) * count]) })
    }

    /// Runs one step of plain gradient descent with learning rate 1.
    func step() throws -> (inputGradient: [Float], gradients: [Tensor], after: [Tensor]) {
        var settings = TrainingSettings()
        settings.loss = .meanSquaredError
        settings.optimizer = Optimizer(.sgd)
        settings.optimizer.learningRate = 1
        var steps = try TrainingSteps(network, settings: settings, examples: examples, batch: samples)
        _ = try steps.step(examples.split.training)
        let after = steps.network
        let slopes = zip(network.features, after.features).map { before, after in
            zip(before, after).map { before, after in
                Tensor(before.name, before.shape, zip(before.values, after.values).map { $0 - $1 })
            }
        }
        return (
            Self.reordered(slopes[0][0].values, carried, samples: samples, isKernel: true), slopes[1], after.features[1]
        )
    }

    /// Converts samples × positions × channels to the first layer's kernel, and back: positions in reverse order ×
    /// samples × channels. Of a vector both are the same.
    private static func reordered(_ values: [Float], _ shape: TensorShape, samples: Int, isKernel: Bool) -> [Float] {
        if shape.isVector { return values }
        let channels = shape.channels
        let positions = shape.count / channels
        var result = [Float](repeating: 0, count: values.count)
        for sample in 0..<samples {
            for position in 0..<positions {
                for channel in 0..<channels {
                    let number = (sample * positions + position) * channels + channel
                    let weight = ((positions - 1 - position) * samples + sample) * channels + channel
                    if isKernel { result[number] = values[weight] } else { result[weight] = values[number] }
                }
            }
        }
        return result
    }
}
