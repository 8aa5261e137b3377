import DataFiles
import DelimitedText

/// The binary files of CIFAR-10 and CIFAR-100: records of one or two label bytes and three planes of 32×32 bytes
/// (Krizhevsky, "Learning multiple layers of features from tiny images", 2009).
enum CIFAR {
    static let side = 32
    private static let plane = side * side
    static let pixels = 3 * plane

    /// The layout of a file's records.
    struct Layout {
        /// The number of label bytes before the pixels; the last one is the class that is read.
        let labels: Int
        /// The number of records in a file.
        let records: Int

        var fileSize: Int { records * (labels + CIFAR.pixels) }
    }

    /// The records of several files, with the channels of each pixel side by side.
    struct Images {
        private(set) var labels: [UInt16]
        private(set) var pixels: [UInt8]

        init(records: Int) {
            labels = [UInt16](repeating: 0, count: records)
            pixels = [UInt8](repeating: 0, count: records * CIFAR.pixels)
        }

        /// Reads one file to its position. Files may come in any order; a file is never in memory as a whole.
        mutating func read(
            _ reader: borrowing Archive.Reader, from path: String, layout: Layout, classes: Int, at first: Int
        ) throws(DataError) {
            let size = layout.labels + CIFAR.pixels
            var record = 0
            while record < layout.records {
                let bytes = try reader.next(min(recordsAtOnce, layout.records - record) * size)
                let whole = bytes.count / size
                for index in 0..<whole {
                    let label = bytes[index * size + layout.labels - 1]
                    guard label < classes else {
                        throw .wrongLabel(Int(label), inRecord: record + index, classes: classes, in: path)
                    }
                    labels[first + record + index] = UInt16(label)
                    copy(bytes, from: index * size + layout.labels, at: first + record + index)
                }
                guard whole * size == bytes.count, whole > 0 else {
                    throw .size(path: path, expected: layout.fileSize, found: record * size + bytes.count)
                }
                record += whole
            }
            let more = try reader.next(1).count
            guard more == 0 else { throw .size(path: path, expected: layout.fileSize, found: layout.fileSize + more) }
        }

        private mutating func copy(_ bytes: [UInt8], from red: Int, at record: Int) {
            var target = record * CIFAR.pixels
            for pixel in red..<red + CIFAR.plane {
                pixels[target] = bytes[pixel]
                pixels[target + 1] = bytes[pixel + CIFAR.plane]
                pixels[target + 2] = bytes[pixel + 2 * CIFAR.plane]
                target += 3
            }
        }

        private let recordsAtOnce = 500
    }

    static let tenNames = [
        "airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck",
    ]
}
