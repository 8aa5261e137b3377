/// The orientation in which a camera stored a picture, according to the EXIF tag 0x0112 (CIPA DC-008, 4.6.4 A): the
/// sides of the stored picture with the first line and the first column of the upright picture.
enum PictureOrientation: Int {
    case topLeft = 1
    case topRight, bottomRight, bottomLeft, leftTop, rightTop, rightBottom, leftBottom

    /// True if lines of the stored picture are columns of the upright one.
    var swapsSides: Bool { rawValue >= PictureOrientation.leftTop.rawValue }

    /// Reads the orientation of a JPEG or PNG file; without a tag it is upright.
    ///
    /// - Complexity: O(bytes before the pixels)
    init(of file: [UInt8]) {
        let bytes = PictureBytes(file)
        let exif = bytes.isPNG ? bytes.exifOfPNG : bytes.exifOfJPEG
        self = exif.flatMap(PictureBytes.orientation) ?? .topLeft
    }

    /// Returns the pixels of the upright picture, three bytes each.
    ///
    /// - Parameters:
    ///   - stored: The pixels in their stored order.
    ///   - width: The width of the upright picture.
    ///   - height: The height of the upright picture.
    /// - Complexity: O(pixels)
    func upright(_ stored: [UInt8], width: Int, height: Int) -> [UInt8] {
        guard self != .topLeft else { return stored }
        let (storedWidth, storedHeight) = swapsSides ? (height, width) : (width, height)
        let (right, bottom) = (storedWidth - 1, storedHeight - 1)
        var pixels: [UInt8] = []
        pixels.reserveCapacity(stored.count)
        for y in 0..<height {
            for x in 0..<width {
                let (column, line) =
                    switch self {
                    case .topLeft: (x, y)
                    case .topRight: (right - x, y)
                    case .bottomRight: (right - x, bottom - y)
                    case .bottomLeft: (x, bottom - y)
                    case .leftTop: (y, x)
                    case .rightTop: (y, bottom - x)
                    case .rightBottom: (right - y, bottom - x)
                    case .leftBottom: (right - y, x)
                    }
                let start = (line * storedWidth + column) * 3
                pixels += stored[start..<start + 3]
            }
        }
        return pixels
    }
}

/// The bytes of a picture file, read without trusting their content.
private struct PictureBytes {
    private let bytes: ArraySlice<UInt8>

    init(_ bytes: [UInt8]) { self.bytes = bytes[...] }

    private init(_ bytes: ArraySlice<UInt8>) { self.bytes = bytes }

    /// Returns the number with the given size at an offset; nil beyond the end.
    private func number(at offset: Int, _ count: Int, isLittleEndian: Bool = false) -> Int? {
        guard let part = part(at: offset, count) else { return nil }
        return (isLittleEndian ? Array(part.reversed()) : Array(part)).reduce(0) { $0 << 8 | Int($1) }
    }

    private func part(at offset: Int, _ count: Int) -> ArraySlice<UInt8>? {
        guard offset >= 0, count >= 0, offset <= bytes.count, count <= bytes.count - offset else { return nil }
        return bytes[bytes.startIndex + offset..<bytes.startIndex + offset + count]
    }

    var isPNG: Bool { bytes.starts(with: [0x89, 0x50, 0x4E, 0x47]) }

    /// The chunk `eXIf` (Portable Network Graphics, third edition, 11.3.3.3).
    var exifOfPNG: ArraySlice<UInt8>? {
        var offset = 8
        while let length = number(at: offset, 4), let name = part(at: offset + 4, 4) {
            if name.elementsEqual("eXIf".utf8) { return part(at: offset + 8, length) }
            offset += 12 + length
        }
        return nil
    }

    /// The content of the first segment APP1 before the pixels that begins with `Exif`.
    var exifOfJPEG: ArraySlice<UInt8>? {
        let mark = Array("Exif".utf8) + [0, 0]
        var offset = 2
        while let start = number(at: offset, 1), start == 0xFF, let marker = number(at: offset + 1, 1) {
            // Fill bytes, and markers without a length.
            if marker == 0xFF {
                offset += 1
                continue
            }
            if marker == 0x01 || (0xD0...0xD7).contains(marker) {
                offset += 2
                continue
            }
            guard marker != 0xDA, marker != 0xD9, let length = number(at: offset + 2, 2), length >= 2 else {
                return nil
            }
            if marker == 0xE1, let content = part(at: offset + 4, length - 2), content.starts(with: mark) {
                return content.dropFirst(mark.count)
            }
            offset += 2 + length
        }
        return nil
    }

    /// Returns the orientation in the first directory of a TIFF structure; nil if it is missing or unknown.
    static func orientation(in exif: ArraySlice<UInt8>) -> PictureOrientation? {
        let tiff = PictureBytes(exif)
        guard let order = tiff.part(at: 0, 2) else { return nil }
        let isLittleEndian = order.elementsEqual("II".utf8)
        guard isLittleEndian || order.elementsEqual("MM".utf8) else { return nil }
        func number(_ offset: Int, _ count: Int) -> Int? {
            tiff.number(at: offset, count, isLittleEndian: isLittleEndian)
        }
        guard number(2, 2) == 42, let directory = number(4, 4), let entries = number(directory, 2) else { return nil }
        for index in 0..<entries {
            let entry = directory + 2 + 12 * index
            guard let tag = number(entry, 2), let type = number(entry + 2, 2) else { return nil }
            guard tag == 0x0112 else { continue }
            // BYTE, SHORT or LONG.
            let size = [1: 1, 3: 2, 4: 4][type]
            return size.flatMap { number(entry + 8, $0) }.flatMap(PictureOrientation.init(rawValue:))
        }
        return nil
    }
}
