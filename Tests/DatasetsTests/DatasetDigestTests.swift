import Datasets
import Testing

/// The digests of data are part of the keys of every memory, so their definition must not change.
///
/// Computed by Python's hashlib: SHA-256 of the layout in words, the kind and number of features, the features, the kind and
/// names of the targets, and the targets; each text ends with a zero byte, numbers are in little-endian order.
@Suite("Digests of datasets")
struct DatasetDigestTests {
    @Test("Images with classes have the expected digest")
    func images() throws {
        let dataset = try Dataset(
            name: "spots", layout: .image(height: 2, width: 2, channels: 1), features: .bytes(Array(0..<16)),
            targets: .classes(labels: [0, 1, 1, 0], names: ["a", "ß"]), officialTestCount: 1, fullScale: 16)
        #expect("\(dataset.digest)" == "81e74ce3d05e1ac6c3497bbf54ce7e99429010ab53cff8cc0b0a39955ee4b185")
    }

    @Test("A table with regression targets has the expected digest")
    func table() throws {
        let dataset = try Dataset(
            name: "prices", layout: .table(columns: ["area", "colour=red", "colour=blue"]),
            features: .floats([1.5, 1, 0, .nan, 0, 1, -3e-8, 1, 0]),
            targets: .values([10, 20.25, -1], names: ["price"]))
        #expect("\(dataset.digest)" == "582acf746c0980ef2a023d66ebcaef2c1956c7f83758eb5a68d2de906a7adee5")
    }

    @Test("A split has the expected digest")
    func split() {
        let split = Split(training: [0, 1, 2], validation: [3], test: [])
        #expect("\(Digest(of: split))" == "f999188568ed7710dc39512bbc0e128a4baf77cb44ab7aa3687fb47c4e09bd30")
    }
}
