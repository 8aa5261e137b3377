import DataSources
import Datasets
import Support
import Testing

@Suite("IDX files")
struct IDXTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    @Test("Pixels, labels and the official test set are read from the files")
    func content() throws {
        try IDXFiles().write(to: folder)
        let dataset = try Catalogue.load("mnist", from: folder.path)
        #expect(dataset.count == 15)
        #expect(dataset.layout == .image(height: 2, width: 3, channels: 1))
        #expect(dataset.officialTest == 10..<15)
        guard case .bytes(let pixels) = dataset.features, case .classes(let labels, let names) = dataset.targets else {
            Issue.record("bytes and classes were expected")
            return
        }
        #expect(pixels == (0..<60).map { UInt8($0) } + (0..<30).map { UInt8($0) })
        #expect(labels == (0..<10).map { UInt16($0) } + (0..<5).map { UInt16($0) })
        #expect(names == (0..<10).map { "\($0)" })
    }

    @Test("The path of one of the four files stands for its folder")
    func oneFile() throws {
        try IDXFiles().write(to: folder)
        #expect(try Catalogue.load("mnist", from: folder.path + "/train-labels-idx1-ubyte").count == 15)
    }

    @Test("The error for a truncated file names its path", arguments: 0..<76)
    func truncated(length: Int) throws {
        var files = IDXFiles()
        files.trainImages = Array(files.trainImages.prefix(length))
        try files.write(to: folder)
        let path = folder.path + "/train-images-idx3-ubyte"
        let error = #expect(throws: DataError.self) { try Catalogue.load("mnist", from: folder.path) }
        #expect(error == .size(path: path, expected: length < 16 ? 16 : 76, found: length))
        #expect(error?.description.contains("cut off") == true)
    }

    @Test("An extra byte, a file of another kind, a label out of range and sets that do not fit are errors")
    func wrong() throws {
        var long = IDXFiles()
        long.testLabels.append(0)
        try long.write(to: folder)
        #expect(throws: DataError.size(path: folder.path + "/t10k-labels-idx1-ubyte", expected: 13, found: 14)) {
            try Catalogue.load("mnist", from: folder.path)
        }
        var swapped = IDXFiles()
        swapped.trainImages = swapped.trainLabels
        try swapped.write(to: folder)
        #expect(
            throws: DataError.foreign(
                path: folder.path + "/train-images-idx3-ubyte", expected: "IDX images (magic number 0x00000803)",
                found: "0x00000801")
        ) { try Catalogue.load("mnist", from: folder.path) }
        var label = IDXFiles()
        label.trainLabels[8 + 3] = 10
        try label.write(to: folder)
        #expect(
            throws: DataError.foreign(
                path: folder.path + "/train-labels-idx1-ubyte", expected: "labels from 0 to 9", found: "10 at 3")
        ) { try Catalogue.load("mnist", from: folder.path) }
        var fewer = IDXFiles()
        fewer.trainLabels = IDXFiles.labels(9)
        try fewer.write(to: folder)
        #expect(
            throws: DataError.mismatch(
                path: folder.path + "/train-labels-idx1-ubyte", expected: "10 labels", found: "9")
        ) { try Catalogue.load("mnist", from: folder.path) }
        var wider = IDXFiles()
        wider.testImages = IDXFiles.images(5, height: 3, width: 3)
        try wider.write(to: folder)
        #expect(throws: DataError.self) { try Catalogue.load("mnist", from: folder.path) }
    }

    @Test("Impossible sizes in a header take no memory")
    func giant() throws {
        var files = IDXFiles()
        files.trainImages = [0, 0, 8, 3] + [UInt8](repeating: 255, count: 12)
        try files.write(to: folder)
        #expect(throws: DataError.self) { try Catalogue.load("mnist", from: folder.path) }
    }

    @Test("Random bytes are an error", arguments: 0..<50)
    func noise(seed: UInt64) throws {
        var files = IDXFiles()
        files.trainImages = Noise.bytes(count: Int(seed) * 37, seed: seed)
        try files.write(to: folder)
        #expect(throws: DataError.self) { try Catalogue.load("mnist", from: folder.path) }
        files.trainImages = [0, 0, 8, 3] + files.trainImages
        try files.write(to: folder)
        #expect(throws: DataError.self) { try Catalogue.load("mnist", from: folder.path) }
        // The beginning of a gzip file, followed by random bytes.
        files.trainImages = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3] + files.trainImages
        try files.write(to: folder)
        #expect(throws: DataError.self) { try Catalogue.load("mnist", from: folder.path) }
    }

    @Test("The error for a missing file names the files that its folder should contain")
    func missing() throws {
        try IDXFiles().write(to: folder, without: "t10k-images-idx3-ubyte")
        let error = #expect(throws: DataError.self) { try Catalogue.load("mnist", from: folder.path) }
        #expect(error?.description.contains("t10k-images-idx3-ubyte") == true)
        #expect(error?.description.contains("train-labels-idx1-ubyte") == true)
    }
}

/// Four small files in the original format: 2×3 pixels that count upwards.
struct IDXFiles {
    var trainImages = images(10, height: 2, width: 3)
    var trainLabels = labels(10)
    var testImages = images(5, height: 2, width: 3)
    var testLabels = labels(5)

    static func images(_ count: UInt8, height: UInt8, width: UInt8) -> [UInt8] {
        [0, 0, 8, 3, 0, 0, 0, count, 0, 0, 0, height, 0, 0, 0, width] + (0..<count * height * width)
    }

    static func labels(_ count: UInt8) -> [UInt8] { [0, 0, 8, 1, 0, 0, 0, count] + (0..<count) }

    func write(to folder: TemporaryFolder, without left: String? = nil) throws {
        let files = [
            ("train-images-idx3-ubyte", trainImages), ("train-labels-idx1-ubyte", trainLabels),
            ("t10k-images-idx3-ubyte", testImages), ("t10k-labels-idx1-ubyte", testLabels),
        ]
        for (name, bytes) in files where name != left { try folder.write(bytes, to: name) }
    }
}

/// Random bytes, the same for the same seed.
enum Noise {
    static func bytes(count: Int, seed: UInt64) -> [UInt8] {
        var state = seed &* 0x9E37_79B9_7F4A_7C15 | 1
        return (0..<count).map { _ in
            state ^= state << 13
            state ^= state >> 7
            state ^= state << 17
            return UInt8(truncatingIfNeeded: state >> 32)
        }
    }
}
