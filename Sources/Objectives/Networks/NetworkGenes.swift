public import Evolution
import Suggestions

/// The genes that networks read, and the default search space of networks.
public enum NetworkGenes {
    /// The maximum number of hidden layers that the default genes describe.
    public static let defaultLayers = 5

    /// Returns the default genes of a network: 15, or those of another shape.
    public static func standard(_ shape: NetworkShape = NetworkShape()) -> [Gene] {
        guard shape.blocks == 0 else { return convolutional(shape) }
        let neurons = [0, 16, 32, 64, 128, 256, 512, 1024].filter { $0 <= shape.mostNeurons ?? .max }
            .map(GeneValue.integer)
        return [
            Gene("optimizer", in: .list(["adamax", "adam", "nadam"].map(GeneValue.text))),
            Gene("hidden_activation", in: .list(["relu", "elu"].map(GeneValue.text))),
            Gene("batch_size", in: .list([16, 32, 64].map(GeneValue.integer))),
            Gene("initializer", in: initializers), Gene("input_dropout", in: rates),
        ] + dense(shape, neurons: neurons)
    }

    static let initializers = Domain.list(
        ["lecun_uniform", "lecun_normal", "glorot_uniform", "glorot_normal", "he_uniform", "he_normal"]
            .map(GeneValue.text))

    static let rates = Domain.steps(first: 0, last: 0.5, step: 0.1)

    /// Returns the genes of the dense layers.
    ///
    /// - Parameter neurons: the numbers of neurons, 0 first.
    static func dense(_ shape: NetworkShape, neurons: [GeneValue]) -> [Gene] {
        if shape.isUniform {
            // A layer without neurons would be the same as one layer fewer. After convolutions there may be none at all.
            return [
                Gene(
                    "layers",
                    in: .integers(first: shape.blocks > 0 ? 0 : 1, last: shape.layers, step: 1, scale: .linear)),
                Gene("neurons", in: .list(Array(neurons.dropFirst()))), Gene("dropout", in: rates),
            ]
        }
        return (0..<shape.layers).flatMap { layer in
            [
                Gene("neurons\(layer)", in: .list(neurons)),
                // An empty layer has no dropout: genomes that differ only in it would be the same network.
                Gene("dropout\(layer)", in: rates, when: .compare(gene: "neurons\(layer)", .above, 0)),
            ]
        }
    }

    /// Returns the meaning of a gene's name to a network; nil if it has none.
    static func meaning(of name: String) -> Meaning? {
        if let plain = Meaning.Plain(rawValue: name) { return .plain(plain) }
        if let layer = number(of: name, after: "neurons") { return .neurons(layer: layer) }
        if let layer = number(of: name, after: "dropout") { return .dropout(layer: layer) }
        for gene in BlockGene.allCases {
            if name == gene.rawValue { return .block(gene, nil) }
            if let block = number(of: name, after: gene.rawValue) { return .block(gene, block) }
        }
        return nil
    }

    /// Returns true for a gene that only networks of images read.
    public static func isForImages(_ name: String) -> Bool {
        switch meaning(of: name) {
        case .block, .plain(.blocks), .plain(.residual), .plain(.head), .plain(.flip), .plain(.shift), .plain(.cutout):
            true
        case .plain, .neurons, .dropout, nil: false
        }
    }

    /// All names, for suggestions, with the default numbers of layers and blocks.
    static var names: [String] {
        Meaning.Plain.allCases.map(\.rawValue)
            + (0..<defaultLayers).flatMap { ["neurons\($0)", "dropout\($0)"] }
            + BlockGene.allCases.flatMap { gene in
                [gene.rawValue] + (0..<describedBlocks).map { "\(gene.rawValue)\($0)" }
            }
    }

    /// The hyperparameter that a gene sets.
    enum Meaning: Hashable {
        enum Plain: String, CaseIterable {
            case optimizer, hiddenActivation = "hidden_activation", batchSize = "batch_size", initializer
            case inputDropout = "input_dropout"
            case learningRate = "learning_rate"
            case schedule, momentum, nesterov
            case weightDecay = "weight_decay"
            case labelSmoothing = "label_smoothing"
            case batchNormalization = "batch_normalization"
            case classWeights = "class_weights"
            case l1, l2
            /// These apply to identical layers, or to the first numbered ones.
            case layers, neurons, dropout
            /// The number of identical convolutional blocks.
            case blocks
            case residual, head
            case flip, shift, cutout
        }
        case plain(Plain)
        case neurons(layer: Int)
        case dropout(layer: Int)
        /// A gene of one convolutional block; of all blocks if there is no number.
        case block(BlockGene, Int?)
    }

    /// Returns the number of a layer or block, from 0 to 99, that follows the prefix; nil if there is none.
    private static func number(of name: String, after prefix: String) -> Int? {
        guard name.hasPrefix(prefix) else { return nil }
        let digits = name.dropFirst(prefix.count)
        guard let number = Int(digits), number >= 0, number < 100, String(number) == digits else { return nil }
        return number
    }
}

extension NetworkGenes {
    /// Returns the known name that an unknown one probably means.
    static func suggestion(for name: String) -> String? { synonyms[name] ?? Suggestion.nearest(to: name, among: names) }

    /// Names of the same hyperparameters in other programs.
    private static let synonyms = [
        "lr": "learning_rate", "activation": "hidden_activation", "batch": "batch_size", "units": "neurons0",
        "decay": "weight_decay", "smoothing": "label_smoothing", "weights": "class_weights",
        "class_weight": "class_weights", "batch_norm": "batch_normalization",
        "kernel_size": "kernel0", "channels": "filters0", "mirror": "flip",
    ]
}
