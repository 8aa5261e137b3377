import Foundation
import Memory
import Reports
import Support
import Testing

@Suite struct RecordTests {
    /// Commands that a person might enter, with a number in place of `#`; some fail and change nothing.
    private static let commands = [
        "gene x in 1..#0", "gene y in 0.0..1.0", "gene word in a, b, c", "gene remove x", "gene y* in 1, 2, 3",
        "maximize x", "minimize x * y", "maximize x + y", "maximize if(word is a, x, y)", "population size #",
        "population mutation 50% selection rank", "population classic", "population default", "population litter 2",
        "strategy steady ahead 2", "strategy ageing", "strategy evolution", "seed #", "seed random", "evolve #",
        "evolve",
        "evolve 3 goal 5", "evolve 2 for 1h", "step #", "back", "undo", "undo", "undo", "reset", "let a #", "let b $a",
        "let c 'x y, z'", "population like x #", "for i in 1..2; evolve $i; end", "for g in a, 'b c'; let d $g; end",
        "if generation > 2; seed #; else; evolve; end", "expect generation >= 0", "expect $b is $c", "run SCRIPT #",
        "training epochs #", "print \"hello $a\"", "show fittest", "workers 2", "workers", "compare random",
        "maximize $a * x", "expect error 'number' evolve many", "let formula 'x + 1'; maximize $formula",
        "save session FOLDER/kept.session", "open session FOLDER/kept.session", "network layers 2",
        "network uniform on",
        "genes default", "genes clear",
    ]

