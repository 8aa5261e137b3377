import Foundation

/// Real images for tests: Fashion-MNIST as Debian's package `dataset-fashion-mnist` installs it.
public enum InstalledFashionMNIST {
    /// Where the package puts it.
    public static let folder = "/usr/share/datasets/fashion-mnist"

    /// Whether it is installed; tests that need it are skipped elsewhere.
    public static var isHere: Bool {
        FileManager.default.fileExists(atPath: "\(folder)/train-images-idx3-ubyte.gz")
    }

    /// 28×28 bytes an image: 60,000 for training, or 10,000 for the test.
    public static func images(training: Bool) throws -> [UInt8] {
        Array(try unpacked("\(training ? "train" : "t10k")-images-idx3-ubyte.gz").dropFirst(16))
    }

    /// One class from 0 to 9 an image.
    public static func labels(training: Bool) throws -> [UInt8] {
        Array(try unpacked("\(training ? "train" : "t10k")-labels-idx1-ubyte.gz").dropFirst(8))
    }

    /// By gzip, not by the reader that tests are to judge.
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
