import Datasets
import Randomness
import Testing

@Suite("Missing values and scales")
struct MissingValuesTests {
    private func dataset(_ numbers: [Float], columns: Int, targets: Targets? = nil) throws -> Dataset {
        let count = numbers.count / columns
        return try Dataset(
            name: "t", layout: .table(columns: (0..<columns).map { "c\($0)" }), features: .floats(numbers),
            targets: targets ?? .classes(labels: (0..<count).map { UInt16($0 % 2) }, names: ["a", "b"]))
    }

    @Test("Fill values are the medians of the training rows")
    func medians() throws {
        var generator = Generator(seed: 1)
        for count in [3, 4, 5, 100, 1001] {
            let values = (0..<count).map { _ in (Float(generator.next() % 2_000_001) - 1_000_000) / 997 }
            let data = try dataset(values + [.nan], columns: 1)
            let fills = Preprocessing.centred(data, training: (0..<count).map { Int32($0) }).fills
            #expect(fills == [values.sorted()[(count - 1) / 2]])
        }
    }

    @Test("Columns of zeros and ones are unchanged; others are scaled by the training rows")
    func answers() throws {
        let data = try dataset([0, 2, 1, 4, 1, 6, 0, 800], columns: 2)
        let preprocessing = Preprocessing.centred(data, training: [0, 1, 2])
        #expect(preprocessing.factors[0] == 1 && preprocessing.shifts[0] == 0)
        #expect(abs(preprocessing.factors[1] - 1 / (8.0 / 3.0).squareRoot().asFloat) < 1e-6)
        #expect(preprocessing.fills == nil)
    }

    @Test("A column that is constant in the training rows becomes 0, also if it is 0, 1 or NaN there")
    func constants() throws {
        let data = try dataset([0, 1, 5, .nan, 0, 1, 5, .nan, 1, 0, 7, .nan], columns: 4)
        let preprocessing = Preprocessing.centred(data, training: [0, 1])
        #expect(preprocessing.factors == [0, 0, 0, 0])
        #expect(preprocessing.shifts == [0, 0, 0, 0])
    }

    @Test("Regression targets have mean 0 and standard deviation 1 in the training set if scaling is requested")
    func targets() throws {
        let data = try dataset([1, 2, 3, 4], columns: 1, targets: .values([10, 30, 50, 999], names: ["price"]))
        let rows: [Int32] = [0, 1, 2]
        #expect(Preprocessing.centred(data, training: rows).targets == nil)
        let preprocessing = Preprocessing.centred(data, training: rows, scalesTargets: true)
        let examples = Examples(
            dataset: data, split: Split(training: rows, validation: [3], test: []), preprocessing: preprocessing)
        guard case .values(let values, _) = examples.targets else {
            Issue.record("numbers were expected")
            return
        }
        #expect(abs(values[0] + 1.2247449) < 1e-6 && abs(values[1]) < 1e-6 && abs(values[2] - 1.2247449) < 1e-6)
    }
}

extension Double {
    fileprivate var asFloat: Float { Float(self) }
}
