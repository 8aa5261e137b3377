import DataSources
import Datasets
import Foundation
import Support
import Testing

/// Pictures stored rotated or mirrored by a camera, with the orientation in EXIF.
@Suite struct PictureOrientationTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    /// The size of the upright picture and the colours of its corners (upper left and right, lower left and right),
    /// computed by Pillow 13.0's `ImageOps.exif_transpose`.
    private static let expected: [(orientation: UInt8, width: Int, height: Int, corners: String)] = [
        (1, 16, 8, "rgby"), (2, 16, 8, "gryb"), (3, 16, 8, "ybgr"), (4, 16, 8, "byrg"), (5, 8, 16, "rbgy"),
        (6, 8, 16, "bryg"), (7, 8, 16, "ygbr"), (8, 8, 16, "gyrb"),
    ]

    private static let colours: [Character: [UInt8]] = [
        "r": [220, 30, 30], "g": [30, 200, 40], "b": [40, 50, 210], "y": [230, 220, 40],
    ]

    private enum Order: CaseIterable { case little, big }

    /// A TIFF structure with one directory that contains only the orientation.
    private static func exif(_ orientation: UInt8, _ order: Order) -> [UInt8] {
        switch order {
        case .little:
            [0x49, 0x49, 42, 0, 8, 0, 0, 0, 1, 0, 0x12, 1, 3, 0, 1, 0, 0, 0, orientation, 0, 0, 0, 0, 0, 0, 0]
        case .big:
            [0x4D, 0x4D, 0, 42, 0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0]
        }
    }

    private static func jpeg(_ exif: [UInt8]) throws -> [UInt8] {
        let plain = [UInt8](try #require(Data(base64Encoded: jpeg)))
        let content = Array("Exif".utf8) + [0, 0] + exif
        let length = content.count + 2
        return plain.prefix(2) + [0xFF, 0xE1, UInt8(length >> 8), UInt8(length & 255)] + content + plain.dropFirst(2)
    }

    private static func png(_ exif: [UInt8]) -> [UInt8] {
        let pixels = (0..<8).flatMap { y in
            (0..<16).flatMap { x in colours[y < 4 ? (x < 8 ? "r" : "g") : (x < 8 ? "b" : "y")] ?? [] }
        }
        return PNGFile.bytes(width: 16, height: 8, channels: 3, pixels, chunks: [("eXIf", exif)])
    }

    /// Returns the colour nearest to that of a pixel.
    private func colour(_ pixels: [UInt8], _ width: Int, _ x: Int, _ y: Int) -> Character {
        let start = (y * width + x) * 3
        func distance(_ colour: [UInt8]) -> Int {
            zip(colour, pixels[start..<start + 3]).reduce(0) { $0 + abs(Int($1.0) - Int($1.1)) }
        }
        return Self.colours.min { distance($0.value) < distance($1.value) }?.key ?? "?"
    }

    private func read(_ file: [UInt8], _ name: String, size: PictureSize?) throws -> (SampleLayout, [UInt8]) {
        try folder.write(file, to: "a/\(name)")
        try folder.write(file, to: "b/\(name)")
        let dataset = try DataSource.images(folder: folder.path, size: size).read().dataset
        guard case .bytes(let bytes) = dataset.features else { return (dataset.layout, []) }
        #expect(bytes.count == 2 * dataset.layout.width)
        return (dataset.layout, Array(bytes.prefix(dataset.layout.width)))
    }

    @Test(arguments: expected.indices)
    func `a picture becomes upright for every orientation, byte order and file format`(index: Int) throws {
        let (orientation, width, height, corners) = Self.expected[index]
        for order in Order.allCases {
            let exif = Self.exif(orientation, order)
            for (file, name) in [(try Self.jpeg(exif), "x.jpg"), (Self.png(exif), "x.png")] {
                for (size, w, h) in [(nil, width, height), (PictureSize(width: 6, height: 4), 6, 4)] {
                    let (layout, pixels) = try read(file, name, size: size)
                    #expect(layout == .image(height: h, width: w, channels: 3))
                    let found = [(0, 0), (w - 1, 0), (0, h - 1), (w - 1, h - 1)].map { colour(pixels, w, $0, $1) }
                    #expect(String(found) == corners, "\(name) \(orientation) \(order)")
                }
                for part in ["a", "b"] { try FileManager.default.removeItem(atPath: "\(folder.path)/\(part)") }
            }
        }
    }

    @Test func `an invalid orientation, and truncated or invalid EXIF data, leave the picture unchanged`()
        throws
    {
        let good = Self.exif(6, .little)
        var strange: [[UInt8]] = [Self.exif(0, .little), Self.exif(9, .big), [], Array("II".utf8)]
        for count in [7, 9, 12, 19] { strange.append(Array(good.prefix(count))) }
        for offset in [4, 8] {
            var far = good
            far[offset] = 255
            far[offset + 1] = 255
            far[offset + 3] = offset == 4 ? 127 : far[offset + 3]
            strange.append(far)
        }
        var otherType = good
        otherType[12] = 2
        strange.append(otherType)
        for (number, exif) in strange.enumerated() where number != 9 {
            let (layout, pixels) = try read(try Self.jpeg(exif), "x.jpg", size: nil)
            #expect(layout == .image(height: 8, width: 16, channels: 3), "\(number)")
            #expect(colour(pixels, 16, 0, 0) == "r", "\(number)")
        }
        // A directory with a length beyond the end of the file still has a valid first entry.
        let (layout, _) = try read(try Self.jpeg(strange[9]), "x.jpg", size: nil)
        #expect(layout == .image(height: 16, width: 8, channels: 3))
    }

    /// 16×8: red and green above, blue and yellow below; created by Pillow 13.0, quality 92, no subsampling.
    private static let jpeg = """
        /9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAAMCAgICAgMCAgIDAwMDBAYEBAQEBAgGBgUGCQgKCgkICQkKDA8MCgsOCwkJDRENDg8QEB
        EQCgwSExIQEw8QEBD/2wBDAQMDAwQDBAgEBAgQCwkLEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQ
        EBAQEBD/wAARCAAIABADAREAAhEBAxEB/8QAFAABAAAAAAAAAAAAAAAAAAAACP/EABwQAAEDBQAAAAAAAAAAAAAAAAAWGGRmo6Th4/
        /EABYBAQEBAAAAAAAAAAAAAAAAAAcICf/EAB4RAAEDBAMAAAAAAAAAAAAAAAAYo+MWF2NlZKLi/9oADAMBAAIRAxEAPwA6KiDd0Iad
        dkzKM6ida9EPJv1W4HQz9rLB28kp2Q57Uh//2Q==
        """.replacing("\n", with: "").replacing(" ", with: "")
}
