import FileWriting
import Foundation
import Support
import Testing

@Suite struct AtomicFileTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func mode(_ name: String) throws -> Int {
        let attributes = try FileManager.default.attributesOfItem(atPath: "\(folder.path)/\(name)")
        return try #require(attributes[.posixPermissions] as? NSNumber).intValue
    }

    private func text(_ name: String) throws -> String {
        try String(contentsOfFile: "\(folder.path)/\(name)", encoding: .utf8)
    }

    @Test func `a file is replaced completely, and no temporary file remains`() throws {
        try folder.write(Array("old".utf8), to: "a.txt")
        try AtomicFile("\(folder.path)/a.txt").write(Data("new".utf8))
        #expect(try text("a.txt") == "new")
        #expect(folder.names == ["a.txt"])
    }

    @Test func `a replaced file keeps its permissions, a private one gets its own`() throws {
        let path = try folder.write([1], to: "a.txt")
        #expect(chmod(path, 0o640) == 0)
        try AtomicFile(path).write(Data("new".utf8))
        #expect(try mode("a.txt") == 0o640)
        try AtomicFile(path, access: .own).write(Data("new".utf8))
        #expect(try mode("a.txt") == 0o600)
        try AtomicFile("\(folder.path)/b.txt", access: .own).write(Data())
        #expect(try mode("b.txt") == 0o600)
    }

    @Test func `a symbolic link stays, and its target is written`() throws {
        try folder.write(Array("old".utf8), to: "real/a.txt")
        try FileManager.default.createSymbolicLink(atPath: "\(folder.path)/one", withDestinationPath: "real/a.txt")
        try FileManager.default.createSymbolicLink(atPath: "\(folder.path)/two", withDestinationPath: "one")
        try AtomicFile("\(folder.path)/two").write(Data("new".utf8))
        #expect(try text("real/a.txt") == "new")
        #expect(try FileManager.default.destinationOfSymbolicLink(atPath: "\(folder.path)/two") == "one")
    }

    @Test func `links in a circle are an error`() throws {
        try FileManager.default.createSymbolicLink(atPath: "\(folder.path)/one", withDestinationPath: "two")
        try FileManager.default.createSymbolicLink(atPath: "\(folder.path)/two", withDestinationPath: "one")
        #expect(throws: FileWritingError.self) { try AtomicFile("\(folder.path)/one").write(Data()) }
    }

    @Test func `a link planted beside the target is not followed`() throws {
        try folder.write(Array("mine".utf8), to: "victim")
        for name in ["a.txt.\(getpid()).part", ".ns-\(getpid())-1.part", "a.txt.part"] {
            try FileManager.default.createSymbolicLink(atPath: "\(folder.path)/\(name)", withDestinationPath: "victim")
        }
        try AtomicFile("\(folder.path)/a.txt").write(Data("new".utf8))
        #expect(try text("victim") == "mine")
    }

    @Test func `a folder and a missing folder are errors with the system's message`() throws {
        let missing = "\(folder.path)/no/a.txt"
        #expect(throws: FileWritingError(path: missing, reason: "No such file or directory")) {
            try AtomicFile(missing).write(Data())
        }
        #expect(throws: FileWritingError(path: folder.path, reason: "Is a directory")) {
            try AtomicFile(folder.path).write(Data())
        }
    }

    @Test func `a file is created once, and an existing one is unchanged`() throws {
        let file = AtomicFile("\(folder.path)/a.txt", access: .own)
        #expect(try file.create(Data("first".utf8)))
        #expect(try file.create(Data("second".utf8)) == false)
        #expect(try text("a.txt") == "first")
        #expect(try mode("a.txt") == 0o600)
        #expect(folder.names == ["a.txt"])
    }

    @Test func `a temporary file is private and can be removed`() throws {
        let file = try TemporaryFile(Data("text".utf8))
        #expect(try String(contentsOfFile: file.path, encoding: .utf8) == "text")
        let attributes = try FileManager.default.attributesOfItem(atPath: file.path)
        #expect((attributes[.posixPermissions] as? NSNumber)?.intValue == 0o600)
        file.remove()
        #expect(!FileManager.default.fileExists(atPath: file.path))
    }

    @Test func `a device is written to directly`() throws {
        try AtomicFile("/dev/null").write(Data("gone".utf8))
        #expect(FileManager.default.fileExists(atPath: "/dev/null"))
    }

    @Test func `an open pipe is written to by the name of its descriptor`() throws {
        let pipe = Pipe()
        try AtomicFile("/dev/fd/\(pipe.fileHandleForWriting.fileDescriptor)").write(Data("through".utf8))
        try pipe.fileHandleForWriting.close()
        #expect(try pipe.fileHandleForReading.readToEnd() == Data("through".utf8))
    }

    @Test func `a library writes into a private folder`() throws {
        try AtomicFile("\(folder.path)/a.txt", access: .own).write { temporary in
            try Data("whole".utf8).write(to: URL(fileURLWithPath: temporary))
        }
        #expect(try text("a.txt") == "whole")
        #expect(try mode("a.txt") == 0o600)
        #expect(folder.names == ["a.txt"])
        struct Failure: Error {}
        #expect(throws: Failure.self) { try AtomicFile("\(folder.path)/a.txt").write { _ in throw Failure() } }
        #expect(try text("a.txt") == "whole")
        #expect(folder.names == ["a.txt"])
    }

    @Test(.enabled(if: SmallDisk.isPossible, "only root can mount a small disk"))
    func `a full disk leaves the old file unchanged`() throws {
        let disk = try SmallDisk()
        let path = disk.path + "/a.txt"
        try AtomicFile(path).write(Data("old".utf8))
        disk.fill()
        let error = FileWritingError(path: path, reason: "No space left on device")
        #expect(throws: error) { try AtomicFile(path).write(Data(repeating: 1, count: 100_000)) }
        #expect(try String(contentsOfFile: path, encoding: .utf8) == "old")
        #expect(try FileManager.default.contentsOfDirectory(atPath: disk.path).sorted() == ["a.txt", "filling"])
    }
}
