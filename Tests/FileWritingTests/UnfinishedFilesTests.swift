import FileWriting
import Foundation
import Support
import Testing

@Suite struct UnfinishedFilesTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    /// Writes a journal with one unfinished file.
    private func leave(_ journal: String, file: String = ".ns-1-a.part") throws -> (journal: String, file: String) {
        let path = try folder.write([1], to: file)
        return (try folder.write(Array(path.utf8) + [0], to: "journals/\(journal)"), path)
    }

    private func exists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: path) }

    @Test func `the files of an ended process are removed, even if its number is that of a running one`() throws {
        let left = [
            try leave("\(getpid())-x", file: ".ns-1-a.part"), try leave("1-x", file: ".ns-1-b.part"),
            try leave("999999-x", file: ".ns-1-c.part"),
        ]
        UnfinishedFiles().keep(in: folder.path + "/journals")
        for (journal, file) in left { #expect(!exists(journal) && !exists(file)) }
    }

    @Test func `the files of a running process stay`() throws {
        let (journal, file) = try leave("1-x")
        let lock = open(journal, O_RDWR)
        #expect(flock(lock, LOCK_EX) == 0)
        UnfinishedFiles().keep(in: folder.path + "/journals")
        #expect(exists(journal) && exists(file))
        close(lock)
        UnfinishedFiles().keep(in: folder.path + "/journals")
        #expect(!exists(journal) && !exists(file))
    }

    @Test func `a journal removes nothing but temporary files`() throws {
        let (journal, file) = try leave("1-x", file: "mine.txt")
        UnfinishedFiles().keep(in: folder.path + "/journals")
        #expect(!exists(journal) && exists(file))
    }

    @Test func `a journal is empty when no file is unfinished, and goes with its process`() throws {
        let journals = folder.path + "/journals"
        let files = UnfinishedFiles()
        files.keep(in: journals)
        files.begin(folder.path + "/.ns-1-a.part")
        files.begin(folder.path + "/.ns-1-b.part")
        let name = try #require(FileManager.default.contentsOfDirectory(atPath: journals).first)
        let journal = journals + "/" + name
        let paths = try String(contentsOfFile: journal, encoding: .utf8).split(separator: "\0")
        #expect(paths == ["\(folder.path)/.ns-1-a.part", "\(folder.path)/.ns-1-b.part"])
        files.finish(folder.path + "/.ns-1-a.part")
        #expect(try !Data(contentsOf: URL(fileURLWithPath: journal)).isEmpty)
        files.finish(folder.path + "/.ns-1-b.part")
        #expect(try Data(contentsOf: URL(fileURLWithPath: journal)).isEmpty)
        files.end()
        #expect(!exists(journal))
    }

    @Test func `the journal of a process that ends while it writes stays for the next start`() throws {
        let journals = folder.path + "/journals"
        let part = folder.path + "/.ns-1-a.part"
        try Data("half".utf8).write(to: URL(fileURLWithPath: part))
        do {
            let files = UnfinishedFiles()
            files.keep(in: journals)
            files.begin(part)
            files.end()
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: journals).count == 1)
    }
}
