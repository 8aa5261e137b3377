import Datasets
import Testing

/// The scale of the numbers of pictures.
@Suite struct TrainingNumbersTests {
    private func scale(_ numbers: [Float]) -> PixelScale? { TrainingNumbers(pictures: .floats(numbers)).scale }

    @Test func `black and white are known if only one scale has the range`() {
        for (numbers, black, white) in [
            ([0, 0.25, 0.9] as [Float], 0, 1), ([0, 1, 1, 0], 0, 1), ([0.1, 0.6], 0, 1), ([-1, 0, 0.97], -1, 1),
            ([-0.5, 0.1, 0.49], -0.5, 0.5), ([0, 3.5, 254.9], 0, 255), ([0, 255], 0, 255), ([2, 130], 0, 255),
            ([0, 5, 16], 0, 16), ([0, 65_535], 0, 65_535), ([-128, 127], -128, 127), ([0, .nan, 1], 0, 1),
        ] as [([Float], Float, Float)] {
            #expect(scale(numbers) == PixelScale(black: black, white: white), "\(numbers)")
        }
    }

    @Test func `standardized, dark and unusual numbers have no known black and white`() {
        for numbers in [
            [-2.1, 0, 2.6], [0, 0.3], [-0.6, 0.6], [0, 50], [-0.3, 0.97], [0, 300.5], [5, 5.5], [-1.5, 1], [.nan],
        ] as [[Float]] {
            #expect(scale(numbers) == nil, "\(numbers)")
        }
    }

    private func trained(_ scale: PixelScale?, _ kind: TrainingNumbers.Kind = .float32) -> TrainingNumbers {
        TrainingNumbers(
            kind: kind, least: [scale?.black ?? -2], greatest: [scale?.white ?? 3], scale: scale)
    }

    @Test func `pictures are converted to the scale of the training data, and back to the same numbers`() throws {
        let scales = [(0, 1), (-1, 1), (-0.5, 0.5), (0, 16), (0, 65_535)].compactMap {
            PixelScale(black: Float($0.0), white: Float($0.1))
        }
        for scale in scales {
            guard case .converted(let factor, let shift, .bytes) = trained(scale).fit(pictures: .bytes) else {
                Issue.record("\(scale): a conversion was expected")
                continue
            }
            #expect(abs(shift - scale.black) < 1e-6 && abs(255 * factor + shift - scale.white) < 1e-2)
            let back = PixelScale.bytes.conversion(from: scale)
            #expect(abs((100 * factor + shift) * back.factor + back.shift - 100) < 1e-3)
        }
        #expect(trained(.bytes, .uint8).fit(pictures: .bytes) == .same)
        guard case .refused(let reason) = trained(nil).fit(pictures: .bytes) else {
            Issue.record("standardized numbers have no scale")
            return
        }
        #expect(reason.contains("trained on arrays of numbers from -2 to 3"))
    }

    @Test func `new arrays are used unchanged, converted or rejected, depending on their range`() throws {
        let unit = try #require(PixelScale(black: 0, white: 1))
        let signed = try #require(PixelScale(black: -1, white: 1))
        func fit(_ scale: PixelScale?, _ kind: TrainingNumbers.Kind, _ new: Features, isDataset: Bool = false) -> String
        {
            switch trained(scale, kind).fit(TrainingNumbers(pictures: new), isDataset: isDataset) {
            case .same: "same"
            case .converted(_, _, let from): "from \(from)"
            case .refused: "refused"
            }
        }
        #expect(fit(unit, .float32, .floats([0, 0.2])) == "same")
        #expect(fit(unit, .float32, .floats([0, 255])) == "from 0 to 255")
        #expect(fit(unit, .float32, .bytes([0, 90])) == "from 0 to 255")
        #expect(fit(unit, .float32, .floats([-2, 3])) == "refused")
        #expect(fit(signed, .float32, .floats([-0.2, 0.3])) == "same")
        #expect(fit(signed, .float32, .floats([0, 0.5, 1])) == "from 0 to 1")
        #expect(fit(signed, .float32, .bytes([0, 1])) == "from 0 to 1")
        #expect(fit(.bytes, .uint8, .bytes([0, 9])) == "same")
        #expect(fit(.bytes, .uint8, .floats([0, 9.5])) == "same")
        #expect(fit(.bytes, .uint8, .floats([0, 0.5, 0.75])) == "from 0 to 1")
        #expect(fit(.bytes, .uint8, .floats([-3, 2])) == "refused")
        #expect(fit(.bytes, .uint8, .floats([0, 0.5, 0.75]), isDataset: true) == "from 0 to 1")
        #expect(fit(unit, .float32, .bytes([0, 200]), isDataset: true) == "from 0 to 255")
        #expect(fit(nil, .float32, .floats([-1, 2])) == "same")
        #expect(fit(nil, .float32, .floats([0, 255])) == "refused")
    }

    @Test func `the bytes of an old network's pictures are known if it divided them by white`() throws {
        let image = SampleLayout.image(height: 1, width: 2, channels: 1)
        func scale(_ layout: SampleLayout, _ white: Float, _ factors: [Float]) -> PixelScale? {
            TrainingNumbers(layout: layout, fullScale: white, factors: factors)?.scale
        }
        #expect(scale(image, 4, [0.25, 0.25]) == PixelScale(black: 0, white: 4))
        #expect(scale(image, 255, [1 / 255]) == .bytes)
        #expect(scale(image, 4, [0.5, 0.5]) == nil && scale(image, 4, [0.25, 0.5]) == nil)
        #expect(scale(image, 0, [.infinity]) == nil)
        #expect(scale(.table(columns: ["a"]), 4, [0.25]) == nil)
        let old = TrainingNumbers(layout: image, fullScale: 16, factors: [0.0625, 0.0625])
        #expect(old == TrainingNumbers(kind: .uint8, least: [0], greatest: [16], scale: old?.scale))
    }

    @Test func `a table has one range per column, over the training rows`() throws {
        let dataset = try Dataset(
            name: "a", layout: .table(columns: ["x", "y", "z"]),
            features: .floats([1, 5, .nan, 2, .nan, .nan, 900, 900, 900]),
            targets: .classes(labels: [0, 1, 0], names: ["a", "b"]))
        let numbers = TrainingNumbers(dataset, training: [0, 1])
        #expect(numbers.range(ofColumn: 0) == "1 to 2" && numbers.range(ofColumn: 1) == "5 to 5")
        #expect(numbers.range(ofColumn: 2) == nil && numbers.scale == nil)
        #expect(numbers.fits(dataset.layout))
        #expect(!numbers.isFarOutside(3, column: 0) && numbers.isFarOutside(3.5, column: 0))
        #expect(!numbers.isFarOutside(0, column: 0) && numbers.isFarOutside(-0.5, column: 0))
        #expect(numbers.isFarOutside(5.5, column: 1) && !numbers.isFarOutside(.nan, column: 1))
        #expect(!numbers.isFarOutside(1e30, column: 2))
    }

    @Test func `numbers of another scale are preprocessed like those of the trained scale`() {
        let prepared = Preprocessing(factors: [2, 3], shifts: [1, -1], fills: [10, 20])
        let other = prepared.after(factor: 0.5, shift: -4)
        for (column, number) in [(0, Float(7)), (1, -3)] {
            let mine = (number * 0.5 - 4) * prepared.factors[column] + prepared.shifts[column]
            #expect(abs(number * other.factors[column] + other.shifts[column] - mine) < 1e-5)
        }
        #expect(other.fills == [28, 48])
    }
}
