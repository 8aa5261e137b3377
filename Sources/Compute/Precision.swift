/// The number format of the matrix products in training. Weights, steps and scores always have 32 bits.
public enum Precision: String, CaseIterable, Codable, Hashable, Sendable {
    /// 32 bits, with a significand of 24 bits.
    case float32
    /// 16 bits, with a significand of 8 bits; faster on processors that support them.
    case bfloat16

    /// All precisions.
    public static var all: [Precision] { allCases }

    /// The name in the command language.
    public var name: String { rawValue }

    /// A one-line description.
    public var summary: String {
        switch self {
        case .float32: "matrix products of 32-bit numbers"
        case .bfloat16: "matrix products of 16-bit numbers, faster on processors that support them"
        }
    }

    /// Creates the precision with this name; nil for an unknown name.
    public init?(named name: String) { self.init(rawValue: name) }

    /// True if this processor supports training with it.
    public var isHere: Bool { self == .float32 || MatrixProducts.hasBrainFloat }
}
