import Kernels

/// The share of a layer's outputs that each training step drops, from 0 to below 1.
public struct DropoutRate: Hashable, Codable, Sendable, CustomStringConvertible {
    /// The share.
    public let value: Float

    /// Nothing is dropped.
    public static let none = DropoutRate(known: 0)

    /// Nil below 0 and from 1.
    public init?(_ value: Float) {
        guard value >= 0, value < 1 else { return nil }
        self.value = value
    }

    private init(known value: Float) { self.value = value }

    /// Reads a number from 0 to below 1.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let value = try container.decode(Float.self)
        guard let rate = DropoutRate(value) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "\(value) is no dropout rate")
        }
        self = rate
    }

    /// Writes the number alone.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(value)
    }

    /// The share as it is typed.
    public var description: String { "\(value)" }

    /// Inverted dropout (Srivastava et al., 2014): what stays is scaled up, so that nothing changes when it is used.
    func kernel(seed: UInt64) -> Dropout {
        Dropout(
            threshold: UInt32(min(Double(value) * 0x1p32, Double(UInt32.max))), scale: 1 / (1 - value), seed: seed)
    }

    static let off = Dropout(threshold: 0, scale: 1, seed: 0)
}
