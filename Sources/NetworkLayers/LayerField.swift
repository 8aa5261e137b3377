/// A parameter of a layer: the one description from which files, keys and tables are made. Names are never changed.
public struct LayerField: Hashable, Sendable {
    /// The name, as in `kernel_height`.
    public let name: String
    /// The value.
    public let value: Value

    /// A value.
    public enum Value: Hashable, Sendable {
        case integer(Int)
        case number(Float)
        case word(String)
        case flag(Bool)
        case layers([AnyLayer])
    }

    /// Creates a field.
    public init(_ name: String, _ value: Value) {
        self.name = name
        self.value = value
    }
}

extension LayerField: Codable {
    private enum CodingKeys: String, CodingKey { case name, integer, number, word, flag, layers }

    /// Decodes a field.
    ///
    /// - Throws: `DecodingError` if there is no name or no value.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        name = try container.decode(String.self, forKey: .name)
        if let integer = try container.decodeIfPresent(Int.self, forKey: .integer) {
            value = .integer(integer)
        } else if let number = try container.decodeIfPresent(Float.self, forKey: .number) {
            value = .number(number)
        } else if let word = try container.decodeIfPresent(String.self, forKey: .word) {
            value = .word(word)
        } else if let flag = try container.decodeIfPresent(Bool.self, forKey: .flag) {
            value = .flag(flag)
        } else {
            value = .layers(try container.decode([AnyLayer].self, forKey: .layers))
        }
    }

    /// Encodes name and value; the kind of value is the key.
    ///
    /// - Throws: The errors of the encoder.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(name, forKey: .name)
        switch value {
        case .integer(let integer): try container.encode(integer, forKey: .integer)
        case .number(let number): try container.encode(number, forKey: .number)
        case .word(let word): try container.encode(word, forKey: .word)
        case .flag(let flag): try container.encode(flag, forKey: .flag)
        case .layers(let layers): try container.encode(layers, forKey: .layers)
        }
    }
}
