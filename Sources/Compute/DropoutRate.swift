package import Kernels

/// The fraction of a layer's outputs that each training step drops, from 0 to below 1.
public struct DropoutRate: Hashable, Codable, Sendable, CustomStringConvertible {
    /// The fraction.
    public let value: Float

    /// The rate 0: no dropout.
    public static let none = DropoutRate(known: 0)

    /// Creates a rate; nil below 0 and from 1.
    public init?(_ value: Float) {
        guard value >= 0, value < 1 else { return nil }
        self.value = value
    }

    private init(known value: Float) { self.value = value }

    /// Decodes a number from 0 to below 1.
    ///
    /// - Throws: `DecodingError.dataCorrupted` for any other number.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let value = try container.decode(Float.self)
        guard let rate = DropoutRate(value) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "\(value) is not a dropout rate")
        }
        self = rate
    }

    /// Encodes the number alone.
    ///
    /// - Throws: The errors of the encoder.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(value)
    }

    /// The fraction as the user types it.
    public var description: String { "\(value)" }

    /// Returns the kernel's parameters for inverted dropout (Srivastava et al., 2014): the remaining outputs are
    /// scaled up, so that prediction needs no correction.
    package func kernel(seed: UInt64) -> Dropout {
        Dropout(
            threshold: UInt32(min(Double(value) * 0x1p32, Double(UInt32.max))), scale: 1 / (1 - value), seed: seed)
    }

    package static let off = Dropout(threshold: 0, scale: 1, seed: 0)
}
