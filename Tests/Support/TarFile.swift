/// A tar file (POSIX ustar), for tests.
public enum TarFile {
    private static let blockSize = 512
    private static let checksum = 148..<156

    /// Returns the bytes of a tar file.
    public static func bytes(_ entries: [(name: String, bytes: [UInt8])]) -> [UInt8] {
        var file: [UInt8] = []
        for (name, bytes) in entries {
            var header = field(name, 100) + field("0000644", 8) + field("0000000", 8) + field("0000000", 8)
            header += field(octal(bytes.count, 11), 12) + field(octal(0, 11), 12) + field("        ", 8)
            header += [UInt8(ascii: "0")] + field("", 100) + field("ustar", 6) + Array("00".utf8)
            file += header + [UInt8](repeating: 0, count: blockSize - header.count) + bytes
            file += [UInt8](repeating: 0, count: (blockSize - bytes.count % blockSize) % blockSize)
        }
        return withChecksums(file + [UInt8](repeating: 0, count: 2 * blockSize))
    }

    /// Returns the bytes with the right checksum in every header.
    public static func withChecksums(_ bytes: [UInt8]) -> [UInt8] {
        var bytes = bytes
        for start in stride(from: 0, through: bytes.count - blockSize, by: blockSize)
        where bytes[start + 257..<start + 262].elementsEqual("ustar".utf8) {
            for index in checksum { bytes[start + index] = UInt8(ascii: " ") }
            let sum = bytes[start..<start + blockSize].reduce(0) { $0 + Int($1) }
            for (index, byte) in zip(checksum, field(octal(sum, 6), 7) + [UInt8(ascii: " ")]) {
                bytes[start + index] = byte
            }
        }
        return bytes
    }

    private static func field(_ text: String, _ size: Int) -> [UInt8] {
        let bytes = Array(text.utf8.prefix(size))
        return bytes + [UInt8](repeating: 0, count: size - bytes.count)
    }

    private static func octal(_ number: Int, _ digits: Int) -> String {
        let text = String(number, radix: 8)
        return String(repeating: "0", count: max(0, digits - text.count)) + text
    }
}
