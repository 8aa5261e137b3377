import Datasets
import Networks
import Randomness
import Support
import Testing

/// Values that Keras computed: relative 1e-4 or absolute 1e-5.
@Suite(.enabled(if: Reference.isHere, "../shared is not here"))
struct KerasReference {
    private struct Cases<Case: Decodable>: Decodable { let cases: [Case] }

    private static func agree(_ found: Double, _ wanted: Double) -> Bool {
        abs(found - wanted) <= max(1e-5, 1e-4 * abs(wanted))
    }

    private static func agree(_ found: [Float], _ wanted: [Float]) -> Bool {
        found.count == wanted.count && zip(found, wanted).allSatisfy { agree(Double($0), Double($1)) }
    }

    // MARK: - Activations

    private struct ActivationCase: Decodable {
        let activation: String
        let x: Numbers
        let y: Numbers
        let dydx: Numbers?
    }

    /// One row, or several.
    private typealias Numbers = Weights

    @Test func `every activation and its derivative are Keras's`() throws {
        let cases = try Reference.decode(Cases<ActivationCase>.self, from: "reference/keras/activations.json").cases
        var compared = 0
        for reference in cases {
            guard let activation = Activation(named: reference.activation), activation != .softmax else { continue }
            compared += 1
            let (xs, ys) = (reference.x.flat, reference.y.flat)
            let network = Self.neuron(activation)
            let rows = xs.indices.map(Int32.init)
            let outputs = try network.predict(rows, of: Self.examples(xs.map { [$0] }, [[0]]))
            #expect(Self.agree(outputs, ys), "\(activation)")
            for (place, x) in xs.enumerated() {
                // With this target the loss's own derivative is 1, and the step of the bias is the activation's.
                let examples = Self.examples([[x]], [[outputs[place] - 0.5]])
                let moved = try Self.moved(network, by: .meanSquaredError, examples)
                guard let wanted = reference.dydx?.flat[place], x != 0 else { continue }
                let bias = network.layers[0].bias[0] - moved.layers[0].bias[0]
                // Far out the target is lost in the output's digits.
                if abs(outputs[place]) < 1e3 {
                    #expect(abs(bias - wanted) < 2e-3 * max(1, abs(wanted)), "\(activation) \(x)")
                }
            }
        }
        #expect(compared == Activation.all.count - 1)
    }

    private static func neuron(_ activation: Activation) -> Network {
        let architecture = Architecture(
            inputs: 1, hidden: [DenseLayer(neurons: 1, activation: activation)], outputs: 1, outputActivation: .linear,
            initializer: .glorotUniform)
        let layer = Network.Layer(kernel: [1], bias: [0])
        return Network(architecture: architecture, layers: [layer, layer])
    }

    /// A network after one step against its gradient: the difference is the gradient itself.
    private static func moved(_ network: Network, by loss: Loss, _ examples: Examples) throws -> Network {
        var settings = TrainingSettings()
        settings.optimizer = Optimizer(.sgd)
        settings.optimizer.learningRate = 1
        settings.loss = loss
        var training = try StepwiseTraining(
            network, settings: settings, examples: examples, batch: examples.dataset.count)
        _ = try training.step((0..<examples.dataset.count).map(Int32.init))
        return training.network
    }

    private static func examples(_ x: [[Float]], _ y: [[Float]]) -> Examples {
        let width = x[0].count
        let targets = y.count == x.count ? y.flatMap { $0 } : [Float](repeating: 0, count: x.count)
        let names = (0..<targets.count / x.count).map { "y\($0)" }
        let dataset = try? Dataset(
            name: "reference", layout: .table(columns: (0..<width).map { "x\($0)" }),
            features: .floats(x.flatMap { $0 }),
            targets: .values(targets, names: names))
        let rows = x.indices.map(Int32.init)
        let ones = [Float](repeating: 1, count: width)
        guard let dataset else { preconditionFailure("a dataset of \(x.count) rows") }
        return Examples(
            dataset: dataset, split: Split(training: rows, validation: rows, test: []),
            preprocessing: Preprocessing(factors: ones, shifts: ones.map { _ in 0 }))
    }

    // MARK: - Losses

    private enum Weights: Decodable {
        case kernel([[Float]])
        case bias([Float])

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if let bias = try? container.decode([Float].self) {
                self = .bias(bias)
            } else {
                self = .kernel(try container.decode([[Float]].self))
            }
        }

