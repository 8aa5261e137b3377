import Datasets
import Foundation
import ModelFiles
import Networks
import Randomness
import Support
import Testing

/// Networks of layers of every kind, written and read in every format.
@Suite struct LayerFilesTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    @Test(arguments: ModelFormat.allCases, ["image", "blocks", "sequence"])
    func `a network of any layers is read as it was written, with the same weights`(
        format: ModelFormat, name: String
    ) throws {
        let saved = try #require(try LayeredNetworks.all()[name])
        let path = try NetworkFile.write(saved, to: "\(folder.path)/a.\(format.rawValue)")[0]
        #expect(try NetworkFile.read(path) == saved)
    }

    @Test(arguments: ModelFormat.allCases, ["flat_blocks", "vector"])
    func `scaled targets change only the output layer of a network of any layers`(
        format: ModelFormat, name: String
    ) throws {
        let saved = try #require(try LayeredNetworks.all()[name])
        let path = try NetworkFile.write(saved, to: "\(folder.path)/a.\(format.rawValue)")[0]
        let read = try NetworkFile.read(path)
        #expect(read.network.architecture == saved.network.architecture)
        #expect(read.network.features == saved.network.features)
        #expect(read.network.layers.dropLast() == saved.network.layers.dropLast())
        #expect(read.preprocessing == saved.preprocessing)
    }

    @Test(arguments: ModelFormat.allCases)
    func `the same network of any layers gives the same file`(format: ModelFormat) throws {
        let saved = try #require(try LayeredNetworks.all()["blocks"])
        let bytes = try ["a", "b"].map { name in
            let path = try NetworkFile.write(saved, to: "\(folder.path)/\(name).\(format.rawValue)")[0]
            return try Data(contentsOf: URL(filePath: path))
        }
        #expect(bytes[0] == bytes[1])
    }

    @Test(arguments: ModelFormat.allCases)
    func `a damaged file of a network of any layers is an error, whatever it contains`(format: ModelFormat) throws {
        let saved = try #require(try LayeredNetworks.all()["blocks"])
        let path = try NetworkFile.write(saved, to: "\(folder.path)/a.\(format.rawValue)")[0]
        let whole = [UInt8](try Data(contentsOf: URL(filePath: path)))
        var generator = Generator(seed: 2, stream: 1)
        for turn in 0..<60 {
            var bytes = whole
            if turn % 2 == 0 {
                bytes.removeLast(1 + generator.below(whole.count - 1))
            } else {
                for _ in 0..<4 { bytes[generator.below(bytes.count)] = UInt8(generator.below(256)) }
            }
            try folder.write(bytes, to: "damaged")
            do {
                _ = try NetworkFile.read("\(folder.path)/damaged")
            } catch {
                #expect(error.description.contains("damaged"))
            }
        }
    }

    /// Files whose description by `ns` was lost, as after training in Keras.
    @Test(arguments: ["image", "blocks", "sequence"])
    func `Keras's own description of a network is enough to read its layers`(name: String) throws {
        let saved = try #require(try LayeredNetworks.all()[name])
        let path = try NetworkFile.write(saved, to: "\(folder.path)/a.h5")[0]
        var bytes = [UInt8](try Data(contentsOf: URL(filePath: path)))
        let description = Array("\"architecture\"".utf8)
        let range = try #require(bytes.firstRange(of: description))
        bytes[range.lowerBound + 1] = UInt8(ascii: "x")
        try folder.write(bytes, to: "b.h5")
        let read = try NetworkFile.read("\(folder.path)/b.h5")
        #expect(read.isForeign)
        #expect(read.network.architecture.features == saved.network.architecture.features)
        #expect(read.network.architecture.hidden == saved.network.architecture.hidden)
        #expect(read.network.architecture.input == saved.network.architecture.input)
        #expect(read.network.features == saved.network.features)
        for (mine, theirs) in zip(read.network.layers, saved.network.layers) {
            #expect(mine.kernel == theirs.kernel && mine.bias == theirs.bias)
        }
    }

    @Test func `safetensors names the tensors of every layer`() throws {
        let saved = try #require(try LayeredNetworks.all()["blocks"])
        let path = try NetworkFile.write(saved, to: "\(folder.path)/a.safetensors")[0]
        let bytes = try Data(contentsOf: URL(filePath: path))
        for name in [
            "\"feature_1.kernel\":{\"data_offsets\":", "\"feature_2.1.moving_variance\":", "\"feature_3.1.kernel\":",
            "\"feature_3.shortcut.kernel\":", "\"hidden_1.scale\":", "\"output.bias\":",
        ] {
            #expect(bytes.range(of: Data(name.utf8)) != nil, "\(name)")
        }
        // The numbers themselves are those of the network.
        for tensor in saved.network.features.joined() {
            #expect(bytes.range(of: tensor.values.withUnsafeBytes { Data($0) }) != nil, "\(tensor.name)")
        }
    }
}
