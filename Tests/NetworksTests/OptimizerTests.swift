import Datasets
import Networks
import Randomness
import Testing

/// One input of 1 and a linear output: a weight and a bias with the same gradient.
private func examples() throws -> Examples {
    try KerasFixtures.examples([[1], [1]], [[0], [0]])
}

private func network(weight: Float) -> Network {
    Network(
        architecture: Architecture(
            inputs: 1, hidden: [], outputs: 1, outputActivation: .linear, initializer: .glorotUniform),
        layers: [.init(kernel: [weight], bias: [0])])
}

/// Returns the weight after each step with the mean squared error.
private func walk(_ settings: TrainingSettings, steps: Int, from weight: Float = 1) throws -> [Float] {
    var training = try TrainingSteps(network(weight: weight), settings: settings, examples: try examples(), batch: 2)
    return try (0..<steps).map { _ in
        _ = try training.step([0, 1])
        return training.network.layers[0].kernel[0]
    }
}

private func descent(_ rate: Float) -> TrainingSettings {
    var settings = TrainingSettings()
    settings.loss = .meanSquaredError
    settings.optimizer = Optimizer(.sgd)
    settings.optimizer.learningRate = rate
    return settings
}

@Suite struct OptimizerTests {
    @Test(arguments: [false, true])
    func `momentum adds a fraction of the previous step`(isNesterov: Bool) throws {
        var settings = descent(0.1)
        settings.optimizer.momentum = Optimizer.Momentum(share: 0.9, isNesterov: isNesterov)
        // The output is w + b, with w = 1 and b = 0 at first. The gradient is 2 (w + b) for both, so they move alike.
        var (weight, bias, velocity) = (Float(1), Float(0), Float(0))
        for found in try walk(settings, steps: 5) {
            let gradient = 2 * (weight + bias)
            velocity = 0.9 * velocity - 0.1 * gradient
            let step = isNesterov ? 0.9 * velocity - 0.1 * gradient : velocity
            weight += step
            bias += step
            #expect(isNear(found, weight))
        }
        #expect(Optimizer.Momentum(share: 1) == nil)
        #expect(Optimizer.Momentum(share: -0.1) == nil)
    }

    @Test func `subnormal numbers are 0 during training, on its thread only`() throws {
        let subnormal = Float.leastNormalMagnitude / 8
        // The learning rate moves nothing: only the arithmetic changes the weight.
        #expect(try walk(descent(1e-30), steps: 1, from: subnormal) == [0])
        #expect(try walk(descent(1e-30), steps: 1, from: 8 * subnormal) == [8 * subnormal])
        #expect([Float.leastNormalMagnitude, subnormal].allSatisfy { $0 * 0.5 > 0 })
    }

    @Test(arguments: Optimizer.all)
    func `weight decay is applied before the step`(optimizer: Optimizer) throws {
        var settings = TrainingSettings()
        settings.loss = .meanSquaredError
        settings.optimizer = optimizer
        settings.optimizer.learningRate = 0.01
        settings.optimizer.weightDecay = nil
        let without = try walk(settings, steps: 1)[0]
        settings.optimizer.weightDecay = 0.5
        #expect(isNear(try walk(settings, steps: 1)[0], without - 0.5 * 0.01 * 1))
    }

    @Test func `a penalty adds its derivative to the gradients of weights but not of biases`() throws {
        var settings = descent(0.1)
        let without = try walk(settings, steps: 1, from: -2)[0]
        settings.penalty = Penalty(l1: 0.3, l2: 0.5)
        #expect(isNear(try walk(settings, steps: 1, from: -2)[0], without - 0.1 * (-0.3 + 2 * 0.5 * -2)))
        #expect(Penalty(l1: 0, l2: 0) == nil)
        #expect(Penalty(l1: -1, l2: 2) == nil)
    }

