import Arithmetic

/// The shape of one sample between two layers. Numbers are stored row by row, the channels of a position side by side.
public enum TensorShape: Hashable, Sendable {
    /// Numbers without order, as dense layers take them.
    case vector(Int)
    /// Positions in a row, each with channels.
    case sequence(length: Int, channels: Int)
    /// Pixels row by row, each with channels.
    case image(height: Int, width: Int, channels: Int)

    /// The maximum number of numbers.
    public static let greatestCount = 1 << 24

    /// Creates a vector, a sequence or an image of one, two or three dimensions.
    ///
    /// - Throws: `.shapeOutOfRange` for another number of dimensions, for a dimension below 1, or for more than
    ///   `greatestCount` numbers.
    public init(dimensions: [Int]) throws(NetworksError) {
        switch dimensions.count {
        case 1: self = .vector(dimensions[0])
        case 2: self = .sequence(length: dimensions[0], channels: dimensions[1])
        case 3: self = .image(height: dimensions[0], width: dimensions[1], channels: dimensions[2])
        default: throw .shapeOutOfRange(dimensions)
        }
        try check()
    }

    /// Checks the sizes.
    ///
    /// - Throws: `.shapeOutOfRange` for a dimension below 1, or for more than `greatestCount` numbers.
    package func check() throws(NetworksError) {
        guard dimensions.allSatisfy({ $0 >= 1 }), let count = dimensions.checkedProduct, count <= Self.greatestCount
        else { throw .shapeOutOfRange(dimensions) }
    }

    /// The sizes: of an image height, width and channels, of a sequence length and channels.
    public var dimensions: [Int] {
        switch self {
        case .vector(let count): [count]
        case .sequence(let length, let channels): [length, channels]
        case .image(let height, let width, let channels): [height, width, channels]
        }
    }

    /// The number of numbers; the greatest integer if it does not fit.
    public var count: Int { dimensions.reduce(1) { $0.multipliedSaturated(by: $1) } }

    /// The number of channels; the numbers of a vector are its channels.
    public var channels: Int {
        switch self {
        case .vector(let count): count
        case .sequence(_, let channels): channels
        case .image(_, _, let channels): channels
        }
    }

    /// True for a vector.
    public var isVector: Bool { if case .vector = self { true } else { false } }

    /// The shape after pooling of all positions into one.
    package var onePosition: TensorShape {
        switch self {
        case .vector: self
        case .sequence(_, let channels): .sequence(length: 1, channels: channels)
        case .image(_, _, let channels): .image(height: 1, width: 1, channels: channels)
        }
    }

    /// The same positions with another number of channels.
    package func with(channels: Int) -> TensorShape {
        switch self {
        case .vector: .vector(channels)
        case .sequence(let length, _): .sequence(length: length, channels: channels)
        case .image(let height, let width, _): .image(height: height, width: width, channels: channels)
        }
    }
}

extension TensorShape: CustomStringConvertible {
    /// The sizes, as in `28 × 28 × 1`.
    public var description: String { dimensions.map(String.init).joined(separator: " × ") }
}

extension TensorShape: Codable {
    /// Decodes the list of dimensions.
    ///
    /// - Throws: `DecodingError.dataCorrupted` if no shape has them.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let dimensions = try container.decode([Int].self)
        do {
            try self.init(dimensions: dimensions)
        } catch {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: error.description)
        }
    }

    /// Encodes the list of dimensions.
    ///
    /// - Throws: The errors of the encoder.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(dimensions)
    }
}
