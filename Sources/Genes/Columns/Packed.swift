/// Integers as one short text, so that a saved session of 100,000 births stays small: seven bits per byte, the lowest
/// first, and the bytes in base 64.
package struct PackedIntegers: Codable, Equatable, Sendable {
    package var values: [UInt32]

    package init(values: [UInt32]) { self.values = values }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let bytes = Base64.bytes(of: try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "expected a text in base 64")
        }
        values = []
        var value: UInt64 = 0
        var shift: UInt64 = 0
        for byte in bytes {
            value |= UInt64(byte & 127) << shift
            shift += 7
            guard byte < 128 || shift > 28 else { continue }
            guard let whole = UInt32(exactly: value), byte < 128 else {
                throw DecodingError.dataCorruptedError(in: container, debugDescription: "a number is too large")
            }
            values.append(whole)
            (value, shift) = (0, 0)
        }
    }

    package func encode(to encoder: any Encoder) throws { try PackedWriter(values).encode(to: encoder) }
}

/// Encodes integers in the format of `PackedIntegers`, one at a time, so that no second copy of them is needed.
struct PackedWriter: Encodable {
    private var text: [UInt8] = []
    private var word = 0
    private var bytes = 0

    init() {}

    init(_ values: some Sequence<UInt32>) {
        for value in values { append(value) }
    }

    mutating func append(_ value: UInt32) {
        var rest = value
        while rest > 127 {
            append(byte: UInt8(truncatingIfNeeded: rest) | 128)
            rest >>= 7
        }
        append(byte: UInt8(truncatingIfNeeded: rest))
    }

    mutating func append(byte: UInt8) {
        word = word << 8 | Int(byte)
        bytes += 1
        guard bytes == 3 else { return }
        Base64.append(word, bytes: bytes, to: &text)
        (word, bytes) = (0, 0)
    }

    /// The number of letters that have not been taken.
    var length: Int { text.count }

    /// Returns the letters of all whole groups of three bytes that have not been taken.
    mutating func take() -> [UInt8] {
        defer { text.removeAll(keepingCapacity: true) }
        return text
    }

    /// Adds the letters of the last bytes.
    mutating func finish() {
        if bytes > 0 { Base64.append(word << (8 * (3 - bytes)), bytes: bytes, to: &text) }
        (word, bytes) = (0, 0)
    }

    func encode(to encoder: any Encoder) throws {
        var writer = self
        writer.finish()
        var container = encoder.singleValueContainer()
        try container.encode(String(decoding: writer.text, as: UTF8.self))
    }
}

/// Real numbers, bit for bit, as one text: eight bytes each, the lowest first, in base 64.
package struct PackedReals: Codable, Equatable, Sendable {
    package var values: [Double]

    package init(values: [Double]) { self.values = values }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let bytes = Base64.bytes(of: try container.decode(String.self)), bytes.count.isMultiple(of: 8) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "expected numbers in base 64")
        }
        values = stride(from: 0, to: bytes.count, by: 8).map { start in
            Double(bitPattern: (0..<8).reduce(0) { $0 | UInt64(bytes[start + $1]) << UInt64(8 * $1) })
        }
    }

    package func encode(to encoder: any Encoder) throws {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(values.count * 8)
        for value in values {
            for index in 0..<8 { bytes.append(UInt8(truncatingIfNeeded: value.bitPattern >> UInt64(8 * index))) }
        }
        var container = encoder.singleValueContainer()
        try container.encode(Base64.text(of: bytes))
    }
}

extension [Double] {
    /// Returns true if both hold the same numbers bit for bit. NaN, the mark of an unknown value, then equals itself.
    package func isSame(as other: [Double]) -> Bool { elementsEqual(other) { $0.bitPattern == $1.bitPattern } }
}

/// Bytes as text (RFC 4648, section 4).
enum Base64 {
    private static let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

    static func text(of bytes: [UInt8]) -> String {
        var text: [UInt8] = []
        text.reserveCapacity((bytes.count + 2) / 3 * 4)
        var index = 0
        while index < bytes.count {
            let left = bytes.count - index
            let second = left > 1 ? bytes[index + 1] : 0
            let third = left > 2 ? bytes[index + 2] : 0
            append(Int(bytes[index]) << 16 | Int(second) << 8 | Int(third), bytes: min(left, 3), to: &text)
            index += 3
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// Appends the four letters of up to three bytes; the first byte is the highest of the word.
    @inline(__always)
    static func append(_ word: Int, bytes: Int, to text: inout [UInt8]) {
        text.append(letter(word >> 18))
        text.append(letter(word >> 12 & 63))
        text.append(bytes > 1 ? letter(word >> 6 & 63) : UInt8(ascii: "="))
        text.append(bytes > 2 ? letter(word & 63) : UInt8(ascii: "="))
    }

    /// Returns the letter of six bits, computed, because access to a global table takes longer.
    @inline(__always)
    private static func letter(_ bits: Int) -> UInt8 {
        let offset =
            switch bits {
            case ..<26: Int(UInt8(ascii: "A"))
            case ..<52: Int(UInt8(ascii: "a")) - 26
            case ..<62: Int(UInt8(ascii: "0")) - 52
            case 62: Int(UInt8(ascii: "+")) - 62
            default: Int(UInt8(ascii: "/")) - 63
            }
        return UInt8(truncatingIfNeeded: bits + offset)
    }

    /// Returns the bytes; nil if the text is not in base 64.
    static func bytes(of text: String) -> [UInt8]? {
        var positions = [Int](repeating: -1, count: 256)
        for (position, letter) in letters.enumerated() { positions[Int(letter)] = position }
        var bytes: [UInt8] = []
        var word = 0
        var bits = 0
        for letter in text.utf8 where letter != UInt8(ascii: "=") {
            guard positions[Int(letter)] >= 0 else { return nil }
            word = (word << 6 | positions[Int(letter)]) & 0xFFFFFF
            bits += 6
            guard bits >= 8 else { continue }
            bits -= 8
            bytes.append(UInt8(truncatingIfNeeded: word >> bits))
        }
        return bytes
    }
}
