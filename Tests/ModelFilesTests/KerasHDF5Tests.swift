import Datasets
import Foundation
import ModelFiles
import Networks
import Randomness
import Support
import Testing

@Suite("Keras HDF5 files")
struct KerasHDF5Tests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    @Test("A name without extension becomes a .h5 file, and no temporary file is left")
    func extensionIsAdded() throws {
        let path = try Model.small().write(to: "\(folder.path)/my model ä'\"$")
        #expect(path == "\(folder.path)/my model ä'\"$.h5")
        #expect(folder.names == ["my model ä'\"$.classes.json", "my model ä'\"$.h5"])
        #expect(try bytes(path).prefix(8) == [0x89, 0x48, 0x44, 0x46, 0x0D, 0x0A, 0x1A, 0x0A])
    }

    @Test("The file contains the descriptions, weights and texts that Keras needs")
    func content() throws {
        let network = Model.small()
        let content = try bytes(try network.write(to: "\(folder.path)/a.h5"))
        for text in [
            "model_config", "training_config", "keras_version", "layer_names", "weight_names", "\"Sequential\"",
            "\"batch_shape\":[null,2,3,1]", "\"HeNormal\"", "\"Adamax\"", "categorical_crossentropy", "hidden_1/kernel",
        ] {
            #expect(content.firstRange(of: Array(text.utf8)) != nil, "\(text)")
        }
        for layer in network.network.layers {
            #expect(content.firstRange(of: layer.kernel.withUnsafeBytes { Array($0) }) != nil)
        }
    }

    @Test("The same network gives the same file")
    func reproducible() throws {
        let first = try bytes(try Model.small().write(to: "\(folder.path)/a"))
        let second = try bytes(try Model.small().write(to: "\(folder.path)/b"))
        #expect(first == second)
    }

    @Test("An existing file is replaced")
    func replaced() throws {
        let path = try folder.write([1, 2, 3], to: "a.h5")
        #expect(try Model.small().write(to: path) == path)
        #expect(try bytes(path).count > 3)
        #expect(folder.names == ["a.classes.json", "a.h5"])
    }

    @Test("Weights that are NaN are not saved, and an existing file is unchanged")
    func notFinite() throws {
        let path = try folder.write([1, 2, 3], to: "a.h5")
        #expect(throws: ModelFileError.notFinite(path: path)) { try Model.small(bias: .nan).write(to: path) }
        #expect(try bytes(path) == [1, 2, 3])
    }

    @Test("A path that cannot be written is an error before training")
    func places() throws {
        #expect(throws: ModelFileError.noFolder(path: "\(folder.path)/none")) {
            try NetworkFile.checkWritable("\(folder.path)/none/a")
        }
        #expect(throws: ModelFileError.noName(path: "\(folder.path)/")) {
            try NetworkFile.checkWritable("\(folder.path)/")
        }
        #expect(throws: ModelFileError.noName(path: "")) { try NetworkFile.checkWritable("") }
        #expect(throws: ModelFileError.unknownFormat(path: "a.png", found: "png")) {
            try NetworkFile.checkWritable("a.png")
        }
        try folder.write([], to: "b.h5/inner")
        #expect(throws: ModelFileError.isFolder(path: "\(folder.path)/b.h5")) {
            try NetworkFile.checkWritable("\(folder.path)/b")
        }
        #expect(try NetworkFile.checkWritable("c") == "c.h5")
    }

    @Test("An error message names the file, the extension found and those expected")
    func wording() {
        #expect(
            ModelFileError.unknownFormat(path: "a.png", found: "png").description
                == "a.png: networks are not saved as \".png\"; expected \".h5\" (Keras, in HDF5), \".keras\" (Keras, "
                + "its own format), \".onnx\" (onnxruntime and others) or \".safetensors\" (named weights)")
    }

    private func bytes(_ path: String) throws -> [UInt8] { [UInt8](try Data(contentsOf: URL(filePath: path))) }
}

/// A network with everything that is saved with it.
struct Model {
    let network: Network
    let preprocessing: Preprocessing
    let layout: SampleLayout
    let training: TrainingSettings

    func write(to path: String) throws(ModelFileError) -> String {
        let saved = SavedNetwork(
            network: network, preprocessing: preprocessing, layout: layout, training: training)
        return try NetworkFile.write(saved, to: path)[0]
    }

    /// Images of 2×3 pixels, four neurons, two classes.
    static func small(bias: Float = 0.5) -> Model {
        let architecture = Architecture(
            inputs: 6, hidden: [DenseLayer(neurons: 4, activation: .relu)], outputs: 2, outputActivation: .softmax,
            initializer: .heNormal)
        let network = Network(
            architecture: architecture,
            layers: [
                .init(kernel: (0..<24).map { Float($0) / 7 }, bias: [0, 1, 2, bias]),
                .init(kernel: (0..<8).map { Float($0) / 3 }, bias: [0, 1]),
            ])
        var training = TrainingSettings()
        training.optimizer = Optimizer(.adamax)
        let preprocessing = Preprocessing(
            factors: [Float](repeating: 1 / 255, count: 6), shifts: [-0.1, -0.2, -0.3, -0.4, -0.5, -0.6])
        return Model(
            network: network, preprocessing: preprocessing, layout: .image(height: 2, width: 3, channels: 1),
            training: training)
    }
}
