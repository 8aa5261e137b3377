import DataFiles
import Datasets
import Tables

/// The IDX files of MNIST and similar datasets: big-endian, a magic number, the sizes, then one byte per value (LeCun,
/// Cortes and Burges).
enum IDX {
    /// Images with their size.
    struct Images {
        let count: Int
        let height: Int
        let width: Int
        let pixels: [UInt8]
    }

    /// The maximum number of values; a header with more is invalid.
    private static let maximum = 1 << 30

    /// Reads `…-images-idx3-ubyte`, plain or compressed.
    static func images(path: String, _ monitor: Monitor) throws(DataError) -> Images {
        let (sizes, bytes) = try read(path, magic: 0x803, dimensions: 3, what: "images", monitor)
        return Images(count: sizes[0], height: sizes[1], width: sizes[2], pixels: bytes)
    }

    /// Reads `…-labels-idx1-ubyte`, plain or compressed.
    static func labels(path: String, _ monitor: Monitor) throws(DataError) -> [UInt8] {
        try read(path, magic: 0x801, dimensions: 1, what: "labels", monitor).1
    }

    /// Reads images with their labels; the greatest label determines the number of classes.
    ///
    /// - Throws: `DataError` if a file cannot be read or is not an IDX file, if the counts differ, or if all labels
    ///   are equal.
    static func dataset(
        images path: String, labels labelPath: String, name: String, _ monitor: Monitor
    ) throws(DataError) -> Dataset {
        let images = try images(path: path, monitor)
        let labels = try labels(path: labelPath, monitor)
        guard images.count == labels.count else {
            throw .wrongCount(ofLabels: labels.count, images: images.count, in: labelPath)
        }
        guard Set(labels).count > 1 else {
            throw .equalLabels(labelPath, all: "\(labels.first ?? 0)")
        }
        do {
            return try Dataset(
                name: name, layout: .image(height: images.height, width: images.width, channels: 1),
                features: .bytes(images.pixels),
                targets: .classes(labels: labels.map(UInt16.init), names: (0...Int(labels.max() ?? 0)).map { "\($0)" }))
        } catch {
            throw .dataset(path: path, reason: error.description)
        }
    }

    private static func read(
        _ path: String, magic: Int, dimensions: Int, what: String, _ monitor: Monitor
    ) throws(DataError) -> ([Int], [UInt8]) {
        let header = 4 + 4 * dimensions
        let start = try Archive.contents(of: path, atMost: header, monitor)
        let expected = DataError.idxKind(what, magic: hexadecimal(magic))
        guard start.count >= 4 else { throw .size(path: path, expected: header, found: start.count) }
        let found = number(start, at: 0)
        guard found == magic else { throw .foreign(path: path, expected: expected, found: hexadecimal(found)) }
        guard start.count >= header else { throw .size(path: path, expected: header, found: start.count) }
        let sizes = (0..<dimensions).map { number(start, at: 4 + 4 * $0) }
        let (count, isTooMuch) = sizes.reduce((1, false)) { total, size in
            let product = total.0.multipliedReportingOverflow(by: size)
            return (product.partialValue, total.1 || product.overflow)
        }
        guard !isTooMuch, count > 0, count <= maximum else {
            throw .wrongSizes(path, expected: expected, sizes)
        }
        var bytes = try Archive.contents(of: path, atMost: header + count, monitor)
        guard bytes.count == header + count else {
            throw .size(path: path, expected: header + count, found: bytes.count)
        }
        bytes.removeFirst(header)
        return (sizes, bytes)
    }

    private static func number(_ bytes: [UInt8], at offset: Int) -> Int {
        bytes[offset..<offset + 4].reduce(0) { $0 << 8 | Int($1) }
    }

    private static func hexadecimal(_ number: Int) -> String {
        let digits = String(number, radix: 16)
        return "0x" + String(repeating: "0", count: max(0, 8 - digits.count)) + digits
    }
}
