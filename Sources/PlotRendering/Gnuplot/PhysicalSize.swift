/// Writes the size on paper into images, which gnuplot measures in pixels.
package enum PhysicalSize {
    /// Returns a PNG image with its resolution (chunk `pHYs`, PNG 1.2, section 4.2.4.2); unchanged if it is no PNG
    /// image.
    package static func png(_ bytes: [UInt8], dotsPerInch: Double) -> [UInt8] {
        // The signature of 8 bytes and the header chunk of 25 bytes come first.
        let start = 33
        guard bytes.count > start, Array(bytes[12..<16]) == Array("IHDR".utf8) else { return bytes }
        let perMetre = big(UInt32((dotsPerInch / 0.0254).rounded()))
        // The unit 1 is the metre.
        let body = Array("pHYs".utf8) + perMetre + perMetre + [1]
        return bytes[..<start] + big(UInt32(body.count - 4)) + body + big(checksum(body)) + bytes[start...]
    }

    /// Returns an SVG image with its size in millimetres; its coordinates remain pixels.
    static func svg(_ bytes: [UInt8], width: Double, height: Double, pixels: (width: Int, height: Int)) -> [UInt8] {
        let text = String(decoding: bytes, as: UTF8.self)
        let size = "width=\"\(pixels.width)\" height=\"\(pixels.height)\""
        guard let range = text.firstRange(of: size) else { return bytes }
        return Array(text.replacingCharacters(in: range, "width=\"\(width)mm\" height=\"\(height)mm\"").utf8)
    }

    private static func big(_ value: UInt32) -> [UInt8] {
        [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) }
    }

    /// Returns the CRC-32 of bytes (ISO 3309, polynomial 0xEDB88320).
    private static func checksum(_ bytes: [UInt8]) -> UInt32 {
        var sum = UInt32.max
        for byte in bytes {
            sum ^= UInt32(byte)
            for _ in 0..<8 { sum = sum & 1 == 1 ? (sum >> 1) ^ 0xEDB8_8320 : sum >> 1 }
        }
        return ~sum
    }
}

extension String {
    fileprivate func replacingCharacters(in range: Range<Index>, _ text: String) -> String {
        var copy = self
        copy.replaceSubrange(range, with: text)
        return copy
    }
}
