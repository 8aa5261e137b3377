import Evolution
public import Networks

/// The network that a genome describes and its training settings; two genomes with equal blueprints are the same
/// network.
///
/// Layers of 0 neurons are left out together with their dropout, so that `128, 0, 64` and `128, 64, 0` are equal; the
/// same for convolutional blocks of 0 filters.
public struct NetworkBlueprint: Hashable, Sendable {
    /// The architecture.
    public let architecture: Architecture
    /// The training settings.
    public var settings: TrainingSettings

    /// Builds the blueprint of a genome's values for a task.
    ///
    /// - Throws: `.unreadableGene` for a gene that networks do not read; `.unusableValue` for a value that the gene
    ///   cannot have; `.geneOfImages` for a gene that networks of images alone read; `.failed` for a network that is too
    ///   large.
    init(_ values: [(name: String, value: GeneValue)], for task: NetworkTask) throws(ObjectiveError) {
        var reader = Reader()
        for (name, value) in values {
            if case .image = task.input {} else if NetworkGenes.isForImages(name) { throw .geneOfImages(name) }
            try reader.read(name, value)
        }
        architecture = try reader.architecture(for: task)
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
        var classWeights: ClassWeights?
        var l1: Float = 0
        var l2: Float = 0
        var convolutions = ConvolutionPlan()
        var flip: Bool?
        var shift: Int?
        var cutout: Int?

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

        /// Returns the architecture. That of a network without convolutions has no shape but its number of inputs.
        func architecture(for task: NetworkTask) throws(ObjectiveError) -> Architecture {
            let hidden = layers.map { layer, neurons in
                DenseLayer(
                    neurons: neurons, activation: activation, dropout: dropout[layer] ?? commonDropout,
                    normalization: isNormalized ? BatchNormalization() : nil)
            }
            var features: [AnyLayer] = []
            if case .image(let height, let width, _) = task.input {
                features = convolutions.layers(
                    height: height, width: width, activation: activation, isNormalized: isNormalized)
            }
            guard !features.isEmpty else {
                return Architecture(
                    inputs: task.input.count, inputDropout: inputDropout, hidden: hidden, outputs: task.outputs,
                    outputActivation: task.outputActivation, initializer: initializer)
            }
            do {
                return try Architecture(
                    input: task.input, inputDropout: inputDropout, features: features, hidden: hidden,
                    outputs: task.outputs, outputActivation: task.outputActivation, initializer: initializer)
            } catch {
                throw .noNetwork(error)
            }
        }

        /// Returns the settings: genes override those of the task. Settings without any effect are nil, so that one
        /// network has one fingerprint.
        func settings(over task: TrainingSettings) -> TrainingSettings {
            var settings = task
            settings.optimizer = optimizer
            if let learningRate { settings.optimizer.learningRate = learningRate }
            if optimizer.rule.takesMomentum, momentum > 0 {
                settings.optimizer.momentum = Optimizer.Momentum(share: momentum, isNesterov: isNesterov)
            }
            if let decay = weightDecay ?? task.optimizer.weightDecay {
                settings.optimizer.weightDecay = decay > 0 ? decay : nil
            }
            if let smoothing = labelSmoothing ?? task.labelSmoothing {
                settings.labelSmoothing = smoothing > 0 ? smoothing : nil
            }
            if let weights = classWeights ?? task.classWeights {
                settings.classWeights = weights == .equal ? nil : weights
            }
            if let schedule = schedule ?? task.schedule {
                settings.schedule = schedule == .constant ? nil : schedule
            }
            settings.penalty = Penalty(l1: l1, l2: l2) ?? task.penalty
            let augmentation = Augmentation(
                flip: flip ?? task.augmentation?.flip ?? false, shift: shift ?? task.augmentation?.shift ?? 0,
                cutout: cutout ?? task.augmentation?.cutout ?? 0)
            settings.augmentation = augmentation.flatMap { $0.isIdentity ? nil : $0 }
            settings.batchSize = batchSize
            return settings
        }

        mutating func read(_ name: String, _ value: GeneValue) throws(ObjectiveError) {
            guard let meaning = NetworkGenes.meaning(of: name) else {
                throw .unreadableGene(name: name, suggestion: NetworkGenes.suggestion(for: name))
            }
            let value = NetworkGeneValue(name: name, value: value)
            switch meaning {
            case .plain(.schedule): schedule = try value.word(Schedule.all, \.name)
            case .plain(.momentum): momentum = try value.fraction()
            case .plain(.nesterov): isNesterov = try value.isOn()
            case .plain(.weightDecay): weightDecay = try value.amount()
            case .plain(.labelSmoothing): labelSmoothing = try value.fraction()
            case .plain(.classWeights): classWeights = try value.classWeights()
            case .plain(.batchNormalization): isNormalized = try value.isOn()
            case .plain(.l1): l1 = try value.amount()
            case .plain(.l2): l2 = try value.amount()
            case .plain(.layers): layerCount = try value.whole(from: 0, to: NetworkShape.layerCounts.upperBound)
            case .plain(.neurons): commonNeurons = try value.whole(from: 0, to: 1_000_000)
            case .plain(.dropout): commonDropout = try value.rate()
            case .plain(.optimizer): optimizer = try value.word(Optimizer.all, \.name)
            case .plain(.hiddenActivation): activation = try value.word(Activation.all, \.name)
            case .plain(.initializer): initializer = try value.word(Initializer.all, \.name)
            case .plain(.batchSize): batchSize = try value.whole(from: 1, to: 1_000_000)
            case .plain(.inputDropout): inputDropout = try value.rate()
            case .plain(.learningRate): learningRate = try value.learningRate()
            case .plain(.blocks): convolutions.count = try value.whole(from: 0, to: 100)
            case .plain(.residual): convolutions.isResidual = try value.isOn()
            case .plain(.head): convolutions.head = try value.choice(ConvolutionHead.allCases)
            case .plain(.flip): flip = try value.isOn()
            case .plain(.shift): shift = try value.whole(from: 0, to: Augmentation.pixels.upperBound)
            case .plain(.cutout): cutout = try value.whole(from: 0, to: Augmentation.pixels.upperBound)
            case .block(let gene, let number):
                var block = number.map { convolutions.numbered[$0] ?? .init() } ?? convolutions.common
                switch gene {
                case .filters: block.filters = try value.whole(from: 0, to: 65_536)
                case .kernel: block.kernel = try value.whole(from: 1, to: 99)
                case .convolutions: block.convolutions = try value.whole(from: 1, to: 10)
                case .pooling: block.pooling = try value.choice(BlockPooling.allCases)
                case .dropout: block.dropout = try value.rate()
                }
                if let number { convolutions.numbered[number] = block } else { convolutions.common = block }
            case .neurons(let layer): neurons[layer] = try value.whole(from: 0, to: 1_000_000)
            case .dropout(let layer): dropout[layer] = try value.rate()
            }
        }
    }
}
