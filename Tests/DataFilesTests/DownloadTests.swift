import DataSources
import Datasets
import Foundation
import Support
import Synchronization
import Testing

@Suite("Downloads")
struct DownloadTests {
    private let server: HTTPServer
    private let folder: TemporaryFolder
    private let bytes: [UInt8]
    private let pauses = Pauses()

    init() throws {
        server = try HTTPServer()
        folder = try TemporaryFolder()
        bytes = (0..<300_000).map { UInt8(truncatingIfNeeded: $0 &* $0 >> 3) }
    }

    private func download(size: Int? = nil, checksum: String? = nil, mirrors: [String]? = nil) -> Download {
        Download(
            RemoteFile(
                "a.gz", size: size ?? bytes.count, checksum: checksum ?? Digest(of: bytes).description,
                addresses: mirrors ?? [server.address + "good/"]), into: folder.path, patience: 1, pause: pauses.record)
    }

    private var fetched: [UInt8]? { FileManager.default.contents(atPath: folder.path + "/a.gz").map { Array($0) } }

    @Test("A download stores the file under its name, reports its progress, and leaves no other file")
    func whole() throws {
        server.put(bytes, at: "/good/a.gz")
        var last: DataProgress?
        try download().run(Monitor(report: { last = $0 }, isStopped: { false }))
        #expect(fetched == bytes)
        #expect(folder.names == ["a.gz"])
        #expect(
            last
                == .fetching(
                    file: "a.gz", address: server.address + "good/a.gz", done: bytes.count, total: bytes.count))
        try download().run(.none)
        #expect(server.requests.count == 1, "an existing file is not downloaded again")
    }

    @Test(
        "A dataset can be loaded from its downloaded files",
        .enabled(if: Needed.fashionMNIST, "Fashion-MNIST is not here"))
    func trueFormat() throws {
        for name in try FileManager.default.contentsOfDirectory(atPath: InstalledFashionMNIST.folder)
        where name.hasSuffix("-ubyte.gz") {
            let bytes = [UInt8](try Data(contentsOf: URL(filePath: "\(InstalledFashionMNIST.folder)/\(name)")))
            // A server that breaks off once: the download is resumed.
            server.put(bytes, at: "/\(name)", .cutsOff(after: bytes.count / 3), .good)
            let file = RemoteFile(
                name, size: bytes.count, checksum: Digest(of: bytes).description, addresses: [server.address])
            try Download(file, into: folder.path, patience: 1).run(.none)
        }
        let fetched = try Catalogue.load("fashion_mnist", from: folder.path)
        #expect(fetched.count == 70_000)
        #expect(try fetched.digest == Catalogue.load("fashion_mnist", from: InstalledFashionMNIST.folder).digest)
    }

    @Test("A broken or stalled connection is resumed")
    func resumes() throws {
        server.put(bytes, at: "/good/a.gz", .cutsOff(after: 100_000), .stalls(after: 50_000), .cutsOff(after: 1))
        try download().run(.none)
        #expect(fetched == bytes)
        #expect(server.requests.map(\.offset) == [0, 100_000, 150_000, 150_001])
    }

    @Test("The whole file is requested from a server that does not support resuming")
    func restarts() throws {
        server.put(bytes, at: "/good/a.gz", .cutsOff(after: 100_000), .doesNotResume, .doesNotResume)
        try download().run(.none)
        #expect(fetched == bytes)
        #expect(server.requests.map(\.offset) == [0, 100_000, 0])
    }

    @Test("The rest of an earlier download is resumed, or discarded if it belongs to another file")
    func leftovers() throws {
        server.put(bytes, at: "/good/a.gz")
        try folder.write(Array(bytes.prefix(1234)), to: "a.gz.part")
        try download().run(.none)
        #expect(fetched == bytes && server.requests.map(\.offset) == [1234])
        let other = try TemporaryFolder()
        try other.write([UInt8](repeating: 9, count: 500), to: "a.gz.part")
        let file = RemoteFile(
            "a.gz", size: bytes.count, checksum: Digest(of: bytes).description, addresses: [server.address + "good/"])
        try Download(file, into: other.path, patience: 1).run(.none)
        #expect(FileManager.default.contents(atPath: other.path + "/a.gz").map { Array($0) } == bytes)
        #expect(server.requests.map(\.offset) == [1234, 500, 0])
    }

    @Test("The next mirror is tried if one refuses, or sends a file of the wrong size or checksum")
    func mirrors() throws {
        server.put(bytes, at: "/refuses/a.gz", .answers(503))
        server.put(bytes, at: "/short/a.gz", .sends(count: 1000))
        server.put(bytes, at: "/long/a.gz", .sends(count: 400_000))
        server.put(bytes, at: "/wrong/a.gz", .wrongBytes)
        server.put(bytes, at: "/moved/a.gz", .redirects(to: server.address + "good/a.gz"))
        server.put(bytes, at: "/good/a.gz")
        let names = ["missing", "refuses", "short", "long", "wrong", "moved"]
        try download(mirrors: names.map { "\(server.address)\($0)/" }).run(.none)
        #expect(fetched == bytes)
        #expect(server.requests.map { String($0.path.split(separator: "/")[0]) } == names + ["good"])
    }

    @Test("If no mirror has the file, the error lists each address with its response, and no file is stored")
    func failures() throws {
        server.put(bytes, at: "/refuses/a.gz", .answers(503))
        server.put(bytes, at: "/short/a.gz", .sends(count: 1000))
        server.put(bytes, at: "/long/a.gz", .sends(count: 400_000))
        server.put(bytes, at: "/wrong/a.gz", .wrongBytes)
        let names = ["refuses", "short", "long", "wrong"]
        let error = #expect(throws: DataError.self) {
            try download(mirrors: names.map { "\(server.address)\($0)/" }).run(.none)
        }
        guard case .unfetched("a.gz", let failures) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(failures.map(\.address) == names.map { "\(server.address)\($0)/a.gz" })
        #expect(
            failures.map(\.reason).prefix(3) == [
                "it answered 503", "it sent 1000 bytes, expected 300000", "it sent more than 300000 bytes",
            ])
        #expect(failures.last?.reason.hasPrefix("its file has a wrong checksum: SHA-256") == true)
        #expect(fetched == nil)
    }

    @Test("A server that never continues, or cannot be reached, is given up")
    func givesUp() throws {
        server.put(
            bytes, at: "/good/a.gz", .cutsOff(after: 10), .cutsOff(after: 0), .cutsOff(after: 0), .cutsOff(after: 0))
        #expect(throws: DataError.self) { try download().run(.none) }
        #expect(server.requests.count == 4)
        #expect(pauses.durations == [.milliseconds(500), .seconds(1), .seconds(2)])
        server.stop()
        let error = #expect(throws: DataError.self) { try download().run(.none) }
        #expect(error?.description.contains("a.gz cannot be downloaded: \(server.address)good/a.gz: ") == true)
        #expect(folder.names == ["a.gz.part"])
    }

    @Test(
        "A mirror that breaks off and cannot resume is given up after three attempts, with growing pauses"
    )
    func breaksOffWithoutResuming() throws {
        server.put(bytes, at: "/good/a.gz", always: .cutsOffWithoutResuming(after: 1000))
        let error = #expect(throws: DataError.self) { try download().run(.none) }
        guard case .unfetched(_, let failures) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(
            failures[0].reason.hasPrefix(
                "the connection broke off after 1000 of 300000 bytes, and 3 more attempts got no further; "
                    + "the server does not resume downloads"))
        #expect(error?.description.hasSuffix("Try again later, or set NS_MIRROR to another address") == true)
        #expect(pauses.durations == [.milliseconds(500), .seconds(1), .seconds(2)])
        // The first request, the one that showed that it does not resume, and three more.
        #expect(server.requests.count == 5)
    }

    @Test("Attempts are counted for each mirror, and one that makes progress is not given up")
    func progress() throws {
        server.put(bytes, at: "/bad/a.gz", always: .cutsOffWithoutResuming(after: 10))
        let manners = (1...6).map { HTTPServer.Manner.cutsOff(after: 1000 * $0) }
        server.put(
            bytes, at: "/good/a.gz", manners[0], manners[1], manners[2], manners[3], manners[4], manners[5])
        try download(mirrors: [server.address + "bad/", server.address + "good/"]).run(.none)
        #expect(fetched == bytes)
        #expect(
            pauses.durations == [.milliseconds(500), .seconds(1), .seconds(2)]
                + [Duration](repeating: .milliseconds(500), count: 6))
    }

    @Test("Stopping during a pause keeps the received bytes")
    func stoppingInAPause() throws {
        server.put(bytes, at: "/good/a.gz", .cutsOff(after: 1000))
        let isStopped = Mutex(false)
        let download = Download(
            RemoteFile(
                "a.gz", size: bytes.count, checksum: Digest(of: bytes).description,
                addresses: [server.address + "good/"]), into: folder.path, patience: 1,
            pause: { _, _ in isStopped.withLock { $0 = true } })
        #expect(throws: DataError.stopped) {
            try download.run(Monitor(report: { _ in }, isStopped: { isStopped.withLock { $0 } }))
        }
        #expect(folder.names == ["a.gz.part"])
        #expect(server.requests.count == 1)
    }

    @Test("Stopping keeps the received bytes, and the next download continues from there")
    func stopping() throws {
        server.put(bytes, at: "/good/a.gz", .stalls(after: 120_000))
        let seen = Mutex(0)
        #expect(throws: DataError.stopped) {
            try download().run(
                Monitor(
                    report: { if case .fetching(_, _, let done, _) = $0 { seen.withLock { $0 = max($0, done) } } },
                    isStopped: { seen.withLock { $0 } >= 120_000 }))
        }
        #expect(folder.names == ["a.gz.part"])
        try download().run(.none)
        #expect(fetched == bytes)
        #expect(server.requests.map(\.offset) == [0, 120_000])
    }

    @Test("Two simultaneous downloads take turns: the second one finds the file")
    func twoAtOnce() async throws {
        let isSecondThere = DispatchSemaphore(value: 0)
        let hasWaited = Mutex(false)
        server.put(
            bytes, at: "/good/a.gz",
            .waits(piece: 100_000) {
                if hasWaited.withLock({
                    let first = !$0; $0 = true; return first
                }) {
                    isSecondThere.wait()
                }
            })
        let (download, server) = (download(), server)
        let results = await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<2 {
                group.addTask {
                    await onThread {
                        do {
                            try download.run(
                                Monitor(
                                    report: {
                                        if case .fetching(_, "another process", _, _) = $0 { isSecondThere.signal() }
                                    }, isStopped: { false }))
                            return true
                        } catch {
                            return false
                        }
                    }
                }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(results == [true, true])
        #expect(fetched == bytes)
        #expect(server.requests.count == 1)
        #expect(folder.names == ["a.gz"])
    }
}

/// Runs blocking work on its own thread.
private func onThread<Value: Sendable>(_ work: @escaping @Sendable () -> Value) async -> Value {
    await withCheckedContinuation { continuation in
        Thread { continuation.resume(returning: work()) }.start()
    }
}

/// Records the requested pauses without waiting.
private final class Pauses: Sendable {
    private let all = Mutex<[Duration]>([])

    var durations: [Duration] { all.withLock { $0 } }

    var record: Download.Pause { { duration, _ in self.all.withLock { $0.append(duration) } } }
}
