import Datasets
import Testing

@Suite("Preprocessing")
struct PreprocessingTests {
    @Test("Bytes are scaled by their full scale and centred by the training rows, column by column")
    func bytes() throws {
        let dataset = try Dataset(
            name: "made", layout: .image(height: 1, width: 2, channels: 1), features: .bytes([0, 16, 8, 16, 255, 255]),
            targets: .classes(labels: [0, 1, 0], names: ["a", "b"]), fullScale: 16)
        let preprocessing = Preprocessing.centred(dataset, training: [0, 1])
        #expect(preprocessing.factors == [1 / 16, 1 / 16])
        #expect(preprocessing.shifts == [-0.25, -1])
    }

    @Test("Numbers get mean 0 and deviation 1 on the training rows; a column that never changes becomes 0")
    func numbers() throws {
        let dataset = try Dataset(
            name: "made", layout: .table(columns: ["a", "b"]), features: .floats([1, 7, 3, 7, 500, 9]),
            targets: .values([1, 2, 3], names: ["y"]))
        let preprocessing = Preprocessing.centred(dataset, training: [0, 1])
        #expect(preprocessing.factors == [1, 0])
        #expect(preprocessing.shifts == [-2, 0])
    }
}
