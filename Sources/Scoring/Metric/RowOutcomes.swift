import Foundation

/// The outcome of a network on each validation row, stored compactly: one bit for right or wrong, or one byte for an
/// error.
///
/// The mean of `contributions` is the network's score: accuracy or r2. For r2 each row contributes 1 − e² / σ², with
/// the variance σ² of the targets.
public struct RowOutcomes: Hashable, Sendable {
    /// The stored bytes: the kind, the number of rows in four bytes (little-endian), and the rows.
    public let bytes: [UInt8]

    private static let right: UInt8 = 1
    private static let errors: UInt8 = 2
    private static let header = 5
    /// The maximum number of rows. With more, the correction becomes too small to notice, and the bytes take much
    /// space.
    static let maximumRows = 100_000
    /// The exponent is stored in a byte: byte b means a relative squared error of 2^((b − 161) / 8), exact to 5% from
    /// 2⁻²⁰ to 2¹¹.
    private static let middle = 161.0
    private static let steps = 8.0

    /// Creates the outcomes of rows that are right or wrong.
    init(right rows: [Bool]) {
        var bytes = Self.head(Self.right, rows.count)
        bytes += [UInt8](repeating: 0, count: (rows.count + 7) / 8)
        for (row, isRight) in rows.enumerated() where isRight { bytes[Self.header + row / 8] |= 1 << UInt8(row % 8) }
        self.bytes = bytes
    }

    /// Creates the outcomes of rows with squared errors, given as multiples of the targets' variance.
    init(errors rows: [Double]) {
        bytes =
            Self.head(Self.errors, rows.count)
            + rows.map { error -> UInt8 in
                guard error > 0 else { return 0 }
                return UInt8(min(max((log2(error) * Self.steps + Self.middle).rounded(), 1), 255))
            }
    }

    private static func head(_ kind: UInt8, _ rows: Int) -> [UInt8] {
        [kind] + (0..<4).map { UInt8(truncatingIfNeeded: rows >> (8 * $0)) }
    }

    /// Creates outcomes from stored bytes; nil for any other bytes.
    public init?(bytes: [UInt8]) {
        guard let kind = bytes.first, bytes.count >= Self.header else { return nil }
        self.bytes = bytes
        let expected = kind == Self.right ? (count + 7) / 8 : kind == Self.errors ? count : -1
        guard bytes.count - Self.header == expected, count <= Self.maximumRows else { return nil }
    }

    /// True if each row is right or wrong, and the score is accuracy; otherwise each row has an error, and the score
    /// is r2.
    public var areRightOrWrong: Bool { bytes[0] == Self.right }

    /// The number of rows.
    public var count: Int { (1...4).reduce(0) { $0 | Int(bytes[$1]) << (8 * ($1 - 1)) } }

    /// The contribution of each row to the score, which is their mean: 1 or 0 for right or wrong, 1 − e² / σ² for an
    /// error e.
    public var contributions: [Float] {
        guard areRightOrWrong else {
            return bytes[Self.header...].map { byte in
                byte == 0 ? 1 : Float(1 - exp2((Double(byte) - Self.middle) / Self.steps))
            }
        }
        return (0..<count).map { Float(bytes[Self.header + $0 / 8] >> UInt8($0 % 8) & 1) }
    }
}
