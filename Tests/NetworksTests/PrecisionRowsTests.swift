import Datasets
import Networks
import Randomness
import Testing

@Suite(.enabled(if: Precision.bfloat16.isHere, "this processor does not multiply bfloat16"))
struct PrecisionRowsTests {
    @Test func `every row of a batch, including the first, is computed in 16 bits`() throws {
        var generator = Generator(seed: 9)
        let x = (0..<12).map { _ in (0..<20).map { _ in Float(generator.normal()) } }
        let examples = try KerasFixtures.examples(x, x.map { _ in [3, -3] })
        let architecture = Architecture(
            inputs: 20,
            hidden: [DenseLayer(neurons: 48, activation: .tanh), DenseLayer(neurons: 33, activation: .tanh)],
            outputs: 2, outputActivation: .linear, initializer: .glorotUniform)
        let network = Network(architecture, &generator)
        func loss(_ rows: [Int32], _ precision: Precision?) throws -> Double {
            var settings = TrainingSettings()
            settings.loss = .meanSquaredError
            settings.precision = precision
            var steps = try TrainingSteps(network, settings: settings, examples: examples, batch: rows.count)
            return try steps.step(rows)
        }
        for row in 0..<Int32(12) {
            // Outputs of about 1 are off by some thousandths; without its row, each output were 0 and the loss 9.
            for rows in [[row], [row, row, row, row]] {
                let (whole, half) = (try loss(rows, nil), try loss(rows, .bfloat16))
                #expect(abs(whole - half) < 0.02 * whole, "row \(row) of \(rows.count)")
            }
        }
    }
}
