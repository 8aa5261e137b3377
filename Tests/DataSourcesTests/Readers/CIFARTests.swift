import DataSources
import Datasets
import Foundation
import Support
import Testing

@Suite("CIFAR's binary files", .serialized)
struct CIFARTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    @Test("A dataset of full size is the same from a folder and from the archive, its channels side by side")
    func content() throws {
        let fixture = CIFARFixture.patterned()
        try fixture.write(to: folder.path + "/files")
        let dataset = try Catalogue.load("cifar10", from: folder.path + "/files")
        #expect(dataset.count == 60_000)
        #expect(dataset.officialTest == 50_000..<60_000)
        #expect(dataset.layout == .image(height: 32, width: 32, channels: 3))
        guard case .bytes(let pixels) = dataset.features, case .classes(let labels, let names) = dataset.targets else {
            Issue.record("bytes and classes were expected")
            return
        }
        #expect(names.first == "airplane" && names.last == "truck" && names.count == 10)
        for (file, record, plane, pixel) in [(0, 0, 0, 0), (0, 1, 2, 5), (3, 9_999, 1, 1023), (5, 4_321, 2, 700)] {
            let row = file * 10_000 + record
            #expect(labels[row] == UInt16((record + file) % 10))
            let value = CIFARFixture.value(file: file, record: record, plane: plane, pixel: pixel)
            #expect(pixels[row * 3072 + pixel * 3 + plane] == value)
        }
        try FileManager.default.createDirectory(atPath: folder.path + "/archive", withIntermediateDirectories: true)
        try fixture.writeArchive(to: folder.path + "/archive")
        #expect(try Catalogue.load("cifar10", from: folder.path + "/archive").digest == dataset.digest)
        let archive = folder.path + "/archive/cifar-10-binary.tar.gz"
        #expect(try Catalogue.load("cifar10", from: archive).digest == dataset.digest)
        // An incomplete archive.
        let whole = [UInt8](try Data(contentsOf: URL(filePath: archive)))
        for fraction in [0.0, 0.001, 0.3, 0.99] {
            let count = Int(Double(whole.count) * fraction)
            try folder.write(Array(whole.prefix(count)), to: "cut/cifar-10-binary.tar.gz")
            #expect(throws: DataError.self) { try Catalogue.load("cifar10", from: folder.path + "/cut") }
        }
    }

    @Test(
        "The error for a truncated file names its path and size",
        arguments: [0, 1, 3072, 3073, 30_000_000, 30_729_999])
    func truncated(length: Int) throws {
        try writeEmptyFiles()
        let path = try folder.write([UInt8](repeating: 1, count: length), to: "data_batch_1.bin")
        #expect(throws: DataError.size(path: path, expected: 30_730_000, found: length)) {
            try Catalogue.load("cifar10", from: folder.path)
        }
    }

    @Test("A file that is one byte too long is an error")
    func tooLong() throws {
        try writeEmptyFiles()
        let path = try folder.write([UInt8](repeating: 1, count: 30_730_001), to: "data_batch_1.bin")
        #expect(throws: DataError.size(path: path, expected: 30_730_000, found: 30_730_001)) {
            try Catalogue.load("cifar10", from: folder.path)
        }
    }

    @Test("The error for a label out of range names its record")
    func label() throws {
        try writeEmptyFiles()
        var bytes = [UInt8](repeating: 1, count: 30_730_000)
        bytes[777 * 3073] = 10
        let path = try folder.write(bytes, to: "data_batch_1.bin")
        #expect(
            throws: DataError.foreign(
                path: path, expected: "records with a label from 0 to 9", found: "the label 10 in record 777")
        ) { try Catalogue.load("cifar10", from: folder.path) }
    }

    @Test("Random bytes are an error, as files and as archive", arguments: 0..<20)
    func noise(seed: UInt64) throws {
        try writeEmptyFiles()
        let noise = Noise.bytes(count: Int(seed) * 997, seed: seed)
        try folder.write(noise, to: "data_batch_1.bin")
        #expect(throws: DataError.self) { try Catalogue.load("cifar10", from: folder.path) }
        try folder.write(noise, to: "archive/cifar-10-binary.tar.gz")
        #expect(throws: DataError.self) { try Catalogue.load("cifar10", from: folder.path + "/archive") }
        try folder.write(noise, to: "archive/cifar-100-binary.tar.gz")
        #expect(throws: DataError.self) { try Catalogue.load("cifar100", from: folder.path + "/archive") }
    }

    @Test(
        "An archive with a path that leads out of it is rejected",
        arguments: ["../data_batch_1.bin", "/data_batch_1.bin"])
    func climbing(name: String) throws {
        let path = try folder.write(ZipFile.bytes([(name, [1, 2, 3])]), to: "cifar-10-binary.tar.gz")
        #expect(
            throws: DataError.foreign(
                path: path, expected: "files inside the archive's folder",
                found: "the path \(name), which leads out of it")
        ) { try Catalogue.load("cifar10", from: path) }
    }

    private func writeEmptyFiles() throws {
        for file in CIFARFixture.files { try folder.write([], to: file) }
    }
}
