import Datasets
import Networks
import Randomness
import Support
import Testing

/// Images of two classes, brighter above or below, with noise.
private func images(count: Int = 150) throws -> Examples {
    var generator = Generator(seed: 5)
    var numbers: [Float] = []
    var labels: [UInt16] = []
    for _ in 0..<count {
        let isAbove = generator.chance(0.5)
        for pixel in 0..<64 {
            let isBright = (pixel < 32) == isAbove
            numbers.append(Float((isBright ? 0.6 : 0.4) + 0.3 * generator.normal()))
        }
        labels.append(isAbove ? 1 : 0)
    }
    let dataset = try Dataset(
        name: "halves", layout: .image(height: 8, width: 8, channels: 1), features: .floats(numbers),
        targets: .classes(labels: labels, names: ["below", "above"]))
    let split = try Split(dataset, plan: SplitPlan())
    return Examples(dataset: dataset, split: split, preprocessing: .centred(dataset, training: split.training))
}

private func dense() -> Architecture {
    Architecture(
        inputs: 64,
        hidden: [
            DenseLayer(
                neurons: 12, activation: .relu, dropout: DropoutRate(0.2) ?? .none, normalization: BatchNormalization()),
            DenseLayer(neurons: 8, activation: .elu),
        ], outputs: 2, outputActivation: .softmax, initializer: .heUniform)
}

private func convolutional() throws -> Architecture {
    try Architecture(
        input: .image(height: 8, width: 8, channels: 1),
        features: [
            AnyLayer(ConvolutionLayer(filters: 4, kernel: .square(3))), AnyLayer(BatchNormalizationLayer()),
            AnyLayer(ActivationLayer(.relu)), AnyLayer(FlattenLayer()),
        ], hidden: [DenseLayer(neurons: 8, activation: .relu)], outputs: 2, outputActivation: .softmax,
        initializer: .heUniform)
}

private func settings(_ optimizer: Optimizer = .adam) -> TrainingSettings {
    var settings = TrainingSettings()
    settings.epochs = 12
    settings.patience = 12
    settings.batchSize = 16
    settings.optimizer = optimizer
    settings.seed = 7
    return settings
}

/// Expects that a training with pauses gives the same bytes as one without.
private func expectSame(
    _ architecture: Architecture, _ settings: TrainingSettings, _ examples: Examples, pauses: [Int],
    location: SourceLocation = #_sourceLocation
) throws {
    let trainer = try Trainer(architecture: architecture, settings: settings, examples: examples)
    let whole = try trainer.train(cancellation: Cancellation()) { _ in }
    var checkpoint: TrainingCheckpoint?
    var last: PausedTraining?
    for pause in pauses {
        let paused = try trainer.train(continuing: checkpoint, through: pause, cancellation: Cancellation()) { _ in }
        last = paused
        checkpoint = paused.checkpoint
        if checkpoint == nil { break }
        #expect(paused.outcome.curve == Array(whole.curve.prefix(pause)), sourceLocation: location)
    }
    let end = try #require(last?.outcome, sourceLocation: location)
    #expect(end.network == whole.network, sourceLocation: location)
    #expect(end.curve == whole.curve, sourceLocation: location)
    #expect(end.stop == whole.stop, sourceLocation: location)
    #expect(end.bestEpoch == whole.bestEpoch && end.scores == whole.scores, sourceLocation: location)
    #expect(end.rows?.bytes == whole.rows?.bytes, sourceLocation: location)
}

@Suite struct ContinuedTrainingTests {
    @Test(arguments: Optimizer.all)
    func `a training with pauses gives the same bytes as one without`(_ optimizer: Optimizer) throws {
        let examples = try images()
        try expectSame(dense(), settings(optimizer), examples, pauses: [1, 3, 9, 12])
        try expectSame(convolutional(), settings(optimizer), examples, pauses: [2, 12])
    }

    @Test func `momentum and weight decay continue`() throws {
        var optimizer = Optimizer(.sgd)
        optimizer.momentum = Optimizer.Momentum(share: 0.9, isNesterov: true)
        optimizer.weightDecay = 0.01
        try expectSame(dense(), settings(optimizer), images(), pauses: [1, 4, 12])
    }

