import Datasets
import Foundation
import ModelFiles
import Networks
import Randomness
import Support
import Testing

private let interoperabilityFolder = ProcessInfo.processInfo.environment["NS_INTEROPERABILITY"]

/// Writes the files that `Tests/Interoperability/keras_hdf5.py` opens with the real Keras. NS_INTEROPERABILITY names
/// the folder.
@Suite("Networks for the comparison with Keras", .enabled(if: interoperabilityFolder != nil))
struct KerasAgreementTests {
    @Test(
        "Networks trained on real images are written with their outputs for the whole test set",
        .enabled(if: Needed.fashionMNIST, "Fashion-MNIST is not here"))
    func images() throws {
        let dataset = try Self.fashion()
        let dropout = try #require(DropoutRate(0.1))
        for (index, rule) in Optimizer.Rule.all.enumerated() {
            let initializer = Initializer.all[index % Initializer.all.count]
            var optimizer = Optimizer(rule)
            if rule == .sgd { optimizer.momentum = Optimizer.Momentum(share: 0.9, isNesterov: true) }
            if rule == .rmsprop { optimizer.weightDecay = 0.01 }
            let architecture = Architecture(
                inputs: 784, inputDropout: index % 2 == 0 ? dropout : .none,
                hidden: [
                    DenseLayer(
                        neurons: 128, activation: index % 2 == 0 ? .relu : .elu, dropout: dropout,
                        normalization: index % 4 == 1 ? BatchNormalization() : nil),
                    DenseLayer(neurons: 48, activation: .leakyRelu),
                ], outputs: 10, outputActivation: index % 3 == 0 ? .sigmoid : .softmax, initializer: initializer)
            try write(
                "fashion_\(rule.name)", architecture, optimizer, dataset,
                index % 3 == 0 ? .binaryCrossentropy : .categoricalCrossentropy)
        }
    }

    @Test(
        "Convolutional networks trained on real images are written with their outputs for the whole test set",
        .enabled(if: Needed.fashionMNIST, "Fashion-MNIST is not here"))
    func convolutions() throws {
        let dataset = try Self.fashion()
        for (name, features) in [
            ("convolution", try Self.plain()), ("residual", Self.residual()), ("separable", Self.separable()),
        ] {
            let architecture = try Architecture(
                input: TensorShape(dimensions: [28, 28, 1]), features: features,
                hidden: [
                    DenseLayer(
                        neurons: 32, activation: .relu, dropout: try LayeredNetworks.rate(0.1),
                        normalization: name == "residual" ? BatchNormalization() : nil)
                ], outputs: 10, outputActivation: .softmax, initializer: .heNormal)
            try write("fashion_\(name)", architecture, .adam, dataset, .categoricalCrossentropy)
        }
    }

    private static func plain() throws -> [AnyLayer] {
        [
            AnyLayer(ConvolutionLayer(filters: 8, kernel: .square(3), hasBias: false)),
            AnyLayer(BatchNormalizationLayer()), AnyLayer(ActivationLayer(.relu)),
            AnyLayer(MaxPoolingLayer(size: .square(2))),
            AnyLayer(SpatialDropoutLayer(rate: try LayeredNetworks.rate(0.1))),
            AnyLayer(
                ConvolutionLayer(filters: 12, kernel: .square(5), padding: .valid, activation: .gelu)),
            AnyLayer(AveragePoolingLayer(size: .square(3), strides: .square(2), padding: .same)),
        ]
    }

    private static func residual() -> [AnyLayer] {
        func block(_ filters: Int, strides: Int) -> AnyLayer {
            AnyLayer(
                ResidualLayer(
                    [
                        AnyLayer(
                            ConvolutionLayer(
                                filters: filters, kernel: .square(3), strides: .square(strides), hasBias: false)),
                        AnyLayer(BatchNormalizationLayer()), AnyLayer(ActivationLayer(.relu)),
                        AnyLayer(ConvolutionLayer(filters: filters, kernel: .square(3))),
                    ], activation: .relu))
        }
        return [
            AnyLayer(ConvolutionLayer(filters: 8, kernel: .square(3), strides: .square(2), activation: .relu)),
            block(8, strides: 1), block(12, strides: 2), AnyLayer(GlobalAveragePoolingLayer()),
        ]
    }

