import Foundation
import Support
import Testing

/// Work that writes files round after round, so that it can be killed in the middle of a file.
struct KilledWork: Sendable, CustomTestStringConvertible {
    /// The complete files of an undisturbed run.
    struct Whole: Sendable {
        /// The files after the last round.
        let files: [String: [UInt8]]
        /// The history after the last round; empty if the work has no search.
        let history: [String]
        let secondsPerRound: Double
    }

    /// The criterion for a complete file.
    enum Criterion: Sendable {
        /// The same bytes after each round.
        case same
        /// The first rows of the undisturbed table: a number of them for each round.
        case rows(perRound: Int)
        /// The first objects of the undisturbed array.
        case objects(perRound: Int)
        /// The first lines of the undisturbed script.
        case lines
        /// A session that continues to the undisturbed history.
        case session
        case png
        case svg
    }

    /// The command under test.
    let testDescription: String
    /// The commands before the first round.
    let before: String
    /// The commands of a round.
    let round: String
    let rounds: Int
    /// The files that a round writes, and when they are complete.
    let files: [String: Criterion]

    private static let size = 6
    private static let function =
        "gene x in 0.0..1.0; gene y in 0.0..1.0; maximize x + y; population size \(size)"
    private static let networks =
        "load iris limit 60; genes clear; gene neurons0 in 4, 8; training epochs 1; population size 2; evolve 1"
    private static let rows =
        "sepal_length,sepal_width,petal_length,petal_width\n" + String(repeating: "5.1,3.5,1.4,0.2\n", count: 2_000)

    static let all = [
        KilledWork(
            testDescription: "save session", before: function, round: "evolve 1; save session a.session", rounds: 20,
            files: ["a.session": .session]),
        KilledWork(
            testDescription: "export csv", before: function, round: "evolve 1; export csv a.csv", rounds: 20,
            files: ["a.csv": .rows(perRound: size)]),
        KilledWork(
            testDescription: "export json", before: function, round: "evolve 1; export json a.json", rounds: 20,
            files: ["a.json": .objects(perRound: size)]),
        KilledWork(
            testDescription: "record", before: function + "; record a.ns", round: "evolve 1", rounds: 20,
            files: ["a.ns": .lines]),
        KilledWork(
            testDescription: "save network", before: networks + "; train fittest epochs 1",
            round: "save network a.h5; save network a.keras; save network a.onnx; save network a.safetensors",
            rounds: 10,
            files: ["a.h5": .same, "a.keras": .same, "a.onnx": .same, "a.safetensors": .same]),
        KilledWork(
            testDescription: "train fittest save", before: networks, round: "train fittest epochs 1 save a.h5",
            rounds: 10, files: ["a.h5": .same, "a.columns.json": .same, "a.classes.json": .same]),
        KilledWork(
            testDescription: "export program", before: networks, round: "export program a.py", rounds: 10,
            files: ["a.py": .same, "a.npz": .same]),
        KilledWork(
            testDescription: "search among convolutions",
            before: "load digits limit 60; network convolution 1; training epochs 1; population size \(size)",
            round: "evolve 1; save session a.session", rounds: 5, files: ["a.session": .session]),
        KilledWork(
            testDescription: "predict", before: networks + "; train fittest epochs 1",
            round: "predict rows.csv to a.csv", rounds: 10, files: ["a.csv": .same]),
        KilledWork(
            testDescription: "plot png", before: function, round: "evolve 1; plot to a.png", rounds: 4,
            files: ["a.png": .png]),
        KilledWork(
            testDescription: "plot svg", before: function, round: "evolve 1; plot to a.svg", rounds: 4,
            files: ["a.svg": .svg]),
    ]

    // MARK: - Running

    /// The commands of all rounds; each round ends with a line of output.
    private var script: String {
        ([before] + (1...rounds).map { "\(round); print 'round \($0)'" }).joined(separator: "\n") + "\n"
    }

    /// Returns a home folder with the script and what it reads.
    func home() throws -> Home {
        let home = try Home()
        try home.write(script, to: "work.ns")
        try home.write(Self.rows, to: "rows.csv")
        return home
    }

    /// Runs the work to its end.
    func whole() throws -> Whole {
        let home = try home()
        let start = ContinuousClock.now
        let result = try FinishedProgram.shell(["work.ns"], home: home)
        let seconds = (ContinuousClock.now - start) / .seconds(1)
        try #require(result.status == 0, "\(result.error)")
        var files: [String: [UInt8]] = [:]
        for name in self.files.keys { files[name] = try home.bytes(name) }
        var history: [String] = []
        if files.keys.contains("a.session") {
            _ = try FinishedProgram.shell(["-c", "open session a.session; export csv history.csv"], home: home)
            history = try home.history("history.csv")
        }
        return Whole(files: files, history: history, secondsPerRound: seconds / Double(rounds))
    }

