import Evolution
public import Networks

/// What a genome says a network is and how it is trained; two genomes with one blueprint are one network.
///
/// Layers of 0 neurons are left out with their dropout, so that `128, 0, 64` and `128, 64, 0` are the same.
public struct NetworkBlueprint: Hashable, Sendable {
    /// What is built.
    public let architecture: Architecture
    /// How it is trained.
    public var settings: TrainingSettings

    /// Reads a genome's values for a task.
    ///
    /// - Throws: `.unreadableGene`, `.unusableValue`.
    init(_ values: [(name: String, value: GeneValue)], for task: NetworkTask) throws(ObjectiveError) {
        var reader = Reader()
        for (name, value) in values { try reader.read(name, value) }
        let layers = reader.layers
        architecture = Architecture(
            inputs: task.inputs, inputDropout: reader.inputDropout,
            hidden: layers.map { layer, neurons in
                DenseLayer(
                    neurons: neurons, activation: reader.activation,
                    dropout: reader.dropout[layer] ?? reader.commonDropout,
                    normalization: reader.isNormalized ? BatchNormalization() : nil)
            },
            outputs: task.outputs, outputActivation: task.outputActivation, initializer: reader.initializer)
        settings = reader.settings(over: task.settings)
    }

    /// The values that genes gave, over the usual ones for those that are missing.
    private struct Reader {
        var optimizer = Optimizer.adam
        var learningRate: Float?
        var activation = Activation.relu
        var batchSize = 32
        var initializer = Initializer.glorotUniform
        var inputDropout = DropoutRate.none
        var neurons: [Int: Int] = [:]
        var dropout: [Int: DropoutRate] = [:]
        var layerCount: Int?
        var commonNeurons: Int?
        var commonDropout = DropoutRate.none
        var isNormalized = false
        var schedule: Schedule?
        var momentum: Float = 0
        var isNesterov = false
        var weightDecay: Float?
        var labelSmoothing: Float?
        var l1: Float = 0
        var l2: Float = 0

        /// The layers that have neurons, from the input on: those that are numbered, or as many alike as are said.
        var layers: [(key: Int, value: Int)] {
            var neurons = neurons
            if layerCount != nil || commonNeurons != nil {
                let count = layerCount ?? (neurons.keys.max() ?? 0) + 1
                neurons = neurons.filter { $0.key < count }
                for layer in 0..<count where neurons[layer] == nil { neurons[layer] = commonNeurons ?? 0 }
            }
            return neurons.filter { $0.value > 0 }.sorted { $0.key < $1.key }
        }

        /// What stands in no gene is as the task has it. What changes nothing is nil, so that one network has one
        /// fingerprint.
        func settings(over task: TrainingSettings) -> TrainingSettings {
            var settings = task
            settings.optimizer = optimizer
            if let learningRate { settings.optimizer.learningRate = learningRate }
            if optimizer.rule == .sgd, momentum > 0 {
                settings.optimizer.momentum = Optimizer.Momentum(share: momentum, isNesterov: isNesterov)
            }
            if let decay = weightDecay ?? task.optimizer.weightDecay {
                settings.optimizer.weightDecay = decay > 0 ? decay : nil
            }
            if let smoothing = labelSmoothing ?? task.labelSmoothing {
                settings.labelSmoothing = smoothing > 0 ? smoothing : nil
            }
            if let schedule = schedule ?? task.schedule {
                settings.schedule = schedule == .constant ? nil : schedule
            }
            settings.penalty = Penalty(l1: l1, l2: l2) ?? task.penalty
            settings.batchSize = batchSize
            return settings
        }

