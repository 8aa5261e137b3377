/// The shape of the networks that the default genes describe.
public struct NetworkShape: Codable, Hashable, Sendable {
    /// The allowed numbers of hidden layers.
    public static let layerCounts = 1...100
    /// The allowed numbers of convolutional blocks; 0 for dense networks.
    public static let blockCounts = 0...20

    /// The maximum number of hidden dense layers; within `layerCounts`.
    public var layers: Int
    /// The maximum number of convolutional blocks before them; within `blockCounts`.
    public var blocks: Int
    /// True if all layers share one gene for neurons and one for dropout, and the number of layers is a gene; the same
    /// for the blocks.
    public var isUniform: Bool
    /// The largest number of neurons of a dense layer among the default genes of dense networks; nil for all numbers.
    public var mostNeurons: Int?

    private enum CodingKeys: String, CodingKey { case layers, blocks, isUniform, mostNeurons }

    /// Creates a shape; the default shape if no argument is given.
    public init(layers: Int = NetworkGenes.defaultLayers, blocks: Int = 0, isUniform: Bool = false) {
        self.layers = layers
        self.blocks = blocks
        self.isUniform = isUniform
    }

    /// The default number of hidden dense layers after a number of convolutional blocks.
    public static func defaultLayers(after blocks: Int) -> Int { blocks > 0 ? 1 : NetworkGenes.defaultLayers }

    /// Decodes a shape; sessions of older versions contain no blocks.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        layers = try container.decode(Int.self, forKey: .layers)
        blocks = try container.decodeIfPresent(Int.self, forKey: .blocks) ?? 0
        isUniform = try container.decode(Bool.self, forKey: .isUniform)
        mostNeurons = try container.decodeIfPresent(Int.self, forKey: .mostNeurons)
    }

    /// Encodes a shape; that of dense networks as older versions did.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(layers, forKey: .layers)
        if blocks > 0 { try container.encode(blocks, forKey: .blocks) }
        try container.encode(isUniform, forKey: .isUniform)
        try container.encodeIfPresent(mostNeurons, forKey: .mostNeurons)
    }
}
