import Foundation
import Support
import Testing

/// Files of other people are read by a process that crashes at once.
@Suite struct CrashingReaderTests {
    private let folder: TemporaryFolder
    private let talking: Talking

    init() throws {
        folder = try TemporaryFolder()
        let program = try folder.write(Array("#!/bin/sh\nkill -s SEGV $$\n".utf8), to: "crash")
        try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: program)
        talking = Talking(reader: program)
        for name in ["a", "b"] {
            try folder.write(PNGFile.bytes(width: 1, height: 1, channels: 1, [9]), to: "pictures/\(name)/1.png")
        }
        try folder.write(Array("a,b\n1,2\n".utf8), to: "table.csv")
        try folder.write([0x89] + Array("HDF\r\n\u{1A}\n".utf8), to: "network.h5")
    }

    @Test(arguments: [
        ("load images 'F/pictures'", "F/pictures/a/1.png cannot be read: the process that reads it"),
        ("load csv 'F/table.csv' label b", "F/table.csv cannot be read: the process that reads it"),
        ("open network 'F/network.h5'", "the process that read it"),
    ])
    func `a crash of the process is an error here`(command: String, words: String) async {
        let error = await talking.error(command.replacing("F", with: folder.path)) ?? ""
        let message = error.replacing(folder.path, with: "F")
        #expect(message.contains("\(words) was killed by signal 11"), "\(message)")
    }

    @Test func `a process that cannot be started is an error`() async {
        let talking = Talking(reader: "\(folder.path)/missing")
        let error = await talking.error("load csv '\(folder.path)/table.csv' label b") ?? ""
        #expect(error.contains("table.csv cannot be read: there is no program \(folder.path)/missing"), "\(error)")
    }
}
