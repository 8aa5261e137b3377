import Foundation

/// A small picture.
public struct Bitmap: Hashable, Sendable {
    /// The number of pixels per row.
    public let width: Int
    /// The number of rows.
    public let height: Int
    /// Red, green and blue of each pixel, row by row from the top.
    public let bytes: [UInt8]

    /// Creates a picture of pixels, at least one; nil if their number is not width × height × 3.
    public init?(width: Int, height: Int, bytes: [UInt8]) {
        guard width > 0, height > 0, width < 4_096, height < 4_096, bytes.count == width * height * 3 else {
            return nil
        }
        self.width = width
        self.height = height
        self.bytes = bytes
    }

    /// The picture as an address that contains it (RFC 2397), in the format BMP, which needs no compression.
    package var address: String {
        let padding = [UInt8](repeating: 0, count: (4 - width * 3 % 4) % 4)
        var file = Data("BM".utf8)
        func add(_ value: Int, bytes: Int) {
            for index in 0..<bytes { file.append(UInt8(value >> (8 * index) & 0xFF)) }
        }
        let size = (width * 3 + padding.count) * height
        for (value, bytes) in [(54 + size, 4), (0, 4), (54, 4), (40, 4), (width, 4), (height, 4), (1, 2), (24, 2)] {
            add(value, bytes: bytes)
        }
        for value in [0, size, 2_835, 2_835, 0, 0] { add(value, bytes: 4) }
        // Rows go from the bottom to the top, pixels are blue, green, red.
        for row in (0..<height).reversed() {
            for pixel in 0..<width {
                let start = (row * width + pixel) * 3
                file.append(contentsOf: [bytes[start + 2], bytes[start + 1], bytes[start]])
            }
            file.append(contentsOf: padding)
        }
        return "data:image/bmp;base64,\(file.base64EncodedString())"
    }
}
