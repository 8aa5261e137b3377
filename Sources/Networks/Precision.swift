/// The numbers that the matrix products of a training are made of. Weights, steps and scores are of 32 bits either way.
public enum Precision: String, CaseIterable, Codable, Hashable, Sendable {
    /// 32 bits, 24 of them digits.
    case float32
    /// 16 bits, 8 of them digits, where the processor multiplies them quickly.
    case bfloat16

    /// All of them.
    public static var all: [Precision] { allCases }

    /// The word in the language.
    public var name: String { rawValue }

    /// One line about it.
    public var summary: String {
        switch self {
        case .float32: "products of numbers of 32 bits"
        case .bfloat16: "products of numbers of 16 bits, quicker where the processor has them"
        }
    }

    /// The precision with this word; nil for an unknown one.
    public init?(named name: String) { self.init(rawValue: name) }

    /// Whether trainings with it are possible on this processor.
    public var isHere: Bool { self == .float32 || MatrixProducts.hasBrainFloat }
}
