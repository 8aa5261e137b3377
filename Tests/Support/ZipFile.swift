/// A zip file of uncompressed entries, for tests.
public enum ZipFile {
    /// Returns the bytes of a zip file.
    public static func bytes(_ entries: [(name: String, bytes: [UInt8])]) -> [UInt8] {
        var file: [UInt8] = []
        var directory: [UInt8] = []
        for (name, bytes) in entries {
            let sizes: [UInt8] = little(bytes.count, 4) + little(bytes.count, 4)
            let versions: [UInt8] = little(20, 2) + little(0, 2) + little(0, 2) + little(0, 4)
            let checksum: [UInt8] = little(Int(CRC32.checksum(bytes)), 4)
            let facts: [UInt8] = versions + checksum + sizes + little(name.utf8.count, 2) + little(0, 2)
            directory += [0x50, 0x4B, 1, 2] + little(20, 2)
            directory += facts + little(0, 2) + little(0, 2) + little(0, 2)
            directory += little(0, 4) + little(file.count, 4) + Array(name.utf8)
            file += [0x50, 0x4B, 3, 4]
            file += facts + Array(name.utf8) + bytes
        }
        var end: [UInt8] = [0x50, 0x4B, 5, 6] + little(0, 4)
        end += little(entries.count, 2) + little(entries.count, 2)
        end += little(directory.count, 4) + little(file.count, 4) + little(0, 2)
        return file + directory + end
    }

    /// Returns the entries of a zip file without compression; none for other bytes.
    public static func entries(of bytes: [UInt8]) -> [(name: String, bytes: [UInt8])] {
        func number(_ start: Int, _ count: Int) -> Int {
            (0..<count).reduce(0) { $0 | Int(bytes[start + $1]) << (8 * $1) }
        }
        guard let end = bytes.indices.dropLast(21).last(where: { bytes[$0...].starts(with: [0x50, 0x4B, 5, 6]) }) else {
            return []
        }
        var entries: [(name: String, bytes: [UInt8])] = []
        var place = number(end + 16, 4)
        for _ in 0..<number(end + 10, 2) {
            let (size, header) = (number(place + 24, 4), number(place + 42, 4))
            let name = place + 46..<place + 46 + number(place + 28, 2)
            let start = header + 30 + number(header + 26, 2) + number(header + 28, 2)
            entries.append((String(decoding: bytes[name], as: UTF8.self), Array(bytes[start..<start + size])))
            place = name.upperBound + number(place + 30, 2) + number(place + 32, 2)
        }
        return entries
    }

    private static func little(_ number: Int, _ count: Int) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
    }
}

/// A PNG image without compression, for tests.
public enum PNGFile {
    /// Returns the bytes of an image: one channel for grey, three for colour, four with transparency.
    ///
    /// - Parameter chunks: additional chunks, with their names.
    public static func bytes(
        width: Int, height: Int, channels: Int, _ pixels: [UInt8], chunks: [(name: String, content: [UInt8])] = []
    ) -> [UInt8] {
        var rows: [UInt8] = []
        let rowSize = width * channels
        for row in 0..<height {
            rows.append(0)
            rows += pixels[row * rowSize..<(row + 1) * rowSize]
        }
        var (first, second) = (1, 0)
        for byte in rows {
            first = (first + Int(byte)) % 65_521
            second = (second + first) % 65_521
        }
        var packed: [UInt8] = [0x78, 1]
        for start in stride(from: 0, to: rows.count, by: 65_535) {
            let block = rows[start..<min(rows.count, start + 65_535)]
            packed.append(start + 65_535 >= rows.count ? 1 : 0)
            let (low, high) = (UInt8(block.count & 255), UInt8(block.count >> 8))
            packed += [low, high, ~low, ~high]
            packed += block
        }
        packed += big(second << 16 | first)
        let type: UInt8 = channels == 1 ? 0 : channels == 3 ? 2 : 6
        let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
        let header: [UInt8] = big(width) + big(height) + [8, type, 0, 0, 0]
        let further = chunks.flatMap { chunk($0.name, $0.content) }
        return signature + chunk("IHDR", header) + further + chunk("IDAT", packed) + chunk("IEND", [])
    }

    /// Returns the bytes with the right checksum in every chunk, as far as the chunks can be followed.
    public static func withChecksums(_ bytes: [UInt8]) -> [UInt8] {
        var bytes = bytes
        var start = 8
        while start + 12 <= bytes.count {
            let size = bytes[start..<start + 4].reduce(0) { $0 << 8 | Int($1) }
            let end = start + 8 + size
            guard end + 4 <= bytes.count else { break }
            bytes.replaceSubrange(end..<end + 4, with: big(Int(CRC32.checksum(Array(bytes[start + 4..<end])))))
            start = end + 4
        }
        return bytes
    }

    private static func chunk(_ name: String, _ content: [UInt8]) -> [UInt8] {
        let body = Array(name.utf8) + content
        return big(content.count) + body + big(Int(CRC32.checksum(body)))
    }

    private static func big(_ number: Int) -> [UInt8] {
        (0..<4).map { UInt8(truncatingIfNeeded: number >> (24 - 8 * $0)) }
    }
}

/// A gzip file without compression, for tests.
public enum GzipFile {
    /// Returns the bytes of a gzip file with at most 65,535 bytes of content.
    public static func bytes(_ content: [UInt8]) -> [UInt8] {
        let (low, high) = (UInt8(content.count & 255), UInt8(content.count >> 8))
        let sum = CRC32.checksum(content)
        let end = [sum, UInt32(content.count)].flatMap { number in
            (0..<4).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
        }
        let start: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255, 1, low, high, ~low, ~high]
        return start + content + end
    }
}

enum CRC32 {
    static func checksum(_ bytes: [UInt8]) -> UInt32 {
        var sum: UInt32 = ~0
        for byte in bytes {
            sum ^= UInt32(byte)
            for _ in 0..<8 { sum = sum & 1 == 1 ? sum >> 1 ^ 0xEDB8_8320 : sum >> 1 }
        }
        return ~sum
    }
}
