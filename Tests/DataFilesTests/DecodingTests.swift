import DataSources
import Datasets
import Foundation
import Support
import Testing

@Suite("Decoding in other processes")
struct DecodingTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func read(_ source: DataSource, _ processes: (any DecodingProcesses)?) throws -> ReadDataset {
        try source.read(.none(processes: processes))
    }

    private func message(_ source: DataSource, _ processes: any DecodingProcesses) -> String {
        let error = #expect(throws: DataError.self) { try read(source, processes) }
        return (error?.description ?? "").replacing(folder.path, with: "F")
    }

    /// Writes pictures of two classes, each in its own colour.
    private func writePictures(_ count: Int) throws -> DataSource {
        for index in 0..<count {
            let color: [UInt8] = [UInt8(index % 256), UInt8(index / 256), 9]
            let pixels = [[UInt8]](repeating: color, count: 16).flatMap { $0 }
            try folder.write(
                PNGFile.bytes(width: 4, height: 4, channels: 3, pixels),
                to: "pictures/\(index % 2 == 0 ? "a" : "b")/\(String(index + 1000)).png")
        }
        return .images(folder: folder.path + "/pictures", size: nil)
    }

    // MARK: - Pictures

    @Test("Pictures are the same as in this process, in the same order", arguments: [1, 2, 5])
    func pictures(processes: Int) throws {
        let source = try writePictures(300)
        try folder.write([], to: "pictures/a/empty.png")
        let here = try read(source, nil)
        let there = try read(source, DecodingThreads(count: processes))
        #expect(there.dataset.digest == here.dataset.digest && there.dataset.count == 300)
        #expect(there.remarks == here.remarks && here.remarks == ["1 damaged image skipped: a/empty.png (empty)"])
    }

    @Test("A picture that ends its process is damaged, and the others are read by another one")
    func crash() throws {
        let source = DataSource.images(
            folder: folder.path + "/pictures", size: PictureSize(width: 4, height: 4))
        _ = try writePictures(100)
        // Beside the message that it is ready, it answers for 20 pictures: the twenty-first ends it.
        let processes = DecodingThreads(count: 1, lives: [21, 31])
        let read = try read(source, processes)
        #expect(
            read.remarks == [
                "2 damaged images skipped: a/1040.png (damaged or too large: the process that decoded it was killed by "
                    + "signal 11), b/1003.png (damaged or too large: the process that decoded it was killed by signal 11)"
            ])
        #expect(read.dataset.count == 98 && processes.startCount == 3)
    }

    @Test("A process that ends before it is ready is an error that names its end")
    func start() throws {
        let source = try writePictures(4)
        #expect(
            message(source, ScriptedProcesses(bytes: []))
                == "F/pictures/a/1000.png cannot be read: the process that reads it was killed by signal 9 at its start"
        )
        try folder.write(Array("a,b\n1,2\n".utf8), to: "t.csv")
        #expect(
            message(.csv(path: folder.path + "/t.csv", CSVOptions(label: "b")), ScriptedProcesses(bytes: []))
                == "F/t.csv cannot be read: the process that reads it was killed by signal 9 at its start")
    }

    /// The message that a process is ready: one byte, its kind.
    private static let ready: [UInt8] = [1, 0, 0, 0, 1]

    struct WrongAnswer: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let bytes: [UInt8]
    }

    @Test(
        "Wrong answers of a process that a file has taken over are damage, never a crash",
        arguments: [
            WrongAnswer(testDescription: "unknown kind", bytes: [1, 0, 0, 0, 200]),
            WrongAnswer(testDescription: "no kind", bytes: [0, 0, 0, 0]),
            WrongAnswer(testDescription: "too long", bytes: [255, 255, 255, 255, 3]),
            WrongAnswer(testDescription: "too few pixels", bytes: [4, 0, 0, 0, 3, 1, 2, 3]),
            WrongAnswer(testDescription: "ready again", bytes: ready),
            WrongAnswer(
                testDescription: "a text beyond the end",
                bytes: [9, 0, 0, 0, 8, 255, 255, 255, 255, 255, 255, 255, 127]),
            WrongAnswer(
                testDescription: "a negative length", bytes: [9, 0, 0, 0, 8, 255, 255, 255, 255, 255, 255, 255, 255]),
            WrongAnswer(testDescription: "an archive", bytes: [1, 0, 0, 0, 7]),
            WrongAnswer(testDescription: "half a message", bytes: [100, 0, 0]),
        ])
    func hostile(answer: WrongAnswer) throws {
        _ = try writePictures(4)
        let source = DataSource.images(
            folder: folder.path + "/pictures", size: PictureSize(width: 4, height: 4))
        let processes = ScriptedProcesses(bytes: Self.ready + answer.bytes)
        #expect(message(source, processes).hasPrefix("F/pictures: all 4 images are damaged: a/1000.png ("))
        try folder.write(Array("a,b\n1,2\n".utf8), to: "t.csv")
        #expect(
            message(.csv(path: folder.path + "/t.csv", CSVOptions(label: "b")), processes)
                .hasPrefix("F/t.csv cannot be read: "))
    }

    @Test("Reading pictures stops if the user wants to")
    func stop() throws {
        let source = try writePictures(200)
        var calls = 0
        let monitor = Monitor(
            processes: DecodingThreads(), report: { _ in },
            isStopped: {
                calls += 1
                return calls > 3
            })
        #expect(throws: DataError.stopped) { try source.read(monitor) }
    }

    @Test("No process is left, whether all pictures were read or the user stopped", arguments: [true, false])
    func end(stops: Bool) throws {
        let source = try writePictures(200)
        let processes = DecodingThreads(count: 3)
        let monitor = Monitor(
            processes: processes, report: { _ in }, isStopped: { stops && processes.startCount > 0 })
        let count = Result { () throws(DataError) in try source.read(monitor).dataset.count }
        #expect(count == (stops ? .failure(.stopped) : .success(200)))
        #expect(processes.startCount >= 3 && processes.endCount == processes.startCount)
    }

    // MARK: - Archives

    @Test("Tables, plain and compressed, are the same as in this process")
    func tables() throws {
        // More than the bytes of one answer.
        let rows = (0..<200_000).map { "\($0),\($0 % 7),\($0 % 2 == 0 ? "even" : "odd")" }
        let plain = Array(("a,b,y\n" + rows.joined(separator: "\n")).utf8)
        try folder.write(plain, to: "plain.csv")
        let short = Array(("a,b,y\n" + rows.prefix(3000).joined(separator: "\n")).utf8)
        try folder.write(GzipFile.bytes(short), to: "short.csv.gz")
        for name in ["plain.csv", "short.csv.gz"] {
            let source = DataSource.csv(path: "\(folder.path)/\(name)", CSVOptions(label: "y"))
            let processes = DecodingThreads()
            let (here, there) = (try read(source, nil), try read(source, processes))
            #expect(there.dataset.digest == here.dataset.digest && there.remarks == here.remarks)
            // A table is opened several times, by one process.
            #expect(processes.startCount == 1)
        }
    }

    @Test("The arrays of a zip file are the same as in this process")
    func arrays() throws {
        let path = try folder.write(
            ZipFile.bytes([
                ("x.npy", NumPyFile.array("<f4", "40, 3", NumPyFile.floats((0..<120).map { Float($0) / 7 }))),
                ("y.npy", NumPyFile.array("<i8", "40,", NumPyFile.integers((0..<40).map { $0 % 2 }))),
            ]), to: "a.npz")
        let source = DataSource.npz(path: path, nil)
        #expect(try read(source, DecodingThreads()).dataset.digest == read(source, nil).dataset.digest)
    }

    @Test("Damage in an archive is the same error as in this process", arguments: [true, false])
    func damage(isCutOff: Bool) throws {
        let text = "a,b,y\n" + (0..<5000).map { "\($0),1,\($0 % 2)" }.joined(separator: "\n")
        var bytes = GzipFile.bytes(Array(text.utf8))
        if isCutOff {
            bytes.removeLast(bytes.count / 2)
        } else {
            // A flipped bit of the stored length is damage at the beginning.
            bytes[12] ^= 1
        }
        let path = try folder.write(bytes, to: "t.csv.gz")
        let source = DataSource.csv(path: path, CSVOptions(label: "y"))
        let here = #expect(throws: DataError.self) { try read(source, nil) }
        let there = #expect(throws: DataError.self) { try read(source, DecodingThreads()) }
        #expect(there == here)
    }

    @Test("A process that ends while it reads an archive is an error")
    func archiveCrash() throws {
        let path = try folder.write(Array("a,b\n1,2\n".utf8), to: "t.csv")
        #expect(
            message(.csv(path: path, CSVOptions(label: "b")), DecodingThreads(lives: [2]))
                == "F/t.csv cannot be read: it is damaged or malicious, or needs too much memory or time; the process "
                + "that read it was killed by signal 11")
    }

    #if os(Linux)
        @Test("Formats for which libarchive would start a program are plain bytes")
        func programs() throws {
            // The magic numbers of lrzip, grzip and lzop.
            for (name, start) in [
                ("lrzip", Array("LRZI\0\u{6}".utf8)), ("grzip", Array("GRZipII\0\u{2}\u{4}:)".utf8)),
                ("lzop", [0x89, 0x4C, 0x5A, 0x4F, 0, 0x0D, 0x0A, 0x1A, 0x0A]),
            ] {
                let path = try folder.write(start + [UInt8](repeating: 0, count: 64), to: name)
                let error = #expect(throws: DataError.self) {
                    try read(.csv(path: path, CSVOptions(label: "b")), nil)
                }
                let message = error?.description ?? ""
                #expect(message.contains("expected a CSV file, found binary data"), "\(name): \(message)")
            }
        }
    #endif
}
