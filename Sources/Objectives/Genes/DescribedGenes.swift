public import Evolution
import Networks

extension NetworkGenes {
    /// A gene that networks read, with its meaning and values to start with.
    public struct Described: Hashable, Sendable {
        /// The gene's name.
        public let name: String
        /// A one-line description of the gene's meaning.
        public let summary: String
        /// Suggested values; for a gene of words, all possible values.
        public let values: Domain
    }

    /// All genes that networks read, with layers and blocks up to the default numbers, for completion at the prompt.
    public static var described: [Described] {
        let layers = (0..<defaultLayers).flatMap { ["neurons\($0)", "dropout\($0)"] }
        let all = BlockGene.allCases.map(\.rawValue)
        let blocks = (0..<describedBlocks).flatMap { block in all.map { "\($0)\(block)" } }
        return Meaning.Plain.allCases.map { described($0) } + (layers + all + blocks).compactMap(described(_:))
    }

    /// Returns the description of the gene with this name; nil if networks do not read such a gene.
    public static func described(_ name: String) -> Described? {
        switch meaning(of: name) {
        case .plain(let plain): described(plain)
        case .neurons(let layer):
            Described(
                name: name, summary: "neurons of hidden layer \(layer); 0 leaves the layer out",
                values: .list([0, 16, 32, 64, 128, 256, 512, 1024].map(GeneValue.integer)))
        case .dropout(let layer):
            Described(
                name: name, summary: "dropout rate of hidden layer \(layer)",
                values: rates)
        case .block(let gene, let block): Described(name: name, summary: gene.summary(of: block), values: gene.values)
        case nil: nil
        }
    }

    private static func described(_ gene: Meaning.Plain) -> Described {
        Described(name: gene.rawValue, summary: gene.summary, values: gene.values)
    }
}

extension NetworkGenes.Meaning.Plain {
    /// A one-line description of the gene's meaning.
    fileprivate var summary: String {
        switch self {
        case .optimizer: "update rule for the weights"
        case .hiddenActivation: "activation function of the hidden layers"
        case .batchSize: "samples per training step"
        case .initializer: "distribution of the initial random weights"
        case .inputDropout: "dropout rate of the inputs"
        case .learningRate: "step size of the optimizer"
        case .schedule: "learning rate schedule over the epochs"
        case .momentum: "momentum of sgd: fraction of the previous step added to each step"
        case .nesterov: "Nesterov momentum for sgd, on or off"
        case .weightDecay: "decoupled weight decay per step"
        case .labelSmoothing: "label smoothing: fraction of each target spread over all classes"
        case .batchNormalization: "batch normalization of convolutions and hidden layers, on or off"
        case .classWeights: "weights of classes in the loss: equal, or balanced by their frequency"
        case .blocks: "number of equal convolutional blocks"
        case .residual: "convolutional blocks as residual blocks, on or off"
        case .head: "layer after the convolutional blocks: all numbers (flatten), or the mean of each filter"
        case .flip: "random mirroring of training images, left and right, on or off"
        case .shift: "pixels by which training images move at random in each direction"
        case .cutout: "side in pixels of a random square that is hidden in training images"
        case .l1: "L1 penalty on absolute weights"
        case .layers: "number of hidden layers"
        case .neurons: "neurons in each hidden layer"
        case .dropout: "dropout rate of each hidden layer"
        case .l2: "L2 penalty on squared weights"
        }
    }

    /// Suggested values; for a gene of words, all possible values.
    fileprivate var values: Domain {
        switch self {
        case .optimizer: Self.words(Optimizer.Rule.all.map(\.name))
        case .hiddenActivation: Self.words(Activation.all.filter { $0 != .softmax }.map(\.name))
        case .batchSize: Self.numbers([16, 32, 64, 128])
        case .initializer: Self.words(Initializer.all.map(\.name))
        case .inputDropout, .dropout: NetworkGenes.rates
        case .learningRate: .interval(first: 1e-4, last: 1e-1, scale: .logarithmic)
        case .schedule: Self.words(Schedule.all.map(\.name))
        case .momentum: .interval(first: 0, last: 0.99, scale: .linear)
        case .nesterov, .batchNormalization, .residual, .flip: Self.words(["on", "off"])
        case .weightDecay: .interval(first: 1e-5, last: 1e-2, scale: .logarithmic)
        case .labelSmoothing: .steps(first: 0, last: 0.2, step: 0.05)
        case .classWeights: Self.words(["equal", "balanced"])
        case .blocks: .integers(first: 1, last: 3, step: 1, scale: .linear)
        case .head: Self.words(ConvolutionHead.allCases.map(\.rawValue))
        case .shift: Self.numbers([0, 1, 2, 4])
        case .cutout: Self.numbers([0, 4, 8, 16])
        case .l1, .l2: .interval(first: 1e-6, last: 1e-3, scale: .logarithmic)
        case .layers: .integers(first: 1, last: 5, step: 1, scale: .linear)
        case .neurons: Self.numbers([16, 32, 64, 128, 256, 512, 1024])
        }
    }

    private static func words(_ texts: [String]) -> Domain { .list(texts.map(GeneValue.text)) }

    private static func numbers(_ numbers: [Int]) -> Domain { .list(numbers.map(GeneValue.integer)) }
}
