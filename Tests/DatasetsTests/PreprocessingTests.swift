import Datasets
import Testing

@Suite("Preprocessing")
struct PreprocessingTests {
    @Test("Bytes are divided by the number of full brightness and centred by the training rows, column by column")
    func bytes() throws {
        let dataset = try Dataset(
            name: "made", layout: .image(height: 1, width: 2, channels: 1), features: .bytes([0, 16, 8, 16, 255, 255]),
            targets: .classes(labels: [0, 1, 0], names: ["a", "b"]), fullScale: 16)
        let preprocessing = Preprocessing.centred(dataset, training: [0, 1])
        #expect(preprocessing.factors == [1 / 16, 1 / 16])
        #expect(preprocessing.shifts == [-0.25, -1])
    }

    @Test("Numbers get mean 0 and standard deviation 1 on the training rows; a constant column becomes 0")
    func numbers() throws {
        let dataset = try Dataset(
            name: "made", layout: .table(columns: ["a", "b"]), features: .floats([1, 7, 3, 7, 500, 9]),
            targets: .values([1, 2, 3], names: ["y"]))
        let preprocessing = Preprocessing.centred(dataset, training: [0, 1])
        #expect(preprocessing.factors == [1, 0])
        #expect(preprocessing.shifts == [-2, 0])
    }

    @Test("With centring by channel, all pixels of a channel share one mean, and floats also one standard deviation")
    func channels() throws {
        let layout = SampleLayout.image(height: 1, width: 2, channels: 2)
        let targets = Targets.classes(labels: [0, 1, 0], names: ["a", "b"])
        let bytes = try Dataset(
            name: "t", layout: layout, features: .bytes([10, 100, 30, 200, 20, 100, 40, 200, 0, 0, 0, 0]),
            targets: targets)
        let preprocessing = Preprocessing.centred(bytes, training: [0, 1], by: .channel)
        #expect(preprocessing.factors == [Float](repeating: 1 / 255, count: 4))
        let means = [25.0, 150, 25, 150].map { Float(-$0 / 255) }
        #expect(zip(preprocessing.shifts, means).allSatisfy { abs($0 - $1) < 1e-6 })
        let numbers = try Dataset(
            name: "t", layout: layout, features: .floats([2, 10, 4, 30, 6, 10, 8, 30, 0, 0, 0, 0]), targets: targets)
        let scaled = Preprocessing.centred(numbers, training: [0, 1], by: .channel)
        let (first, second) = (1 / Float(5).squareRoot(), Float(0.1))
        #expect(zip(scaled.factors, [first, second, first, second]).allSatisfy { abs($0 - $1) < 1e-6 })
        #expect(zip(scaled.shifts, [-5 * first, -2, -5 * first, -2]).allSatisfy { abs($0 - $1) < 1e-6 })
        #expect(Preprocessing.centred(bytes, training: [0, 1]).centring == nil)
    }
}