    @Test(arguments: Schedule.all)
    func `a schedule refers to all epochs, not to those up to the pause`(_ schedule: Schedule) throws {
        var settings = settings()
        settings.schedule = schedule
        try expectSame(dense(), settings, images(), pauses: [1, 3, 9, 12])
    }

    @Test func `augmentation, penalty and smoothing continue`() throws {
        var settings = settings()
        settings.augmentation = Augmentation(flip: true, shift: 1, cutout: 2)
        settings.penalty = Penalty(l1: 1e-4, l2: 1e-3)
        settings.labelSmoothing = 0.1
        try expectSame(convolutional(), settings, images(), pauses: [1, 3, 12])
    }

    @Test func `products of bfloat16 continue`() throws {
        var settings = settings()
        settings.precision = .bfloat16
        guard Precision.bfloat16.isHere else { return }
        try expectSame(dense(), settings, images(), pauses: [1, 3, 12])
    }

    @Test(arguments: 1...6) func `patience counts across pauses`(_ patience: Int) throws {
        var settings = settings()
        (settings.patience, settings.epochs) = (patience, 40)
        try expectSame(dense(), settings, images(), pauses: [1, 2, 3, 6, 9, 20, 40])
    }

    @Test func `the numbers of cores before and after a pause change nothing`() throws {
        let trainer = try Trainer(architecture: convolutional(), settings: settings(), examples: images())
        let whole = try trainer.train(cancellation: Cancellation()) { _ in }
        let first = try trainer.train(continuing: nil, through: 5, cores: 2, cancellation: Cancellation()) { _ in }
        let second = try trainer.train(
            continuing: first.checkpoint, through: 12, cores: 3, cancellation: Cancellation()
        ) { _ in }
        #expect(second.outcome.network == whole.network)
    }

    @Test func `a checkpoint can be continued more than once`() throws {
        let trainer = try Trainer(architecture: dense(), settings: settings(), examples: images())
        let first = try trainer.train(continuing: nil, through: 3, cancellation: Cancellation()) { _ in }
        let networks = try (0..<2).map { _ in
            try trainer.train(continuing: first.checkpoint, through: 12, cancellation: Cancellation()) { _ in }
                .outcome.network
        }
        #expect(networks[0] == networks[1])
    }

    @Test func `a training of exactly so many epochs returns the last weights, however its scores went`() throws {
        var settings = settings()
        // No epoch after the first improves so much.
        (settings.patience, settings.epochs, settings.minimumChange) = (1, 50, 10)
        let trainer = try Trainer(architecture: dense(), settings: settings, examples: images())
        let exact = try trainer.train(exactly: 5, cancellation: Cancellation()) { _ in }
        #expect(try trainer.train(exactly: 5, cores: 2, cancellation: Cancellation()) { _ in } == exact)
        // The checkpoint of a patient training has the last weights as well.
        settings.patience = 50
        let patient = try Trainer(architecture: dense(), settings: settings, examples: images())
        let paused = try patient.train(continuing: nil, through: 5, cancellation: Cancellation()) { _ in }
        #expect(paused.checkpoint?.network == exact)
        #expect(paused.outcome.network != exact)
    }

    @Test func `a training of exactly so many epochs ends with the last epoch of its schedule`() throws {
        var settings = settings()
        settings.schedule = .cosine
        let trainer = try Trainer(architecture: dense(), settings: settings, examples: images())
        let whole = try trainer.train(continuing: nil, through: 11, cancellation: Cancellation()) { _ in }
        #expect(try trainer.train(exactly: 11, cancellation: Cancellation()) { _ in } == whole.checkpoint?.network)
        #expect(try trainer.train(exactly: 12, cancellation: Cancellation()) { _ in } != whole.checkpoint?.network)
    }

    @Test func `a training that patience ended has no checkpoint`() throws {
        var settings = settings()
        (settings.patience, settings.epochs, settings.minimumChange) = (1, 50, 10)
        let trainer = try Trainer(architecture: dense(), settings: settings, examples: images())
        let paused = try trainer.train(continuing: nil, through: 30, cancellation: Cancellation()) { _ in }
        #expect(paused.checkpoint == nil)
        #expect(paused.outcome.stop == .patience(1))
    }
}
