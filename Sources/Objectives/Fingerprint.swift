import Datasets

/// What an evaluation depends on, as bytes: two genomes that build the same network, trained the same way on the same
/// data, have one fingerprint, and share one result.
public struct Fingerprint: Codable, Hashable, Sendable {
    /// The bytes by which a memory knows it.
    public let bytes: [UInt8]

    /// The fingerprint of a text that says everything a result depends on.
    init(of text: String) { bytes = Digest(of: Array(text.utf8)).bytes }

    /// 64 hexadecimal digits.
    public var hexadecimal: String { bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined() }

    /// Reads 64 hexadecimal digits; nil for anything else.
    public init?(hexadecimal text: String) {
        let digits = text.utf8.compactMap { Character(Unicode.Scalar($0)).hexDigitValue }
        guard digits.count == 64, text.utf8.count == 64 else { return nil }
        bytes = stride(from: 0, to: 64, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
    }

    /// A seed that depends on all of it: a network's random numbers come from what it is, never from when, where or by
    /// which worker it is trained.
    func seed(mixedWith seed: UInt64) -> UInt64 {
        bytes.prefix(8).reduce(seed &* 0x9E37_79B9_7F4A_7C15) { ($0 << 8 | $0 >> 56) ^ UInt64($1) }
    }
}