    private static func separable() -> [AnyLayer] {
        [
            AnyLayer(
                ConvolutionLayer(filters: 8, kernel: .square(3), strides: .square(2), activation: .leakyRelu)),
            AnyLayer(SeparableConvolutionLayer(filters: 16, kernel: .square(3), activation: .silu)),
            AnyLayer(LayerNormalizationLayer()),
            AnyLayer(SeparableConvolutionLayer(filters: 16, kernel: .square(3), strides: .square(2))),
            AnyLayer(ActivationLayer(.elu)), AnyLayer(GlobalMaxPoolingLayer()),
        ]
    }

    @Test("Networks with layers of every kind are written")
    func layers() throws {
        let folder = try #require(interoperabilityFolder)
        try FileManager.default.createDirectory(atPath: "\(folder)/layers", withIntermediateDirectories: true)
        for (name, saved) in try LayeredNetworks.all() {
            let rows = 300
            let isImage = saved.numbers != nil
            var generator = Generator(seed: 9, stream: 1)
            let inputs = (0..<rows * saved.layout.width).map { _ in
                isImage ? Float(generator.below(256)) : Float(generator.uniform()) - 0.5
            }
            let dataset = try Dataset(
                name: "numbers", layout: saved.layout, features: .floats(inputs),
                targets: .values(
                    [Float](repeating: 0, count: rows * saved.outputs.names.count), names: saved.outputs.names))
            let examples = Examples(
                dataset: dataset, split: Split(training: [], validation: [], test: []),
                preprocessing: saved.preprocessing)
            let outputs = try saved.plain.predict((0..<Int32(rows)).map { $0 }, of: examples)
            for format in ModelFormat.allCases {
                _ = try NetworkFile.write(saved, to: "\(folder)/layers/\(name).\(format.rawValue)")
            }
            try Self.write(inputs, outputs, to: "\(folder)/layers/\(name)")
        }
    }

    @Test("Programs that build layers of every kind and change training images are written")
    func programs() throws {
        let folder = try #require(interoperabilityFolder)
        try FileManager.default.createDirectory(atPath: "\(folder)/programs", withIntermediateDirectories: true)
        var settings = TrainingSettings()
        settings.epochs = 1
        for (name, saved) in try LayeredNetworks.all() {
            let rows = 60
            let width = saved.layout.width
            var generator = Generator(seed: 9, stream: 1)
            let numbers = (0..<rows * width).map { _ in Float(generator.below(256)) }
            let outputs = saved.outputs.names
            let isClassifier = if case .classes = saved.outputs { true } else { false }
            let dataset = try Dataset(
                name: "numbers", layout: saved.layout, features: .floats(numbers),
                targets: isClassifier
                    ? .classes(labels: (0..<rows).map { UInt16($0 % outputs.count) }, names: outputs)
                    : .values((0..<rows * outputs.count).map { Float($0 % 7) }, names: outputs))
            let split = try Split(dataset, plan: SplitPlan())
            let examples = Examples(
                dataset: dataset, split: split,
                preprocessing: .centred(dataset, training: split.training, scalesTargets: !isClassifier))
            settings.loss = isClassifier ? .categoricalCrossentropy : .meanSquaredError
            settings.score = isClassifier ? .accuracy : .r2
            settings.augmentation =
                name == "vector" ? nil : Augmentation(flip: true, shift: name == "blocks" ? 20 : 2, cutout: 3)
            _ = try KerasProgram(saved.network.architecture, settings, examples, version: "1")
                .write(to: "\(folder)/programs/\(name).py")
        }
    }

