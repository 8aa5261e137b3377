import DataSources
import Datasets
import Support
import Testing

/// Arrays without labels.
@Suite struct NewArraysTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func samples(_ bytes: [UInt8], named name: String) throws -> NewSamples {
        try NewSamples(
            path: try folder.write(bytes, to: name), layout: .table(columns: ["a", "b"]), encodings: [], reading: nil,
            numbers: nil)
    }

    private func array(_ shape: String, _ values: [Float]) -> [UInt8] {
        NumPyFile.array("<f4", shape, NumPyFile.floats(values))
    }

    @Test func `of several arrays, the one with a usual name for samples is read`() throws {
        for name in ["x", "X", "x_new", "x_test", "data", "images", "features"] {
            let file = ZipFile.bytes([
                ("other.npy", array("1, 2", [9, 9])), ("\(name).npy", array("3, 2", [1, 2, 3, 4, 5, 6])),
                ("y.npy", array("3,", [7, 8, 9])),
            ])
            let samples = try samples(file, named: "several.npz")
            #expect(samples.numbers == [1, 2, 3, 4, 5, 6], "\(name)")
            #expect(samples.names == ["1", "2", "3"])
        }
    }

    @Test func `a single array is read, whatever its name`() throws {
        let samples = try samples(ZipFile.bytes([("anything.npy", array("2, 2", [4, 3, 2, 1]))]), named: "one.npz")
        #expect(samples.numbers == [4, 3, 2, 1])
        #expect(samples.names == ["1", "2"])
    }

    @Test func `a single sample needs no sample dimension`() throws {
        #expect(try samples(array("2,", [5, 6]), named: "single.npy").names == ["1"])
        #expect(try samples(array("1, 2", [5, 6]), named: "row.npy").numbers == [5, 6])
    }

    @Test func `several arrays without a usual name, and an empty archive, are refused`() throws {
        let several = ZipFile.bytes([("a.npy", array("1, 2", [1, 2])), ("b.npy", array("1, 2", [3, 4]))])
        for (bytes, found) in [(several, "a, b"), (ZipFile.bytes([("a.txt", [65])]), "no array")] {
            let error = #expect(throws: DataError.self) { try samples(bytes, named: "mine.npz") }
            #expect(error?.description.hasSuffix("expected one array, or one called x, found \(found)") == true)
        }
    }
}
