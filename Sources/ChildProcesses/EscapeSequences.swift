/// The escape sequences of terminals (ECMA-48), which programs write for colours, titles and progress bars.
package enum EscapeSequences {
    private static let escape: UInt8 = 0x1B
    private static let bell: UInt8 = 0x07

    /// Returns the text without escape sequences.
    ///
    /// - Complexity: O(text).
    package static func removed(from text: some Collection<UInt8>) -> [UInt8] {
        let bytes = Array(text)
        guard bytes.contains(escape) else { return bytes }
        var plain: [UInt8] = []
        var index = 0
        while index < bytes.count {
            if bytes[index] == escape {
                index = end(of: bytes, from: index)
            } else {
                plain.append(bytes[index])
                index += 1
            }
        }
        return plain
    }

    /// Returns the index after the escape sequence that begins at an index.
    private static func end(of bytes: [UInt8], from start: Int) -> Int {
        guard start + 1 < bytes.count else { return bytes.count }
        var index = start + 2
        switch bytes[start + 1] {
        case UInt8(ascii: "["):
            // Parameters, and a final byte.
            while index < bytes.count, (0x20...0x3F).contains(bytes[index]) { index += 1 }
            return min(index + 1, bytes.count)
        case UInt8(ascii: "]"), UInt8(ascii: "P"), UInt8(ascii: "X"), UInt8(ascii: "^"), UInt8(ascii: "_"):
            // A string up to BEL or ESC \.
            while index < bytes.count {
                if bytes[index] == bell { return index + 1 }
                if bytes[index] == escape { return min(index + 2, bytes.count) }
                index += 1
            }
            return index
        case 0x20...0x2F:
            while index < bytes.count, (0x20...0x2F).contains(bytes[index]) { index += 1 }
            return min(index + 1, bytes.count)
        default: return index
        }
    }
}
