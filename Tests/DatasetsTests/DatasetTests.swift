import Datasets
import Foundation
import Testing

@Suite struct DatasetTests {
    private static func images(
        _ labels: [UInt16] = [0, 1, 1, 0], official: Int = 0, bytes: Int = 16
    ) throws(DatasetError) -> Dataset {
        try Dataset(
            name: "spots", layout: .image(height: 2, width: 2, channels: 1),
            features: .bytes((0..<bytes).map(UInt8.init)),
            targets: .classes(labels: labels, names: ["a", "ß"]), officialTestCount: official, fullScale: 16)
    }

    private static func table(_ numbers: [Float], _ values: [Float]) throws -> Dataset {
        try Dataset(
            name: "prices", layout: .table(columns: ["area", "colour"]), features: .floats(numbers),
            targets: .values(values, names: ["price"]))
    }

    /// Computed with Python's hashlib: the layout's text, the kind and count of the features and their bytes, the kind and
    /// names of the targets and their bytes; a text ends with a zero byte.
    @Test func `digests are the SHA-256 of layout, features and targets`() throws {
        #expect(
            try Self.images().digest.description == "81e74ce3d05e1ac6c3497bbf54ce7e99429010ab53cff8cc0b0a39955ee4b185")
        #expect(
            try Self.table([1.5, -2, 0, 3e-8], [10, 20.25]).digest.description
                == "dab34a883e1740cc84f0359442e3ea072dc505db29ca64fa7febb73d4abac828")
        #expect(
            Digest(of: Split(training: [0, 2, 5], validation: [1], test: [])).description
                == "9079598f32329975f1357112c2c9383f57d50627bf8682e13444f991678b15f5")
        #expect(
            Digest(of: Array("abc".utf8)).description
                == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    }

    @Test func `the header of a dataset in bytes is JSON with sorted keys`() throws {
        let bytes = try Self.images(official: 1).bytes()
        #expect(bytes.prefix(9) == Array("nsdata 1\n".utf8)[...])
        let length = Int(bytes[9]) + 256 * Int(bytes[10])
        let text = String(decoding: bytes[17..<17 + length], as: UTF8.self)
        let keys = [
            "count", "encodings", "features", "fullScale", "layout", "name", "names", "officialTestCount", "targets",
        ]
        let positions = keys.map { text.range(of: "\"\($0)\":")?.lowerBound }
        #expect(!positions.contains(nil))
        #expect(positions.compactMap { $0 } == positions.compactMap { $0 }.sorted(), "\(text)")
        #expect(Array(bytes[(17 + length)...]) == (0..<16).map(UInt8.init) + [0, 0, 1, 0, 1, 0, 0, 0])
    }

    @Test func `inconsistent shapes are errors`() throws {
        #expect(throws: DatasetError.empty(name: "spots")) { try Self.images([], bytes: 0) }
        #expect(throws: DatasetError.shape(name: "spots", expected: 16, found: 15)) { try Self.images(bytes: 15) }
        #expect(throws: DatasetError.labelOutOfRange(name: "spots", row: 2, label: 2, classes: 2)) {
            try Self.images([0, 1, 2, 0])
        }
        #expect(throws: DatasetError.shape(name: "spots", expected: 4, found: 5)) { try Self.images(official: 5) }
        #expect(throws: DatasetError.shape(name: "spots", expected: 4, found: -1)) { try Self.images(official: -1) }
        #expect(try Self.images(official: 4).officialTest == 0..<4)
        #expect(try Self.images(official: 1).officialTest == 3..<4)
        #expect(try Self.images().officialTest == nil)
    }

    @Test func `classes of different sizes are split by the largest remainder method`() throws {
        // 7, 13, 80 and 1 rows: 15% are 1.04, 1.93, 11.88 and 0.15 of each; of the two rows left over one goes to the
        // second and one to the third class. 15% of 101 rows are 15 for the test, and 15 of the 86 left for validation:
        // of 6, 11, 68 and 1 rows 1.05, 1.92, 11.86 and 0.17.
        let labels = [7, 13, 80, 1].enumerated().flatMap { [UInt16](repeating: UInt16($0), count: $1) }
        let dataset = try Dataset(
            name: "made", layout: .table(columns: ["x"]), features: .floats(labels.map { Float($0) }),
            targets: .classes(labels: labels, names: ["a", "b", "c", "d"]))
        for seed in 1...5 {
            let split = try Split(dataset, plan: SplitPlan(seed: UInt64(seed)))
            func counts(_ rows: [Int32]) -> [Int] { (0..<4).map { kind in rows.count { labels[Int($0)] == kind } } }
            #expect(counts(split.test) == [1, 2, 12, 0])
            #expect(counts(split.validation) == [1, 2, 12, 0])
            #expect(counts(split.training) == [5, 9, 56, 1])
        }
    }

    @Test func `regression targets are scaled to mean 0 and standard deviation 1`() throws {
        let values: [Float] = [10, 20, 60, 110, 5000]
        let dataset = try Self.table([1, 5, 2, 5, 3, 5, 6, 5, 9, 5], values)
        let preprocessing = Preprocessing.centred(dataset, training: [0, 1, 2, 3], scalesTargets: true)
        // Mean 50, variance (1600 + 900 + 100 + 3600) / 4.
        let deviation = Float(1550).squareRoot()
        let scale = try #require(preprocessing.targets)
        #expect(abs(scale.factors[0] - 1 / deviation) < 1e-8)
        #expect(abs(scale.shifts[0] + 50 / deviation) < 1e-6)
        // 1, 2, 3 and 6 have the mean 3 and the variance 3.5; the other column is constant.
        #expect(abs(preprocessing.factors[0] - 1 / Float(3.5).squareRoot()) < 1e-7)
        #expect(abs(preprocessing.shifts[0] + 3 / Float(3.5).squareRoot()) < 1e-6)
        #expect(preprocessing.factors[1] == 0 && preprocessing.shifts[1] == 0)
        #expect(abs(preprocessing.means[0] - 3) < 1e-6)
        #expect(Preprocessing.centred(dataset, training: [0, 1, 2, 3]).targets == nil)
        let constant = Preprocessing.centred(
            try Self.table([1, 5, 2, 5], [7, 7]), training: [0, 1], scalesTargets: true)
        #expect(constant.targets?.factors == [1])
        #expect(constant.targets?.shifts == [-7])
    }
}
