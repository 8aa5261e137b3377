import Datasets
import Foundation
import ModelFiles
import Networks
import Randomness
import Support
import Testing

/// Networks in every format, written and read.
@Suite struct NetworkFileTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    /// A table with a text column, a normalized layer, dropout, and classes with names.
    private static func classes() throws -> SavedNetwork {
        let architecture = Architecture(
            inputs: 3, inputDropout: DropoutRate(0.1) ?? .none,
            hidden: [
                DenseLayer(neurons: 4, activation: .elu, dropout: DropoutRate(0.2) ?? .none),
                DenseLayer(neurons: 3, activation: .relu, normalization: BatchNormalization()),
            ], outputs: 2, outputActivation: .softmax, initializer: .heNormal)
        var generator = Generator(seed: 5, stream: 1)
        var training = TrainingSettings()
        training.optimizer = Optimizer(.nadam)
        training.labelSmoothing = 0.1
        return SavedNetwork(
            network: Network(architecture, &generator),
            preprocessing: Preprocessing(factors: [0.3, 1, 1], shifts: [-7.1, 0, 0], fills: [20, 0, 1]),
            layout: .table(columns: ["size", "colour=blue", "colour=red"]), training: training,
            outputs: .classes(["no", "yes \"quoted\""]),
            encodings: [.number(name: "size"), .oneHot(name: "colour", values: ["blue", "red"], usual: "red")],
            reading: TableReading(
                delimiter: ";", encoding: "WINDOWS-1252", missing: ["-"], skip: 1,
                columns: [
                    .init(name: "size", kind: .number(NumberFormat(decimal: ",", thousands: "."))),
                    .init(name: "colour", kind: .text(values: ["None"])),
                    .init(name: "day", kind: .date(.dayMonthYear)),
                ]))
    }

    /// Pictures of floats from -1 to 1.
    private static func pictures(_ numbers: TrainingNumbers?) -> SavedNetwork {
        let architecture = Architecture(
            inputs: 4, hidden: [], outputs: 2, outputActivation: .softmax, initializer: .glorotUniform)
        return SavedNetwork(
            network: Network(
                architecture: architecture, layers: [.init(kernel: [1, 2, 3, 4, 5, 6, 7, 8], bias: [0, 1])]),
            preprocessing: Preprocessing(factors: [1, 2, 3, 4], shifts: [0, 1, 0, 1]),
            layout: .image(height: 2, width: 2, channels: 1), training: TrainingSettings(),
            outputs: .classes(["0", "10"]), numbers: numbers)
    }

    @Test(arguments: ModelFormat.allCases)
    func `the scale and type of the training data are read again`(format: ModelFormat) throws {
        let saved = Self.pictures(
            TrainingNumbers(
                kind: .float32, least: [-1], greatest: [1], scale: PixelScale(black: -1, white: 1)))
        let path = try NetworkFile.write(saved, to: "\(folder.path)/a.\(format.rawValue)")[0]
        #expect(try NetworkFile.read(path) == saved)
        #expect(folder.names.sorted() == ["a.\(format.rawValue)", "a.classes.json"].sorted())
    }

    @Test(arguments: [ModelFormat.hdf5, .onnx, .safetensors])
    func `classes and the scale of inputs are readable in the file's metadata`(format: ModelFormat) throws {
        let saved = Self.pictures(
            TrainingNumbers(
                kind: .float32, least: [-1], greatest: [1], scale: PixelScale(black: -1, white: 1)))
        let path = try NetworkFile.write(saved, to: "\(folder.path)/a.\(format.rawValue)")[0]
        let bytes = try Data(contentsOf: URL(filePath: path))
        var classes = #"["0","10"]"#
        var input = #"{"black":-1.0,"dtype":"float32","order":"height, width, channels","shape":[2,2,1],"white":1.0}"#
        if format == .safetensors { (classes, input) = (Self.escaped(classes), Self.escaped(input)) }
        #expect(bytes.range(of: Data(classes.utf8)) != nil && bytes.range(of: Data(input.utf8)) != nil)
    }

    private static func escaped(_ text: String) -> String { text.replacing("\"", with: "\\\"") }

    @Test func `a network for bytes saved by an older version still takes pictures; one for other numbers does not`()
        throws
    {
        for (factor, white) in [(Float(1) / 16, Float(16)), (0.3, nil)] as [(Float, Float?)] {
            let saved = SavedNetwork(
                network: Self.pictures(nil).network,
                preprocessing: Preprocessing(
                    factors: [Float](repeating: factor, count: 4), shifts: [0, 1, 0, 1]),
                layout: .image(height: 2, width: 2, channels: 1), training: TrainingSettings(),
                outputs: .classes(["0", "10"]))
            let path = try NetworkFile.write(saved, to: "\(folder.path)/a.safetensors")[0]
            // Older versions wrote only the number of white.
            var bytes = [UInt8](try Data(contentsOf: URL(filePath: path)))
            let end = 8 + bytes.prefix(8).reversed().reduce(0) { $0 << 8 | Int($1) }
            let header = String(decoding: bytes[8..<end], as: UTF8.self)
                .replacing("\\\"encodings\\\":[]", with: "\\\"encodings\\\":[],\\\"fullScale\\\":16")
            #expect(header.contains("fullScale"))
            bytes =
                (0..<8).map { UInt8(truncatingIfNeeded: header.utf8.count >> (8 * $0)) } + header.utf8 + bytes[end...]
            try folder.write(bytes, to: "a.safetensors")
            let numbers = try NetworkFile.read(path).numbers
            #expect(numbers?.scale == white.flatMap { PixelScale(black: 0, white: $0) })
        }
    }

    /// A regression network with scaled targets.
    private static func regression() -> SavedNetwork {
        let architecture = Architecture(
            inputs: 2, hidden: [], outputs: 1, outputActivation: .linear, initializer: .glorotUniform)
        return SavedNetwork(
            network: Network(architecture: architecture, layers: [.init(kernel: [0.5, -0.25], bias: [0.125])]),
            preprocessing: Preprocessing(
                factors: [1, 2], shifts: [0, 1], targets: TargetScale(factors: [0.001], shifts: [-2])),
            layout: .table(columns: ["a", "b"]), training: TrainingSettings(), outputs: .values(["price"]))
    }

    @Test(arguments: ModelFormat.allCases)
    func `weights, preprocessing, names and settings are read as they were written`(format: ModelFormat) throws {
        let saved = try Self.classes()
        let path = try NetworkFile.write(saved, to: "\(folder.path)/a.\(format.rawValue)")[0]
        #expect(try NetworkFile.read(path) == saved)
        // Without its extension, and under an uninformative name.
        #expect(try NetworkFile.read("\(folder.path)/a") == saved)
        try FileManager.default.moveItem(atPath: path, toPath: "\(folder.path)/plain")
        #expect(try NetworkFile.read("\(folder.path)/plain") == saved)
    }

    @Test(arguments: ModelFormat.allCases)
    func `a network trained on scaled targets is read as it was written, up to rounding`(format: ModelFormat) throws {
        let saved = Self.regression()
        let path = try NetworkFile.write(saved, to: "\(folder.path)/a.\(format.rawValue)")[0]
        let read = try NetworkFile.read(path)
        #expect(read.preprocessing == saved.preprocessing)
        for (mine, theirs) in zip(saved.network.layers, read.network.layers) {
            for (a, b) in zip(mine.kernel + mine.bias, theirs.kernel + theirs.bias) { #expect(abs(a - b) < 1e-5) }
        }
    }

    @Test(arguments: ModelFormat.allCases)
    func `the same network gives the same file, and no temporary file is left`(format: ModelFormat) throws {
        let saved = try Self.classes()
        let bytes = try ["a", "b"].map { name in
            let path = try NetworkFile.write(saved, to: "\(folder.path)/\(name).\(format.rawValue)")[0]
            return try Data(contentsOf: URL(filePath: path))
        }
        #expect(bytes[0] == bytes[1])
        #expect(
            folder.names.sorted()
                == [
                    "a.\(format.rawValue)", "a.classes.json", "a.columns.json", "b.\(format.rawValue)",
                    "b.classes.json", "b.columns.json",
                ].sorted())
    }

    @Test(arguments: ModelFormat.allCases)
    func `a truncated or damaged file is an error, whatever it contains`(format: ModelFormat) throws {
        let path = try NetworkFile.write(try Self.classes(), to: "\(folder.path)/a.\(format.rawValue)")[0]
        let whole = [UInt8](try Data(contentsOf: URL(filePath: path)))
        var generator = Generator(seed: 1, stream: 1)
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

    @Test func `columns, texts and replacements for missing values are stored beside the network of a table`() throws {
        let paths = try NetworkFile.write(try Self.classes(), to: "\(folder.path)/a.onnx")
        #expect(paths == ["a.onnx", "a.columns.json", "a.classes.json"].map { "\(folder.path)/\($0)" })
        let classes = try String(contentsOfFile: paths[2], encoding: .utf8)
        #expect(classes == "[\"no\",\"yes \\\"quoted\\\"\"]\n")
        let text = try String(contentsOfFile: paths[1], encoding: .utf8)
        #expect(
            text == """
                {"columns":[{"kind":"number","missing":20.0,"name":"size"},{"kind":"text","missing":"red","name":\
                "colour","values":["blue","red"]}],"inputs":["size","colour=blue","colour=red"],"outputs":{"classes":\
                ["no","yes \\"quoted\\""]}}

                """)
    }

    @Test func `errors for other files name what was found`() throws {
        for (bytes, words) in [
            ([], "found an empty file"), (Array("hello".utf8), "found other bytes"),
            (ZipFile.bytes([("other.txt", [1])]), "found a zip file without config.json and model.weights.h5"),
            ([3, 0, 0, 0, 0, 0, 0, 0] + Array("{} ".utf8), "found weights without a description of their network"),
        ] {
            let path = try folder.write(bytes, to: "other")
            do {
                _ = try NetworkFile.read(path)
                Issue.record("\(words): it was read")
            } catch {
                #expect(error.description.contains(words), "\(error)")
            }
        }
        #expect(throws: ModelFileError.missing(path: "\(folder.path)/none")) {
            try NetworkFile.read("\(folder.path)/none")
        }
        #expect(throws: ModelFileError.isFolder(path: folder.path)) { try NetworkFile.read(folder.path) }
    }
}
