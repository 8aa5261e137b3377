import Evolution
public import Networks

/// The network that a genome describes and its training settings; two genomes with equal blueprints are the same
/// network.
///
/// Layers of 0 neurons are left out together with their dropout, so that `128, 0, 64` and `128, 64, 0` are equal.
public struct NetworkBlueprint: Hashable, Sendable {
    /// The architecture.
    public let architecture: Architecture
    /// The training settings.
    public var settings: TrainingSettings

    /// Builds the blueprint of a genome's values for a task.
    ///
    /// - Throws: `.unreadableGene` for a gene that networks do not read; `.unusableValue` for a value that the gene
    ///   cannot have.
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

    /// The values read from the genes, and defaults for missing genes.
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

        /// The layers that have neurons, from the input on: the numbered ones, or `layerCount` identical ones.
        var layers: [(key: Int, value: Int)] {
            var neurons = neurons
            if layerCount != nil || commonNeurons != nil {
                let count = layerCount ?? (neurons.keys.max() ?? 0) + 1
                neurons = neurons.filter { $0.key < count }
                for layer in 0..<count where neurons[layer] == nil { neurons[layer] = commonNeurons ?? 0 }
            }
            return neurons.filter { $0.value > 0 }.sorted { $0.key < $1.key }
        }

        /// Returns the settings: genes override those of the task. Settings without any effect are nil, so that one
        /// network has one fingerprint.
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
            func whole(from least: Int, to maximum: Int) throws(ObjectiveError) -> Int {
                guard let number = value.number, let whole = Int(exactly: number), (least...maximum).contains(whole)
                else {
                    throw unusable("a whole number from \(least) to \(maximum)")
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
            func fraction() throws(ObjectiveError) -> Float { try rate().value }
            func isOn() throws(ObjectiveError) -> Bool {
                switch value.description {
                case "on", "yes", "true", "1": return true
                case "off", "no", "false", "0": return false
                default: throw unusable("on or off")
                }
            }
            switch meaning {
            case .plain(.schedule): schedule = try word(Schedule.all, \.name)
            case .plain(.momentum): momentum = try fraction()
            case .plain(.nesterov): isNesterov = try isOn()
            case .plain(.weightDecay): weightDecay = try amount()
            case .plain(.labelSmoothing): labelSmoothing = try fraction()
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
                // Networks compute with 32-bit numbers, which cannot represent anything smaller or larger.
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

/// The task of a network: the shape of the data and the settings that no gene determines.
public struct NetworkTask: Hashable, Sendable {
    let inputs: Int
    let outputs: Int
    let outputActivation: Activation
    let settings: TrainingSettings

    /// Creates a task.
    ///
    /// - Parameters:
    ///   - inputs: the number of inputs of a sample.
    ///   - outputs: the number of classes or of numeric targets.
    ///   - settings: the training settings, which genes may override.
    public init(inputs: Int, outputs: Int, outputActivation: Activation, settings: TrainingSettings) {
        self.inputs = inputs
        self.outputs = outputs
        self.outputActivation = outputActivation
        self.settings = settings
    }
}