    static func bytes(_ home: Home, _ name: String) -> [UInt8]? {
        FileManager.default.contents(atPath: "\(home.path)/\(name)").map { Array($0) }
    }

    // MARK: - Checking

    /// Checks that each file is complete and at least as new as the last reported round.
    func check(_ home: Home, after round: Int, _ whole: Whole) throws {
        for (name, criterion) in files {
            guard let bytes = Self.bytes(home, name) else {
                #expect(round == 0, "\(name) is missing after round \(round)")
                continue
            }
            let wanted = whole.files[name] ?? []
            let text = String(decoding: bytes, as: UTF8.self)
            switch criterion {
            case .same: #expect(bytes == wanted, "\(name) is incomplete: \(bytes.count) of \(wanted.count) bytes")
            case .png: #expect(Self.isWholePNG(bytes), "\(name) is incomplete: \(bytes.count) bytes")
            case .svg:
                let isWhole = text.contains("<svg") && text.trimmingCharacters(in: .newlines).hasSuffix("</svg>")
                #expect(isWhole, "\(name) ends: \(text.suffix(40))")
            case .lines:
                #expect(wanted.starts(with: bytes) && bytes.last == 0x0A, "\(name) ends: \(text.suffix(40))")
                #expect(text.split(separator: "\n").count { $0.hasPrefix("evolve") } >= round)
                #expect(try FinishedProgram.shell(["--check", name], home: home).status == 0)
            case .rows(let size):
                let rows = try home.history(name)
                #expect(text.hasSuffix("\r\n") && (rows.count - 1) % size == 0 && (rows.count - 1) / size >= round)
                #expect(Home.rows(of: String(decoding: wanted, as: UTF8.self)).starts(with: rows))
            case .objects(let size):
                let parsed = try JSONSerialization.jsonObject(with: Data(bytes)) as? [Any]
                let count = try #require(parsed?.count)
                #expect(count % size == 0 && count / size >= round)
            case .session:
                let result = try FinishedProgram.shell(
                    [
                        "-c",
                        "open session \(name); export csv opened.csv; evolve \(rounds); export csv continued.csv",
                    ], home: home)
                #expect(result.status == 0, "\(result.error)")
                #expect(try home.history("opened.csv").count - 1 >= Self.size * round)
                #expect(try home.history("continued.csv").starts(with: whole.history))
            }
        }
    }

    /// Returns true if the chunks of an image reach its end.
    private static func isWholePNG(_ bytes: [UInt8]) -> Bool {
        var start = 8
        while start + 12 <= bytes.count {
            let size = bytes[start..<start + 4].reduce(0) { $0 << 8 | Int($1) }
            if bytes[start + 4..<start + 8].elementsEqual("IEND".utf8) { return start + 12 == bytes.count }
            start += 12 + size
        }
        return false
    }
}

extension Home {
    /// Returns the rows of an exported file without the columns that may differ between two runs.
    func history(_ name: String = "out.csv") throws -> [String] { Self.rows(of: try read(name)) }

    /// Returns the rows of an exported table without the columns that may differ between two runs: `seconds`, `worker`
    /// and `from_memory`. They are counted from the end, because cells before them may contain commas.
    static func rows(of table: String) -> [String] {
        let rows = table.split(separator: "\r\n").map { $0.split(separator: ",", omittingEmptySubsequences: false) }
        let header = rows.first ?? []
        let after = header.lastIndex(of: "from_memory").map { header.count - 1 - $0 } ?? 0
        return rows.map { ($0.dropLast(after + 3) + $0.suffix(after)).joined(separator: ",") }
    }

    /// Returns the paths of temporary files: those of writers, of the memory's key, journals, and locks without a
    /// session.
    func temporaryFiles() -> [String] {
        let names = FileManager.default.enumerator(atPath: path)?.compactMap { $0 as? String } ?? []
        let known = Set(names)
        return names.filter { name in
            let last = name.split(separator: "/").last ?? ""
            if name.hasSuffix(".session.lock") { return !known.contains(String(name.dropLast(5))) }
            return last.hasPrefix(".ns-") || last.contains(".key.") || last.hasSuffix(".part")
                || name.hasPrefix("state/ns/unfinished/")
        }
    }
}
