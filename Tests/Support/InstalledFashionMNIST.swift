import Foundation

/// Real images for tests: Fashion-MNIST as Debian's package `dataset-fashion-mnist` installs it.
public enum InstalledFashionMNIST {
    /// The folder of the package.
    public static let folder = "/usr/share/datasets/fashion-mnist"

    /// True if it is installed; otherwise tests that need it are skipped.
    public static var isHere: Bool {
        FileManager.default.fileExists(atPath: "\(folder)/train-images-idx3-ubyte.gz")
    }

    /// Returns 28×28 bytes per image: 60,000 images for training, or 10,000 for testing.
    ///
    /// - Throws: an error if gzip cannot be started.
    public static func images(training: Bool) throws -> [UInt8] {
        Array(try unpacked("\(training ? "train" : "t10k")-images-idx3-ubyte.gz").dropFirst(16))
    }

    /// Returns one class from 0 to 9 per image.
    ///
    /// - Throws: an error if gzip cannot be started.
    public static func labels(training: Bool) throws -> [UInt8] {
        Array(try unpacked("\(training ? "train" : "t10k")-labels-idx1-ubyte.gz").dropFirst(8))
    }

    /// Unpacks a file with gzip, not with the reader under test.
    private static func unpacked(_ file: String) throws -> [UInt8] {
        let gzip = Process()
        gzip.executableURL = URL(filePath: "/usr/bin/env")
        gzip.arguments = ["gzip", "-dc", "\(folder)/\(file)"]
        let output = Pipe()
        gzip.standardOutput = output
        try gzip.run()
        let bytes = try output.fileHandleForReading.readToEnd() ?? Data()
        gzip.waitUntilExit()
        return [UInt8](bytes)
    }
}
