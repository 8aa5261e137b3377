import Foundation

/// A file system of 64 kB, mounted for the lifetime of the value, for tests with a full disk. Only root can mount
/// one.
package final class SmallDisk: Sendable {
    package let path: String

    /// True if a disk can be mounted here, determined by mounting one.
    package static let isPossible: Bool = (try? SmallDisk()) != nil

    private struct NotMounted: Error {}

    package init(kilobytes: Int = 64) throws {
        path = FileManager.default.temporaryDirectory.appending(path: "ns-disk-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        guard Self.run("mount", ["-t", "tmpfs", "-o", "size=\(kilobytes)k", "tmpfs", path]) else {
            try FileManager.default.removeItem(atPath: path)
            throw NotMounted()
        }
    }

    deinit {
        _ = Self.run("umount", ["-l", path])
        try? FileManager.default.removeItem(atPath: path)
    }

    /// Fills the disk to the last byte.
    package func fill() {
        let file = open(path + "/filling", O_WRONLY | O_CREAT | O_APPEND, 0o600)
        defer { close(file) }
        let block = [UInt8](repeating: 1, count: 4096)
        while write(file, block, block.count) > 0 {}
    }

    private static func run(_ program: String, _ arguments: [String]) -> Bool {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = [program] + arguments
        process.standardError = FileHandle.nullDevice
        guard (try? process.run()) != nil else { return false }
        process.waitUntilExit()
        return process.terminationStatus == 0
    }
}