        mutating func read(_ name: String, _ value: GeneValue) throws(ObjectiveError) {
            guard let meaning = NetworkGenes.meaning(of: name) else {
                throw .unreadableGene(name: name, suggestion: NetworkGenes.suggestion(for: name))
            }
            func unusable(_ expected: String) -> ObjectiveError {
                .unusableValue(gene: name, value: value.description, expected: expected)
            }
            func word<Choice>(_ all: [Choice], _ named: KeyPath<Choice, String>) throws(ObjectiveError) -> Choice {
                guard let choice = all.first(where: { $0[keyPath: named] == value.description }) else {
                    throw unusable("one of " + all.map { $0[keyPath: named] }.joined(separator: ", "))
                }
                return choice
            }
            func whole(from least: Int, to most: Int) throws(ObjectiveError) -> Int {
                guard let number = value.number, let whole = Int(exactly: number), (least...most).contains(whole) else {
                    throw unusable("a whole number from \(least) to \(most)")
                }
                return whole
            }
            func rate() throws(ObjectiveError) -> DropoutRate {
                guard let number = value.number, let rate = DropoutRate(Float(number)) else {
                    throw unusable("a fraction from 0 to below 1")
                }
                return rate
            }
            func amount() throws(ObjectiveError) -> Float {
                guard let number = value.number, number >= 0, Float(number).isFinite else {
                    throw unusable("a number from 0 to \(Float.greatestFiniteMagnitude)")
                }
                return Float(number)
            }
            func share() throws(ObjectiveError) -> Float { try rate().value }
            func isOn() throws(ObjectiveError) -> Bool {
                switch value.description {
                case "on", "yes", "true", "1": return true
                case "off", "no", "false", "0": return false
                default: throw unusable("on or off")
                }
            }
            switch meaning {
            case .plain(.schedule): schedule = try word(Schedule.all, \.name)
            case .plain(.momentum): momentum = try share()
            case .plain(.nesterov): isNesterov = try isOn()
            case .plain(.weightDecay): weightDecay = try amount()
            case .plain(.labelSmoothing): labelSmoothing = try share()
            case .plain(.batchNormalization): isNormalized = try isOn()
            case .plain(.l1): l1 = try amount()
            case .plain(.l2): l2 = try amount()
            case .plain(.layers): layerCount = try whole(from: 0, to: NetworkShape.layerCounts.upperBound)
            case .plain(.neurons): commonNeurons = try whole(from: 0, to: 1_000_000)
            case .plain(.dropout): commonDropout = try rate()
            case .plain(.optimizer): optimizer = try word(Optimizer.all, \.name)
            case .plain(.hiddenActivation): activation = try word(Activation.all, \.name)
            case .plain(.initializer): initializer = try word(Initializer.all, \.name)
            case .plain(.batchSize): batchSize = try whole(from: 1, to: 1_000_000)
            case .plain(.inputDropout): inputDropout = try rate()
            case .plain(.learningRate):
                // Networks compute with 32 bits, which hold no number closer to 0 or farther from it.
                guard let number = value.number, Float(number) > 0, Float(number).isFinite else {
                    throw unusable(
                        "a number from \(Float.leastNonzeroMagnitude) to \(Float.greatestFiniteMagnitude)")
                }
                learningRate = Float(number)
            case .neurons(let layer): neurons[layer] = try whole(from: 0, to: 1_000_000)
            case .dropout(let layer): dropout[layer] = try rate()
            }
        }
    }
}

/// What networks are built and trained for: the data's shape and the settings that no gene says.
public struct NetworkTask: Hashable, Sendable {
    let inputs: Int
    let outputs: Int
    let outputActivation: Activation
    let settings: TrainingSettings

    /// A task.
    ///
    /// - Parameters:
    ///   - inputs: the numbers of a sample.
    ///   - outputs: one a class, or one a number that is to be learned.
    ///   - settings: how networks are trained, but for what genes say.
    public init(inputs: Int, outputs: Int, outputActivation: Activation, settings: TrainingSettings) {
        self.inputs = inputs
        self.outputs = outputs
        self.outputActivation = outputActivation
        self.settings = settings
    }
}