    /// Returns the settings, evolution and network of a session, byte by byte.
    private func state(of talking: Talking, in folder: TemporaryFolder) async throws -> [String: Data] {
        let path = folder.path + "/state-\(UUID().uuidString).session"
        try await talking.say("save session \(path)")
        var parts = try SavedSession(path: path).parts
        // Durations differ from run to run, and comments are not compared.
        parts["ledger"] = nil
        // Each memory signs with a secret of its own.
        parts["signature"] = nil
        let settings = String(decoding: parts["settings"] ?? Data(), as: UTF8.self)
        parts["settings"] = Data(settings.replacing(#/"comment":"[^"]*",/#, with: "").utf8)
        return parts
    }

    private func check(_ texts: [String], sequence: UInt64) async throws {
        let folder = try TemporaryFolder()
        let script = try folder.write(Array("let s $1\nevolve $1\nseed $s\n".utf8), to: "script.ns")
        let record = folder.path + "/record.ns"
        let first = Talking()
        var accepted: [String] = []
        for (index, text) in texts.enumerated() {
            let text = text.replacing("SCRIPT", with: script).replacing("FOLDER", with: folder.path)
            if await first.error(text) == nil { accepted.append(text) }
            // Recording may begin at any time.
            if index == texts.count / 2 { try await first.say("record \(record)") }
        }
        if FileManager.default.fileExists(atPath: folder.path + "/kept.session") {
            try FileManager.default.removeItem(atPath: folder.path + "/kept.session")
        }
        let second = Talking(workers: nil)
        do { try await second.say("run \(record)") } catch {
            let lines = try String(contentsOfFile: record, encoding: .utf8)
            Issue.record("sequence \(sequence): \(error)\n\(lines)")
            return
        }
        let (wanted, found) = (try await state(of: first, in: folder), try await state(of: second, in: folder))
        for (part, bytes) in wanted where found[part] != bytes {
            let texts = [bytes, found[part] ?? Data()].map { String(decoding: $0, as: UTF8.self) }
            Issue.record(
                "sequence \(sequence): \(part) differs\n\(accepted.joined(separator: "\n"))\n\(texts[0].prefix(3000))\n\(texts[1].prefix(3000))"
            )
        }
        #expect(wanted.keys == found.keys)
    }

    @Test func `a recorded script replays to the same state, byte by byte`() async throws {
        let sequences = ProcessInfo.processInfo.environment["NS_SEQUENCES"].flatMap { UInt64($0) } ?? 60
        for sequence in 1...sequences {
            var generator = RandomWords(state: sequence)
            let texts = (0..<40).map { _ in
                Self.commands[generator.next(below: Self.commands.count)]
                    .replacing("#", with: "\(generator.next(below: 7) + 1)")
            }
            let beginning = ["gene x in 1..50; gene y in 0.0..1.0; maximize x + y; population size 4"]
            try await check(beginning + texts, sequence: sequence)
        }
    }

    @Test func `a record with an opened session replays to the same state`() async throws {
        try await check(
            [
                "gene x in 1..5000; maximize x; population size 4; evolve", "save session FOLDER/kept.session",
                "evolve 20", "open session FOLDER/kept.session", "workers 2",
            ], sequence: 0)
    }

    @Test func `networks replay to the same weights`() async throws {
        try await check(
            [
                "load iris; training epochs 2; population size 4", "evolve 2", "undo",
                "evolve 1; train fittest epochs 2",
                "let best $fittest", "evolve 1",
            ], sequence: 0)
    }

    @Test func `convolutional networks replay to the same weights`() async throws {
        try await check(
            [
                "load digits limit 150; network convolution 2 dense 1; training epochs 1 shift 1; population size 3",
                "evolve 2", "undo", "evolve 1; train fittest epochs 2", "let best $fittest",
            ], sequence: 0)
    }

    @Test func `a replay expects the recorded results, and other results are an error`() async throws {
        let folder = try TemporaryFolder()
        let record = folder.path + "/record.ns"
        let talking = Talking()
        try await talking.say("gene x in 1..9; maximize x; population size 4; record \(record) with results; evolve 2")
        let text = try String(contentsOfFile: record, encoding: .utf8)
        let lines = text.split(separator: "\n").map(String.init)
        #expect(lines[1].hasPrefix("# recorded by ns "))
        #expect(lines.last?.hasPrefix("expect generation = 2 and fittest = ") == true)
        try await Talking().say("run \(record)")
        let other = try folder.write(
            Array(text.replacing("gene x in 1..9", with: "gene x in 1..3").utf8), to: "other.ns")
        let error = await Talking().error("run \(other)")
        #expect(error?.hasPrefix("expected generation = 2 and fittest = ") == true)
    }

    @Test func `a replay on other data or with other numerics warns`() async throws {
        let folder = try TemporaryFolder()
        let record = folder.path + "/record.ns"
        try await Talking().say("load iris; record \(record)")
        var text = try String(contentsOfFile: record, encoding: .utf8)
        func warnings() async throws -> [String] {
            try folder.write(Array(text.utf8), to: "other.ns")
            return try await Talking().say("run \(folder.path)/other.ns").compactMap {
                if case .warning(let text) = $0 { text } else { nil }
            }
        }
        #expect(try await warnings() == [])
        text = text.replacing(#/SHA-256 [0-9a-f]{4}/#, with: "SHA-256 0000")
        let numerics = try #require(text.firstMatch(of: #/, numerics ([^\n]*)/#)).1
        text = text.replacing(", numerics \(numerics)", with: ", numbers \(numerics)")
        // Scripts of earlier versions say "numbers".
        #expect(try await warnings().count == 1)
        text = text.replacing(#/, numbers [^\n]*/#, with: ", numerics 1, abacus")
        let messages = try await warnings()
        #expect(messages.count == 2)
        #expect(messages.first?.contains("was recorded with numerics 1, abacus, but ns uses numerics") == true)
        #expect(messages.last?.contains("recorded with other data (SHA-256 0000") == true)
    }

    @Test func `record does not replace handwritten scripts, and recorded paths are absolute`()
        async throws
    {
        let folder = try TemporaryFolder()
        let mine = try folder.write(Array("print mine\n".utf8), to: "mine.ns")
        let talking = Talking()
        #expect(
            await talking.error("record \(mine)")?.contains("was not written by `record` and would be lost") == true)
        #expect(try String(contentsOfFile: mine, encoding: .utf8) == "print mine\n")
        try folder.write(Array("x,fitness\n3,1\n".utf8), to: "old.csv")
        try folder.write(Array("gene x in 1..9; population like old.csv".utf8), to: "inner.ns")
        try await talking.say("run \(folder.path)/inner.ns; record \(folder.path)/new.ns; record \(folder.path)/new.ns")
        let text = try String(contentsOfFile: folder.path + "/new.ns", encoding: .utf8)
        #expect(text.contains("population like '\(folder.path)/old.csv'\n"))
    }

    @Test func `long recordings keep every command, and the lines that others add`() async throws {
        let folder = try TemporaryFolder()
        let record = folder.path + "/r.ns"
        let talking = Talking()
        try await talking.say("record \(record)")
        // Commands that end beyond a page of 4,096 bytes take another way into the file.
        for number in 0..<40 {
            try await talking.say("let value\(number) \(String(repeating: "a", count: 500))")
            if number == 20 {
                let old = try String(contentsOfFile: record, encoding: .utf8)
                try (old + "# mine\n").write(toFile: record, atomically: true, encoding: .utf8)
            }
        }
        let lines = try String(contentsOfFile: record, encoding: .utf8).split(separator: "\n")
        #expect(lines.filter { $0.hasPrefix("let value") }.count == 40)
        #expect(lines.firstIndex(of: "# mine") == lines.firstIndex { $0.hasPrefix("let value21 ") }.map { $0 - 1 })
    }

    @Test func `a stopped command is recorded as far as it came`() async throws {
        let folder = try TemporaryFolder()
        let talking = Talking()
        try await talking.say("gene x in 1..9; maximize x; population size 4; record \(folder.path)/r.ns")
        var asked = 0
        _ = try await talking.say("evolve 1000") {
            asked += 1
            return asked > 3
        }
        let text = try String(contentsOfFile: folder.path + "/r.ns", encoding: .utf8)
        #expect(text.contains(#/evolve \d{1,2}  # stopped by Ctrl-C/#))
    }
}

/// A generator of random numbers that are the same everywhere.
private struct RandomWords {
    var state: UInt64

    mutating func next(below count: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int(state >> 33) % count
    }
}