        var flat: [Float] {
            switch self {
            case .kernel(let rows): rows.flatMap { $0 }
            case .bias(let values): values
            }
        }
    }

    private struct LossCase: Decodable {
        let loss: String
        let hidden_activation: String
        let output_activation: String
        let weights: [Weights]
        let x: [[Float]]
        let y: [[Float]]
        let prediction: [[Float]]
        let loss_value: Double
        let gradients: [Weights]
    }

    private static func network(
        _ weights: [Weights], inputs: Int, hidden: Activation, output: Activation
    ) -> Network {
        let layers = stride(from: 0, to: weights.count, by: 2).map { index in
            Network.Layer(kernel: weights[index].flat, bias: weights[index + 1].flat)
        }
        let architecture = Architecture(
            inputs: inputs,
            hidden: layers.dropLast().map { DenseLayer(neurons: $0.bias.count, activation: hidden) },
            outputs: layers[layers.count - 1].bias.count, outputActivation: output, initializer: .glorotUniform)
        return Network(architecture: architecture, layers: layers)
    }

    @Test func `every loss and its gradients are Keras's`() throws {
        let cases = try Reference.decode(Cases<LossCase>.self, from: "reference/keras/losses.json").cases
        var compared: Set<String> = []
        for reference in cases {
            guard let loss = Loss(named: reference.loss), let hidden = Activation(named: reference.hidden_activation),
                let output = Activation(named: reference.output_activation)
            else { continue }
            // Keras takes this one for a sigmoid; ours is that of the stated output (a test of its own below).
            if loss == .binaryCrossentropy, output == .softmax { continue }
            compared.insert(loss.name)
            let network = Self.network(
                reference.weights, inputs: reference.x[0].count, hidden: hidden, output: output)
            let examples = Self.examples(reference.x, reference.y)
            let rows = reference.x.indices.map(Int32.init)
            #expect(Self.agree(try network.predict(rows, of: examples), reference.prediction.flatMap { $0 }), "\(loss)")
            let value = try network.scores(on: rows, of: examples, loss: loss)[.loss] ?? .nan
            #expect(Self.agree(value, reference.loss_value), "\(loss) \(value) \(reference.loss_value)")
            let moved = try Self.moved(network, by: loss, examples)
            for (index, layers) in zip(network.layers, moved.layers).enumerated() {
                let kernel = zip(layers.0.kernel, layers.1.kernel).map { $0 - $1 }
                let bias = zip(layers.0.bias, layers.1.bias).map { $0 - $1 }
                #expect(Self.agree(kernel, reference.gradients[2 * index].flat), "\(loss) \(index)")
                #expect(Self.agree(bias, reference.gradients[2 * index + 1].flat), "\(loss) \(index)")
            }
        }
        #expect(compared == Set(Loss.all.map(\.name)))
    }

    // MARK: - Optimizers

    private struct OptimizerCase: Decodable {
        struct Config: Decodable { let learning_rate: Float }
        let optimizer: String
        let config: Config
        let hidden_activation: String
        let output_activation: String
        let loss: String
        let batch_size: Int
        let epochs: Int
        let weights_before: [Weights]
        let x: [[Float]]
        let y: [[Float]]
        let batch_losses: [Double]
        let weights_after_first_batch: [Weights]
        let weights_after: [Weights]
    }

    @Test func `every optimizer follows Keras's trajectory`() throws {
        let cases = try Reference.decode(Cases<OptimizerCase>.self, from: "reference/keras/optimizers.json").cases
        var compared: Set<String> = []
        for reference in cases {
            guard var optimizer = Optimizer(named: reference.optimizer), let loss = Loss(named: reference.loss),
                let hidden = Activation(named: reference.hidden_activation),
                let output = Activation(named: reference.output_activation), compared.insert(optimizer.name).inserted
            else { continue }
            optimizer.learningRate = reference.config.learning_rate
            let examples = Self.examples(reference.x, reference.y)
            var settings = TrainingSettings()
            settings.optimizer = optimizer
            settings.loss = loss
            var training = try StepwiseTraining(
                Self.network(reference.weights_before, inputs: reference.x[0].count, hidden: hidden, output: output),
                settings: settings, examples: examples, batch: reference.batch_size)
            var losses: [Double] = []
            for _ in 0..<reference.epochs {
                for start in stride(from: 0, to: reference.x.count, by: reference.batch_size) {
                    let end = min(start + reference.batch_size, reference.x.count)
                    losses.append(try training.step((start..<end).map(Int32.init)))
                    if losses.count == 1 {
                        let flat = training.network.layers.flatMap { [$0.kernel, $0.bias] }
                        for (found, wanted) in zip(flat, reference.weights_after_first_batch) {
                            #expect(Self.agree(found, wanted.flat), "\(optimizer.name) first")
                        }
                    }
                }
            }
            #expect(zip(losses, reference.batch_losses).allSatisfy(Self.agree), "\(optimizer.name) losses")
            let flat = training.network.layers.flatMap { [$0.kernel, $0.bias] }
            for (found, wanted) in zip(flat, reference.weights_after) {
                #expect(Self.agree(found, wanted.flat), "\(optimizer.name) last")
            }
        }
        #expect(compared == Set(Optimizer.all.map(\.name)))
    }

    // MARK: - Initializers

    private struct InitializerCase: Decodable {
        let initializer: String
        let inputs: Int
        let units: Int
        let standard_deviation: Double
        let minimum: Double
        let maximum: Double
    }

    @Test func `every initializer has Keras's distribution`() throws {
        let cases = try Reference.decode(Cases<InitializerCase>.self, from: "reference/keras/initializers.json").cases
        var compared: Set<String> = []
        for reference in cases {
            guard let initializer = Initializer(named: reference.initializer) else { continue }
            compared.insert(initializer.name)
            var generator = Generator(seed: 5)
            var weights: [Float] = []
            while weights.count < 400_000 {
                weights += initializer.weights(inputs: reference.inputs, outputs: reference.units, &generator)
            }
            let mean = weights.reduce(0.0) { $0 + Double($1) } / Double(weights.count)
            let variance =
                weights.reduce(0.0) { $0 + (Double($1) - mean) * (Double($1) - mean) } / Double(weights.count)
            #expect(abs(variance.squareRoot() / reference.standard_deviation - 1) < 0.01, "\(initializer)")
            #expect(abs(mean) < reference.standard_deviation * 0.01, "\(initializer)")
            #expect(abs(Double(weights.max() ?? 0) / reference.maximum - 1) < 0.02, "\(initializer)")
            #expect(abs(Double(weights.min() ?? 0) / reference.minimum - 1) < 0.02, "\(initializer)")
        }
        #expect(compared == Set(Initializer.all.map(\.name)))
    }
}
