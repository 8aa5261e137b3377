import Datasets

/// A digest of everything an evaluation depends on. Two genomes that build the same network, trained the same way on
/// the same data, have the same fingerprint and share one result.
public struct Fingerprint: Codable, Hashable, Sendable {
    /// The bytes that identify an evaluation in the memory.
    public let bytes: [UInt8]

    /// Creates the fingerprint of a text that describes everything a result depends on.
    package init(of text: String) { bytes = Digest(of: Array(text.utf8)).bytes }

    /// The bytes as 64 hexadecimal digits.
    public var hexadecimal: String { bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined() }

    /// Parses 64 hexadecimal digits; nil for anything else.
    public init?(hexadecimal text: String) {
        let digits = text.utf8.compactMap { Character(Unicode.Scalar($0)).hexDigitValue }
        guard digits.count == 64, text.utf8.count == 64 else { return nil }
        bytes = stride(from: 0, to: 64, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
    }

    /// Returns a seed derived from the fingerprint. A network's random numbers depend on its description alone, never
    /// on the time, the machine or the worker that trains it.
    func seed(mixedWith seed: UInt64) -> UInt64 {
        bytes.prefix(8).reduce(seed &* 0x9E37_79B9_7F4A_7C15) { ($0 << 8 | $0 >> 56) ^ UInt64($1) }
    }
}
