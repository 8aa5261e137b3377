import Datasets
import Testing

@Suite("Datasets as bytes")
struct DatasetBytesTests {
    private func table() throws -> Dataset {
        try Dataset(
            name: "prices", layout: .table(columns: ["area", "colour=red", "colour=blue"]),
            features: .floats([1.5, 1, 0, .nan, 0, 1, -3e-8, 1, 0]),
            targets: .values([10, 20.25, -1], names: ["price"]),
            encodings: [
                .number(name: "area"), .oneHot(name: "colour", values: ["blue", "red"], usual: "red"),
            ])
    }

    private func images() throws -> Dataset {
        try Dataset(
            name: "spots", layout: .image(height: 2, width: 2, channels: 1),
            features: .bytes(Array(0..<16)), targets: .classes(labels: [0, 1, 1, 0], names: ["a", "ß"]),
            officialTestCount: 1, fullScale: 16)
    }

    @Test("A dataset is the same after writing and reading")
    func again() throws {
        for dataset in [try table(), try images()] {
            let read = try Dataset(bytes: try dataset.bytes())
            #expect(read.digest == dataset.digest)
            #expect(read.name == dataset.name)
            #expect(read.officialTest == dataset.officialTest)
            #expect(read.fullScale == dataset.fullScale)
            #expect(read.encodings == dataset.encodings)
            #expect(try read.bytes() == dataset.bytes())
        }
    }

    @Test("Bytes that are truncated, too long or of another shape are errors")
    func damaged() throws {
        let bytes = try images().bytes()
        for length in 0..<bytes.count {
            #expect(throws: DatasetError.self) { try Dataset(bytes: Array(bytes.prefix(length))) }
        }
        #expect(throws: DatasetError.damaged) { try Dataset(bytes: bytes + [0]) }
        // Headers with shapes that do not fit into any memory.
        for (part, other) in [
            ("\"height\":2", "\"height\":9223372036854775807"), ("\"count\":4", "\"count\":4611686018427387904"),
        ] {
            let header = String(decoding: bytes[17..<17 + Int(bytes[9])], as: UTF8.self)
            let changed = Array(header.replacing(part, with: other).utf8)
            #expect(changed.count > header.utf8.count)
            let length = withUnsafeBytes(of: UInt64(changed.count).littleEndian) { Array($0) }
            let shaped = Array(bytes[..<9]) + length + changed + Array(bytes[(17 + Int(bytes[9]))...])
            #expect(throws: DatasetError.damaged) { try Dataset(bytes: shaped) }
        }
        // A header that is longer than the bytes.
        var longer = bytes
        longer[9...16] = [255, 255, 255, 255, 255, 255, 255, 127]
        #expect(throws: DatasetError.damaged) { try Dataset(bytes: longer) }
    }
}
