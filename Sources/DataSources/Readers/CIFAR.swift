/// The binary files of CIFAR-10 and CIFAR-100: records of one or two label bytes and three planes of 32×32 bytes
/// (Krizhevsky, "Learning multiple layers of features from tiny images", 2009).
enum CIFAR {
    static let side = 32
    private static let plane = side * side
    static let pixels = 3 * plane

    /// How a file's records are laid out.
    struct Layout {
        /// Label bytes before the pixels; the last one is the class that is read.
        let labels: Int
        /// Records in a file.
        let records: Int

        var fileSize: Int { records * (labels + CIFAR.pixels) }
    }

    /// Records of several files behind one another, the colours of each pixel beside one another.
    struct Images {
        var labels: [UInt16] = []
        var pixels: [UInt8] = []

        init(records: Int) {
            labels.reserveCapacity(records)
            pixels.reserveCapacity(records * CIFAR.pixels)
        }
    }

    /// Appends the records of one file.
    static func append(
        _ bytes: [UInt8], from path: String, layout: Layout, classes: Int, to images: inout Images
    ) throws(DataError) {
        guard bytes.count == layout.fileSize else {
            throw .size(path: path, expected: layout.fileSize, found: bytes.count)
        }
        let record = layout.labels + pixels
        for start in stride(from: 0, to: bytes.count, by: record) {
            let label = bytes[start + layout.labels - 1]
            guard label < classes else {
                throw .foreign(
                    path: path, expected: "records with a label from 0 to \(classes - 1)",
                    found: "the label \(label) in record \(start / record)")
            }
            images.labels.append(UInt16(label))
            let red = start + layout.labels
            for pixel in red..<red + plane {
                images.pixels.append(bytes[pixel])
                images.pixels.append(bytes[pixel + plane])
                images.pixels.append(bytes[pixel + 2 * plane])
            }
        }
    }

    static let tenNames = [
        "airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck",
    ]
}
