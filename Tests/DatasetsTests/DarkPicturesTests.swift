import Datasets
import Testing

@Suite struct DarkPicturesTests {
    /// Returns the fit of new numbers to training pictures from black to 255, and to ones from black to 65,535.
    private func fits(_ numbers: [Float]) throws -> [TrainingNumbers.Fit] {
        let scales = [PixelScale.bytes, try #require(PixelScale(black: 0, white: 65_535))]
        return scales.map { scale in
            TrainingNumbers(kind: .float32, least: [scale.black], greatest: [scale.white], scale: scale)
                .fit(TrainingNumbers(pictures: .floats(numbers)), isDataset: false)
        }
    }

    @Test(arguments: [2, 3, 16] as [Float])
    func `a few whole numbers above 1 are dark pictures on the training scale`(greatest: Float) throws {
        #expect(try fits([0, 1, greatest]) == [.same, .same])
    }

    @Test(arguments: [[0, 1, 1], [0, 0.25, 0.75]] as [[Float]])
    func `fractions of 1, and only 0 and 1, are another scale`(numbers: [Float]) throws {
        let unit = try #require(PixelScale(black: 0, white: 1))
        let wanted = [Float(255), 65_535].map { TrainingNumbers.Fit.converted(factor: $0, shift: 0, from: unit) }
        #expect(try fits(numbers) == wanted)
    }
}
