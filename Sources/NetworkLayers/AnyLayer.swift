public import Compute

/// A layer of any kind.
public struct AnyLayer: Sendable {
    /// The layer.
    public let layer: any Layer

    /// Wraps a layer.
    public init(_ layer: some Layer) { self.layer = layer }

    /// Creates a layer from its name and fields.
    ///
    /// - Throws: `.layer` for an unknown name, and for missing, unknown or wrong fields.
    public init(named name: String, _ fields: [LayerField]) throws(NetworksError) {
        guard let kind = Layers.named(name) else { throw .layer(name, reason: "there is no such layer") }
        layer = try kind.init(fields: LayerFields(fields, of: name))
        let known = Set(layer.fields.map(\.name))
        if let other = fields.first(where: { !known.contains($0.name) }) {
            throw .layer(name, reason: "it has no field \(other.name)")
        }
    }

    /// The name of the kind.
    public var name: String { type(of: layer).name }
    /// The layer in a table.
    public var text: String { layer.text }
    /// The parameters, in the order of files and keys.
    public var fields: [LayerField] { layer.fields }
}

extension AnyLayer: Hashable {
    /// True if both layers have the same kind and parameters.
    public static func == (first: AnyLayer, second: AnyLayer) -> Bool {
        func equals<Kind: Layer>(_ layer: Kind) -> Bool { second.layer as? Kind == layer }
        return equals(first.layer)
    }

    /// Hashes kind and parameters.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(name)
        layer.hash(into: &hasher)
    }
}

extension AnyLayer: Codable {
    private enum CodingKeys: String, CodingKey { case kind, fields }

    /// Decodes a layer.
    ///
    /// - Throws: `DecodingError.dataCorrupted` if there is no such layer.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let kind = try container.decode(String.self, forKey: .kind)
        let fields = try container.decode([LayerField].self, forKey: .fields)
        do {
            try self.init(named: kind, fields)
        } catch {
            throw DecodingError.dataCorruptedError(
                forKey: .fields, in: container, debugDescription: error.description)
        }
    }

    /// Encodes name and fields.
    ///
    /// - Throws: The errors of the encoder.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(name, forKey: .kind)
        try container.encode(fields, forKey: .fields)
    }
}
