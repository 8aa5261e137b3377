public import Evolution
import Suggestions

/// The shape of the networks that the default genes describe.
public struct NetworkShape: Codable, Hashable, Sendable {
    /// The allowed numbers of hidden layers.
    public static let layerCounts = 1...100

    /// The maximum number of hidden layers; within `layerCounts`.
    public var layers: Int
    /// True if all layers share one gene for neurons and one for dropout, and the number of layers is a gene.
    public var isUniform: Bool

    private enum CodingKeys: String, CodingKey { case layers, isUniform }

    /// Creates a shape; the default shape if no argument is given.
    public init(layers: Int = NetworkGenes.defaultLayers, isUniform: Bool = false) {
        self.layers = layers
        self.isUniform = isUniform
    }
}

/// The genes that networks read, and the default search space of networks.
public enum NetworkGenes {
    /// The maximum number of hidden layers that the default genes describe.
    public static let defaultLayers = 5

    /// Returns the default genes of a network: 15, or those of another shape.
    public static func standard(_ shape: NetworkShape = NetworkShape()) -> [Gene] {
        let rates = Domain.steps(first: 0, last: 0.5, step: 0.1)
        let neurons = [0, 16, 32, 64, 128, 256, 512, 1024].map(GeneValue.integer)
        var genes = [
            Gene("optimizer", in: .list(["adamax", "adam", "nadam"].map(GeneValue.text))),
            Gene("hidden_activation", in: .list(["relu", "elu"].map(GeneValue.text))),
            Gene("batch_size", in: .list([16, 32, 64].map(GeneValue.integer))),
            Gene(
                "initializer",
                in: .list(
                    ["lecun_uniform", "lecun_normal", "glorot_uniform", "glorot_normal", "he_uniform", "he_normal"]
                        .map(GeneValue.text))),
            Gene("input_dropout", in: rates),
        ]
        if shape.isUniform {
            // A layer without neurons would be the same as one layer fewer.
            return genes + [
                Gene("layers", in: .integers(first: 1, last: shape.layers, step: 1, scale: .linear)),
                Gene("neurons", in: .list(Array(neurons.dropFirst()))), Gene("dropout", in: rates),
            ]
        }
        for layer in 0..<shape.layers {
            genes.append(Gene("neurons\(layer)", in: .list(neurons)))
            // An empty layer has no dropout: genomes that differ only in it would be the same network.
            genes.append(Gene("dropout\(layer)", in: rates, when: .compare(gene: "neurons\(layer)", .above, 0)))
        }
        return genes
    }

    /// Returns the meaning of a gene's name to a network; nil if it has none.
    static func meaning(of name: String) -> Meaning? {
        if let plain = Meaning.Plain(rawValue: name) { return .plain(plain) }
        if let layer = layer(of: name, after: "neurons") { return .neurons(layer: layer) }
        if let layer = layer(of: name, after: "dropout") { return .dropout(layer: layer) }
        return nil
    }

    /// All names, for suggestions, with the default number of layers.
    static var names: [String] {
        Meaning.Plain.allCases.map(\.rawValue)
            + (0..<defaultLayers).flatMap { ["neurons\($0)", "dropout\($0)"] }
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
            case l1, l2
            /// These apply to identical layers, or to the first numbered ones.
            case layers, neurons, dropout
        }
        case plain(Plain)
        case neurons(layer: Int)
        case dropout(layer: Int)
    }

    /// Returns the number of a layer, from 0 to 99, that follows the prefix; nil if there is none.
    private static func layer(of name: String, after prefix: String) -> Int? {
        guard name.hasPrefix(prefix) else { return nil }
        let digits = name.dropFirst(prefix.count)
        guard let layer = Int(digits), layer >= 0, layer < 100, String(layer) == digits else { return nil }
        return layer
    }
}

extension NetworkGenes {
    /// Returns the known name that an unknown one probably means.
    static func suggestion(for name: String) -> String? { synonyms[name] ?? Suggestion.nearest(to: name, among: names) }

    /// Names of the same hyperparameters in other programs.
    private static let synonyms = [
        "lr": "learning_rate", "activation": "hidden_activation", "batch": "batch_size", "units": "neurons0",
        "decay": "weight_decay", "smoothing": "label_smoothing", "batch_norm": "batch_normalization",
    ]
}
