import FileWriting
import Foundation
import Support
import Testing

/// Files that are read, and what is no file.
@Suite struct InputFileTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func pipe(_ name: String = "pipe") -> String {
        let path = "\(folder.path)/\(name)"
        #expect(mkfifo(path, 0o600) == 0)
        return path
    }

    private func reason(_ body: () throws(FileReadingError) -> Void) -> String? {
        do {
            try body()
            return nil
        } catch {
            return error.reason
        }
    }

    @Test func `a regular file is read whole`() throws {
        let bytes = (0..<200_000).map { UInt8(truncatingIfNeeded: $0) }
        let path = try folder.write(bytes, to: "a")
        #expect(Array(try InputFile.contents(of: path)) == bytes)
        #expect(Array(try InputFile.script(at: path)) == bytes)
        try InputFile.check(path)
    }

    @Test func `pipes, sockets, devices, folders and missing files are refused at once`() throws {
        let socketPath = "\(folder.path)/socket"
        let listening = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(listening) }
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: socketPath.utf8.prefix($0.count - 1)) }
        let bound = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(listening, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        #expect(bound == 0 || socketPath.utf8.count > 100)
        var expected = [
            pipe(): "it is a pipe; save its content as a file first", "/dev/zero": "it is a device, not a file",
            folder.path: "it is a folder", "\(folder.path)/none": "No such file or directory",
        ]
        if bound == 0 { expected[socketPath] = "it is a socket, not a file" }
        for (path, expected) in expected {
            #expect(reason { () throws(FileReadingError) in try InputFile.check(path) } == expected)
            #expect(reason { () throws(FileReadingError) in _ = try InputFile.contents(of: path) } == expected)
        }
    }

    @Test func `a script from a pipe is read if a program writes to it`() throws {
        let path = pipe()
        let writer = Thread {
            // Opening for writing waits for the reader.
            FileHandle(forWritingAtPath: path)?.write(Data("print 1\n".utf8))
        }
        writer.start()
        #expect(try InputFile.script(at: path) == Data("print 1\n".utf8))
    }

    @Test func `a script from a pipe that nobody writes to is refused`() {
        let path = pipe()
        let found = reason { () throws(FileReadingError) in _ = try InputFile.script(at: path) }
        #expect(found == "it is a pipe, and no program writes to it")
    }

    @Test func `waiting for a script from a pipe ends when the user stops it`() throws {
        let path = pipe()
        let writer = open(path, O_RDWR)
        defer { close(writer) }
        #expect(try InputFile.script(at: path, isStopped: { true }).isEmpty)
    }

    @Test func `an endless script is refused, and an empty device is an empty script`() throws {
        #expect(try InputFile.script(at: "/dev/null").isEmpty)
        let found = reason { () throws(FileReadingError) in _ = try InputFile.script(at: "/dev/zero") }
        #expect(found == "it is a device, not a file")
    }
}