    /// The test images, and a tenth of those for training.
    private static func fashion() throws -> Dataset {
        let pixels = try InstalledFashionMNIST.images(training: true).prefix(6000 * 784)
        let labels = try InstalledFashionMNIST.labels(training: true).prefix(6000)
        return try Dataset(
            name: "fashion", layout: .image(height: 28, width: 28, channels: 1),
            features: .bytes(pixels + (try InstalledFashionMNIST.images(training: false))),
            targets: .classes(
                labels: (labels + (try InstalledFashionMNIST.labels(training: false))).map { UInt16($0) },
                names: (0..<10).map { "\($0)" }), officialTestCount: 10_000)
    }

    @Test("Networks with every activation, trained on a table with a constant column, are written")
    func tables() throws {
        var generator = Generator(seed: 3, stream: 1)
        let scales: [Float] = [1, 1000, 0.01, 0, 20]
        let rows = 600
        var numbers: [Float] = []
        var labels: [UInt16] = []
        for _ in 0..<rows {
            let row = scales.map { Float(generator.uniform()) * $0 + $0 + 1 }
            numbers += row
            labels.append(row[0] + row[1] / 1000 > 4 ? 1 : 0)
        }
        let dataset = try Dataset(
            name: "table", layout: .table(columns: ["a", "b", "c", "d", "e"]), features: .floats(numbers),
            targets: .classes(labels: labels, names: ["no", "yes"]))
        for activation in Activation.all where ![.softmax, .exponential].contains(activation) {
            try write(
                "table_\(activation.name)",
                Architecture(
                    inputs: 5, hidden: [DenseLayer(neurons: 16, activation: activation)], outputs: 2,
                    outputActivation: .softmax, initializer: .glorotUniform), .adam, dataset, .categoricalCrossentropy)
        }
        try write(
            "table_linear_model",
            Architecture(inputs: 5, hidden: [], outputs: 2, outputActivation: .softmax, initializer: .lecunNormal),
            .adam,
            dataset, .categoricalCrossentropy)
    }

    private func write(
        _ name: String, _ architecture: Architecture, _ optimizer: Optimizer, _ dataset: Dataset, _ loss: Loss
    ) throws {
        let folder = try #require(interoperabilityFolder)
        let split = try Split(dataset, plan: SplitPlan())
        let preprocessing = Preprocessing.centred(dataset, training: split.training)
        let examples = Examples(dataset: dataset, split: split, preprocessing: preprocessing)
        var settings = TrainingSettings()
        settings.optimizer = optimizer
        settings.loss = loss
        settings.epochs = 2
        let outcome = try Trainer(architecture: architecture, settings: settings, examples: examples)
            .train(cancellation: Cancellation()) { _ in }
        let model = Model(
            network: outcome.network, preprocessing: preprocessing, layout: dataset.layout, training: settings)
        var path = ""
        for format in ModelFormat.allCases.reversed() {
            path = try model.write(to: "\(folder)/\(name).\(format.rawValue)")
        }
        let rows = split.test
        let width = dataset.layout.width
        let inputs: [Float] =
            switch dataset.features {
            case .bytes(let bytes): rows.flatMap { bytes[Int($0) * width..<(Int($0) + 1) * width].map(Float.init) }
            case .floats(let numbers): rows.flatMap { numbers[Int($0) * width..<(Int($0) + 1) * width] }
            }
        let outputs = try outcome.network.predict(rows, of: examples)
        try Self.write(inputs, outputs, to: String(path.dropLast(".h5".count)))
    }

    private static func write(_ inputs: [Float], _ outputs: [Float], to path: String) throws {
        for (numbers, suffix) in [(inputs, "inputs"), (outputs, "outputs")] {
            try numbers.withUnsafeBytes { Data($0) }.write(to: URL(filePath: "\(path).\(suffix)"))
        }
    }
}