    @Test func `label smoothing pulls the outputs towards all classes`() throws {
        var settings = TrainingSettings()
        settings.optimizer = Optimizer(.sgd)
        settings.optimizer.learningRate = 1
        settings.labelSmoothing = 0.3
        let dataset = try Dataset(
            name: "one", layout: .table(columns: ["x"]), features: .floats([0]),
            targets: .classes(labels: [1], names: ["a", "b", "c"]))
        let rows = [Int32(0)]
        let examples = Examples(
            dataset: dataset, split: Split(training: rows, validation: rows, test: []),
            preprocessing: Preprocessing(factors: [1], shifts: [0]))
        let architecture = Architecture(
            inputs: 1, hidden: [], outputs: 3, outputActivation: .softmax, initializer: .glorotUniform)
        let flat = Network(architecture: architecture, layers: [.init(kernel: [0, 0, 0], bias: [0, 0, 0])])
        var steps = try TrainingSteps(flat, settings: settings, examples: examples, batch: 1)
        _ = try steps.step(rows)
        // Each bias moves by target − ⅓, with targets of 0.1, 0.8 and 0.1.
        let wanted: [Float] = [0.1, 0.8, 0.1].map { $0 - 1 / 3 }
        #expect(firstDifference(steps.network.layers[0].bias, wanted) == nil)
    }
}

@Suite struct ScheduleTests {
    /// Returns the rate of each step, one per epoch, measured by the movement of plain gradient descent with a
    /// constant gradient.
    private static func rates(_ schedule: Schedule, epochs: Int) throws -> [Float] {
        let rows = [[Float]](repeating: [1], count: 30)
        let far = try KerasFixtures.examples(rows, [[Float]](repeating: [-1e6], count: 30))
        var settings = descent(1)
        settings.loss = .meanAbsoluteError
        settings.schedule = schedule
        settings.epochs = epochs
        var training = try TrainingSteps(network(weight: 0), settings: settings, examples: far, batch: 30)
        var before: Float = 0
        return try (0..<epochs).map { _ in
            _ = try training.step(rows.indices.map(Int32.init))
            let weight = training.network.layers[0].kernel[0]
            defer { before = weight }
            return before - weight
        }
    }

    @Test func `learning rates follow the formulas of their schedules`() throws {
        #expect(firstDifference(try Self.rates(.constant, epochs: 4), [1, 1, 1, 1]) == nil)
        #expect(firstDifference(try Self.rates(.step, epochs: 4), [1, 1, 0.1, 0.01]) == nil)
        let cosine: [Float] = [1, 0.853553, 0.5, 0.146447]
        #expect(firstDifference(try Self.rates(.cosine, epochs: 4), cosine) == nil)
        let warm = try Self.rates(.warmUp, epochs: 20)
        #expect(firstDifference(Array(warm.prefix(3)), [0.01, 0.5, 1]) == nil)
        #expect(warm.dropFirst(2) == warm.dropFirst(2).sorted(by: >)[...])
    }

    @Test func `a schedule without a number of epochs is an error`() throws {
        var settings = TrainingSettings()
        settings.schedule = .cosine
        let data = try examples()
        settings.loss = .meanSquaredError
        #expect(throws: NetworksError.endlessSchedule("cosine")) {
            try Trainer(architecture: network(weight: 1).architecture, settings: settings, examples: data)
        }
    }
}

@Suite struct OrthogonalTests {
    @Test(arguments: [(3, 3), (200, 70), (70, 200), (1, 9), (150, 150)])
    func `rows or columns are orthonormal`(inputs: Int, outputs: Int) {
        var generator = Generator(seed: 5)
        let weights = Initializer.orthogonal.weights(inputs: inputs, outputs: outputs, &generator)
        let count = min(inputs, outputs)
        func vector(_ index: Int) -> [Float] {
            inputs >= outputs
                ? (0..<inputs).map { weights[$0 * outputs + index] }
                : Array(weights[index * outputs..<(index + 1) * outputs])
        }
        let vectors = (0..<count).map(vector)
        var worst: Float = 0
        for left in 0..<count {
            for right in 0...left {
                let product = zip(vectors[left], vectors[right]).reduce(Float(0)) { $0 + $1.0 * $1.1 }
                worst = max(worst, abs(product - (left == right ? 1 : 0)))
            }
        }
        #expect(worst < 1e-5)
    }
}
