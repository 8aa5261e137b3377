import Datasets
import Networks
import Randomness
import Testing

/// Holds for random networks of all kinds of layers.
@Suite struct RandomLayersTests {
    @Test(arguments: 0..<40)
    func `gradients agree with differences of the loss of the same batch`(seed: Int) throws {
        var random = RandomArchitecture(generator: Generator(seed: UInt64(seed)), isSmooth: true)
        let architecture = try random.next()
        let rows = random.pick([2, 3, 16, 17, 33])
        let (network, examples) = try random.setUp(architecture, training: rows, validation: 1)
        var settings = TrainingSettings()
        settings.loss = .meanSquaredError
        settings.optimizer = Optimizer(.sgd)
        settings.optimizer.learningRate = 1
        func step(_ network: Network) throws -> (loss: Double, after: Network) {
            var steps = try TrainingSteps(network, settings: settings, examples: examples, batch: rows)
            return (try steps.step(examples.split.training), steps.network)
        }
        let (start, after) = try step(network)
        let slopes = zip(network.trained, after.trained).map { before, after in zip(before, after).map { $0 - $1 } }
        for (tensor, slope) in slopes.enumerated() {
            let length = slope.reduce(0.0) { $0 + Double($1) * Double($1) }.squareRoot()
            guard length > 1e-4 else { continue }
            // Steep losses need a short step, flat ones a long one.
            let found = try [1e-2, 3e-3, 3e-2, 1e-3].map { size in
                func loss(_ factor: Double) throws -> Double {
                    try step(
                        network.mapTrained { number, values in
                            number == tensor ? zip(values, slope).map { $0 + Float(factor / length) * $1 } : values
                        }
                    ).loss
                }
                return (try loss(size) - loss(-size)) / (2 * size)
            }
            #expect(
                found.contains { abs($0 - length) <= 0.02 * length + 2e-4 * max(1, start) },
                "tensor \(tensor): \(length), \(found), \(architecture.features.map(\.text))")
        }
    }

    @Test(arguments: 100..<130)
    func `a training is the same for any number of cores, and rows are predicted alone as together`(seed: Int) throws {
        var random = RandomArchitecture(generator: Generator(seed: UInt64(seed)), isSmooth: false)
        let architecture = try random.next()
        let (_, examples) = try random.setUp(
            architecture, training: random.pick([1, 3, 33, 50, 97]), validation: random.pick([1, 5, 40]))
        var settings = TrainingSettings()
        settings.loss = .meanSquaredError
        settings.score = .loss
        settings.batchSize = random.pick([1, 2, 16, 17, 48])
        settings.epochs = 2
        let trainer = try Trainer(architecture: architecture, settings: settings, examples: examples)
        let outcomes = try [1, 2, 3].map { try trainer.train(cores: $0, cancellation: Cancellation()) { _ in } }
        for other in outcomes.dropFirst() {
            #expect(other.network == outcomes[0].network)
            #expect(other.curve == outcomes[0].curve)
        }
        let network = outcomes[0].network
        let rows = examples.split.training + examples.split.validation
        let alone = try rows.flatMap { try network.predict([$0], of: examples) }
        #expect(firstDifference(alone, try network.predict(rows, of: examples)) == nil)
    }
}
