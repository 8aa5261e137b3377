import Foundation

/// Files in the format of CIFAR-10's binary version: 10,000 records of a label and three planes of 32×32.
public struct CIFARFixture {
    /// The six files: five for training, then the test file.
    public static let files = (1...5).map { "data_batch_\($0).bin" } + ["test_batch.bin"]
    /// The number of records per file.
    public static let recordsPerFile = 10_000
    /// The number of bytes per record.
    public static let recordSize = 1 + 3 * side * side

    private static let side = 32

    /// The bytes of each file, in the order of `files`.
    public let contents: [[UInt8]]

    /// Returns real images at full size: those of Fashion-MNIST with a border of two pixels, the first 50,000 of its
    /// training set and its test set. The planes differ: red is the image, green its negative, blue half of it.
    ///
    /// - Throws: an error if Fashion-MNIST cannot be read.
    public static func fashion() throws -> CIFARFixture {
        let training = (
            try InstalledFashionMNIST.images(training: true), try InstalledFashionMNIST.labels(training: true)
        )
        let test = (
            try InstalledFashionMNIST.images(training: false), try InstalledFashionMNIST.labels(training: false)
        )
        let contents = files.indices.map { index in
            let (images, labels) = index < 5 ? training : test
            let first = index < 5 ? index * recordsPerFile : 0
            var bytes = [UInt8](repeating: 0, count: recordsPerFile * recordSize)
            for record in 0..<recordsPerFile {
                let start = record * recordSize
                bytes[start] = labels[first + record]
                for row in 0..<28 {
                    for column in 0..<28 {
                        let value = images[((first + record) * 28 + row) * 28 + column]
                        let offset = start + 1 + (row + 2) * side + column + 2
                        bytes[offset] = value
                        bytes[offset + side * side] = 255 - value
                        bytes[offset + 2 * side * side] = value / 2
                    }
                }
            }
            return bytes
        }
        return CIFARFixture(contents: contents)
    }

    /// Returns synthetic images at full size: pixel `p` of plane `c` in record `r` of file `f` is `value(f, r, c,
    /// p)`.
    public static func patterned() -> CIFARFixture {
        let plane = side * side
        let contents = files.indices.map { file in
            [UInt8](unsafeUninitializedCapacity: recordsPerFile * recordSize) { buffer, count in
                for record in 0..<recordsPerFile {
                    let start = record * recordSize
                    buffer[start] = UInt8((record + file) % 10)
                    for index in 0..<3 * plane {
                        buffer[start + 1 + index] = value(
                            file: file, record: record, plane: index / plane, pixel: index % plane)
                    }
                }
                count = buffer.count
            }
        }
        return CIFARFixture(contents: contents)
    }

    /// Returns the value that `patterned` writes at one position.
    public static func value(file: Int, record: Int, plane: Int, pixel: Int) -> UInt8 {
        UInt8(truncatingIfNeeded: file &* 31 &+ record &* 7 &+ plane &* 85 &+ pixel)
    }

    /// Writes the files to a folder, as they are after unpacking.
    ///
    /// - Throws: an error if a file cannot be written.
    public func write(to folder: String, withNames: Bool = true) throws {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        for (file, bytes) in zip(Self.files, contents) {
            try Data(bytes).write(to: URL(filePath: "\(folder)/\(file)"))
        }
        if withNames { try Data(Self.names.utf8).write(to: URL(filePath: "\(folder)/batches.meta.txt")) }
    }

    /// Writes the archive as it is downloaded, created by tar.
    ///
    /// - Throws: an error if a file cannot be written or tar cannot be started.
    public func writeArchive(to folder: String) throws {
        let inner = "cifar-10-batches-bin"
        try write(to: "\(folder)/\(inner)")
        let tar = Process()
        tar.executableURL = URL(filePath: "/usr/bin/env")
        tar.arguments = ["tar", "-C", folder, "-I", "gzip -1", "-cf", "\(folder)/cifar-10-binary.tar.gz", inner]
        try tar.run()
        tar.waitUntilExit()
        try FileManager.default.removeItem(atPath: "\(folder)/\(inner)")
    }

    private static let names = """
        airplane
        automobile
        bird
        cat
        deer
        dog
        frog
        horse
        ship
        truck


        """
}
