public import Evolution
import Networks

extension NetworkGenes {
    /// A gene that a network reads: what it means, and values that are worth trying.
    public struct Described: Hashable, Sendable {
        /// Its name.
        public let name: String
        /// What it means, in one line.
        public let summary: String
        /// Values to begin with; of words, all that there are.
        public let values: Domain
    }

    /// All genes that a network reads, layers up to the default number, for help while they are typed.
    public static var described: [Described] {
        let layers = (0..<defaultLayers).flatMap { ["neurons\($0)", "dropout\($0)"] }.compactMap(described(_:))
        return Meaning.Plain.allCases.map { described($0) } + layers
    }

    /// What a gene of this name means to a network; nil where it means nothing.
    public static func described(_ name: String) -> Described? {
        switch meaning(of: name) {
        case .plain(let plain): described(plain)
        case .neurons(let layer):
            Described(
                name: name, summary: "neurons of hidden layer \(layer); 0 leaves the layer out",
                values: .list([0, 16, 32, 64, 128, 256, 512, 1024].map(GeneValue.integer)))
        case .dropout(let layer):
            Described(
                name: name, summary: "fraction of the outputs of hidden layer \(layer) dropped during training",
                values: shares)
        case nil: nil
        }
    }

    private static let shares = Domain.steps(first: 0, last: 0.5, step: 0.1)

    private static func described(_ gene: Meaning.Plain) -> Described {
        let (summary, values): (String, Domain) =
            switch gene {
            case .optimizer: ("how weights follow their gradients", words(Optimizer.Rule.allCases.map(\.rawValue)))
            case .hiddenActivation:
                (
                    "what hidden neurons make of their weighted sum",
                    words(Activation.all.filter { $0 != .softmax }.map(\.name))
                )
            case .batchSize: ("samples a step", .list([16, 32, 64, 128].map(GeneValue.integer)))
            case .initializer: ("the random weights that layers start with", words(Initializer.all.map(\.name)))
            case .inputDropout: ("fraction of the inputs dropped during training", shares)
            case .learningRate: ("how far a step goes", .interval(first: 1e-4, last: 1e-1, scale: .logarithmic))
            case .schedule: ("how the learning rate changes over the epochs", words(Schedule.all.map(\.name)))
            case .momentum:
                (
                    "momentum of sgd: fraction of the previous step that is added",
                    .interval(first: 0, last: 0.99, scale: .linear)
                )
            case .nesterov: ("whether sgd's momentum looks ahead", words(["on", "off"]))
            case .weightDecay:
                ("what each step takes off each weight", .interval(first: 1e-5, last: 1e-2, scale: .logarithmic))
            case .labelSmoothing:
                (
                    "label smoothing: fraction of each target spread over all classes",
                    .steps(first: 0, last: 0.2, step: 0.05)
                )
            case .batchNormalization: ("whether hidden sums are normalised over the batch", words(["on", "off"]))
            case .l1:
                (
                    "the penalty on the weights' absolute values",
                    .interval(first: 1e-6, last: 1e-3, scale: .logarithmic)
                )
            case .layers: ("how many hidden layers there are", .integers(first: 1, last: 5, step: 1, scale: .linear))
            case .neurons:
                (
                    "neurons of each hidden layer",
                    .list([16, 32, 64, 128, 256, 512, 1024].map(GeneValue.integer))
                )
            case .dropout: ("fraction of each hidden layer's outputs dropped during training", shares)
            case .l2:
                ("the penalty on the weights' squares", .interval(first: 1e-6, last: 1e-3, scale: .logarithmic))
            }
        return Described(name: gene.rawValue, summary: summary, values: values)
    }

    private static func words(_ texts: [String]) -> Domain { .list(texts.map(GeneValue.text)) }
}
