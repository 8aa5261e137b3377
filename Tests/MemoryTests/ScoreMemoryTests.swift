import Foundation
import GRDB
import Memory
import Randomness
import Support
import Testing

private func evaluation(_ number: Int) -> RememberedEvaluation {
    RememberedEvaluation(
        result: number % 7 == 3
            ? .failure("number \(number) diverged") : .scores(["accuracy": 1 / Double(number + 3), "loss": 0.1]),
        curve: (0..<number % 4).map { ["accuracy": Double($0) / 3, "training_loss": 1 / Double($0 + 1)] },
        seconds: Double(number) / 8)
}

private func fingerprint(_ number: Int) -> [UInt8] {
    (0..<32).map { UInt8((number >> ($0 % 8) * 8) & 255) ^ UInt8($0) }
}

private func filled(_ path: String?, count: Int = 200) -> ScoreMemory {
    let memory = ScoreMemory(path: path)
    for number in 0..<count { memory.remember(evaluation(number), as: fingerprint(number)) }
    return memory
}

@Suite struct ScoreMemoryTests {
    @Test func `evaluations remembered by one memory are read by another, bit for bit`() throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/a/folder/memory.sqlite"
        let first = filled(path)
        let second = ScoreMemory(path: path)
        for number in 0..<200 { #expect(second.evaluation(fingerprint(number)) == evaluation(number)) }
        #expect(second.evaluation(fingerprint(200)) == nil)
        #expect(first.facts.evaluations == 200)
        #expect(first.unsaved.isEmpty)
        #expect(first.takeWarnings() == [])
    }

    @Test func `row outcomes are stored in the file with their evaluations, and removed with them`() throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/memory.sqlite"
        let memory = ScoreMemory(path: path)
        let rows: [UInt8] = [1, 3, 0, 0, 0, 5]
        memory.remember(
            RememberedEvaluation(result: .scores(["accuracy": 0.5]), curve: [], seconds: 1, rows: rows),
            as: fingerprint(1))
        memory.remember(evaluation(2), as: fingerprint(2))
        let other = ScoreMemory(path: path)
        #expect(other.rows(of: fingerprint(1)) == rows)
        #expect(other.rows(of: fingerprint(2)) == nil)
        #expect(memory.rows(of: fingerprint(1)) == rows)
        #expect(other.forget { _, _ in true } == 2)
        #expect(ScoreMemory(path: path).rows(of: fingerprint(1)) == nil)
        #expect(try DatabaseQueue(path: path).read { try Int.fetchOne($0, sql: "SELECT COUNT(*) FROM outcome") } == 0)
    }

    @Test func `opening waits for a file that another shell is creating`() throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/memory.sqlite"
        var configuration = Configuration()
        configuration.allowsUnsafeTransactions = true
        let other = try DatabaseQueue(path: path, configuration: configuration)
        try other.writeWithoutTransaction { try $0.execute(sql: "BEGIN IMMEDIATE") }
        // The delay itself is tested: there is no event to wait for.
        DispatchQueue.global().asyncAfter(deadline: .now() + 0.3) {
            try? other.writeWithoutTransaction { try $0.execute(sql: "COMMIT") }
        }
        let memory = ScoreMemory(path: path)
        memory.remember(evaluation(1), as: fingerprint(1))
        #expect(memory.takeWarnings() == [])
        #expect(ScoreMemory(path: path).facts.evaluations == 1)
    }

    @Test func `the file is opened when it is first needed`() throws {
        let folder = try TemporaryFolder()
        let memory = ScoreMemory(path: folder.path + "/memory.sqlite")
        #expect(folder.names == [])
        _ = memory.evaluation(fingerprint(1))
        #expect(folder.names.contains("memory.sqlite"))
    }

    @Test func `an evaluation that was measured twice counts twice and is stored once`() throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/memory.sqlite"
        let memories = [filled(path, count: 3), filled(path, count: 5)]
        #expect(memories[0].facts.evaluations == 5)
        #expect(memories[0].facts.measurements == 8)
        #expect(memories[1].trainings(of: fingerprint(2)) == 2)
        #expect(memories[1].trainings(of: fingerprint(4)) == 1)
    }

    @Test func `evaluations that fulfil a condition are forgotten`() throws {
        let folder = try TemporaryFolder()
        for memory in [filled(folder.path + "/memory.sqlite"), filled(nil)] {
            let forgotten = memory.forget { evaluation, age in evaluation.curve.count == 2 && age < 3600 }
            #expect(forgotten == 50)
            #expect(memory.facts.evaluations == 150)
            #expect(memory.evaluation(fingerprint(2)) == nil)
            #expect(memory.evaluation(fingerprint(4)) == evaluation(4))
        }
    }

    @Test func `answers are added up over sessions`() throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/memory.sqlite"
        for _ in 0..<3 {
            let memory = ScoreMemory(path: path)
            memory.countAnswer(saving: 2)
            memory.saveAnswers()
        }
        let facts = ScoreMemory(path: path).facts
        #expect(facts.answered == 0)
        #expect(facts.answeredEver == 3)
        #expect(facts.savedSecondsEver == 6)
    }

    @Test func `simultaneous threads and memories lose nothing`() async throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/memory.sqlite"
        await withTaskGroup(of: Void.self) { group in
            for part in 0..<4 {
                group.addTask {
                    let memory = ScoreMemory(path: path)
                    for number in 0..<60 {
                        memory.remember(evaluation(number + part * 40), as: fingerprint(number + part * 40))
                    }
                    #expect(memory.takeWarnings() == [])
                }
            }
        }
        let memory = ScoreMemory(path: path)
        #expect(memory.facts.evaluations == 180)
        #expect(memory.facts.measurements == 240)
    }
}

@Suite struct BrokenMemoryTests {
    @Test func `a deleted file is reported, and created again with the results of this session`() throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/memory.sqlite"
        let memory = filled(path, count: 10)
        for name in folder.names { try FileManager.default.removeItem(atPath: folder.path + "/" + name) }
        memory.remember(evaluation(10), as: fingerprint(10))
        let warnings = memory.takeWarnings()
        #expect(warnings.count == 1)
        #expect(warnings.first?.contains("was deleted or replaced") == true)
        #expect(ScoreMemory(path: path).facts.evaluations == 11)
    }

    @Test func `a damaged file is moved aside, reported and replaced`() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write(Array(repeating: 65, count: 5000), to: "memory.sqlite")
        let memory = filled(path, count: 3)
        #expect(memory.facts.evaluations == 3)
        let warnings = memory.takeWarnings()
        #expect(warnings.count == 1)
        #expect(warnings.first?.contains("damaged") == true)
        #expect(try Data(contentsOf: URL(filePath: path + ".damaged-1")).count == 5000)
    }

    @Test(arguments: 0..<30) func `flipped bytes and truncation never give a wrong score or cause a failure`(seed: Int)
        throws
    {
        let folder = try TemporaryFolder()
        let path = folder.path + "/memory.sqlite"
        do { _ = filled(path).forget { _, _ in false } }
        var generator = Generator(seed: UInt64(seed))
        var bytes = [UInt8](try Data(contentsOf: URL(filePath: path)))
        if seed % 3 == 0 {
            bytes.removeLast(Int(generator.next() % UInt64(bytes.count)))
        } else {
            for _ in 0...(seed % 5 * 40) {
                bytes[Int(generator.next() % UInt64(bytes.count))] ^= UInt8(truncatingIfNeeded: generator.next() | 1)
            }
        }
        try folder.write(bytes, to: "memory.sqlite")
        let memory = ScoreMemory(path: path)
        for number in 0..<200 {
            if let found = memory.evaluation(fingerprint(number)) { #expect(found == evaluation(number)) }
        }
        for number in 200..<210 { memory.remember(evaluation(number), as: fingerprint(number)) }
        for number in 200..<210 { #expect(memory.evaluation(fingerprint(number)) == evaluation(number)) }
    }

    @Test func `a path where no file can be created is reported once, and results stay available`() throws {
        let folder = try TemporaryFolder()
        let file = try folder.write([1], to: "file")
        let memory = filled(file + "/memory.sqlite", count: 20)
        #expect(memory.takeWarnings().count == 1)
        #expect(memory.evaluation(fingerprint(7)) == evaluation(7))
        #expect(memory.unsaved.count == 20)
        #expect(!memory.facts.isUsable)
    }

    @Test func `another program's database is not changed`() throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/mine.session"
        try SavedSession(format: 1, title: "t", parts: ["a": Data([1])], evaluations: []).write(to: path)
        let before = try Data(contentsOf: URL(filePath: path))
        let memory = filled(path, count: 2)
        #expect(memory.takeWarnings().first?.contains("was not written by ns") == true)
        #expect(try Data(contentsOf: URL(filePath: path)) == before)
    }
}

@Suite struct SavedSessionTests {
    private let session = SavedSession(
        format: 1, title: "digits",
        parts: ["settings": Data("{}".utf8), "network": Data(repeating: 7, count: 100_000)],
        evaluations: (0..<20).map { (fingerprint($0), evaluation($0)) })

    @Test("A named pipe or a folder in place of a session is refused at once, not awaited")
    func notRegular() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let pipe = folder.appending(path: "pipe").path
        #expect(mkfifo(pipe, 0o600) == 0)
        for (path, reason) in [
            (pipe, "it is a pipe; save its content as a file first"), (folder.path, "it is a folder"),
        ] {
            #expect(throws: MemoryError.unusable(path: path, reason: reason)) {
                try SavedSession(path: path)
            }
        }
    }

    @Test func `a session is the same after writing and reading`() throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/mine.session"
        try session.write(to: path)
        let read = try SavedSession(path: path)
        #expect(read.title == "digits")
        #expect(read.parts == session.parts)
        #expect(read.evaluations.map(\.evaluation) == session.evaluations.map(\.evaluation))
        #expect(folder.names == ["mine.session"])
    }

    @Test(arguments: 0..<20) func `a damaged session is an error and is never read in part`(seed: Int) throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/mine.session"
        try session.write(to: path)
        var bytes = [UInt8](try Data(contentsOf: URL(filePath: path)))
        var generator = Generator(seed: UInt64(seed))
        if seed % 2 == 0 {
            bytes.removeLast(1 + Int(generator.next() % UInt64(bytes.count - 1)))
        } else {
            // Within the large part, where the structure of the database would not reveal it.
            bytes[40_000 + Int(generator.next() % 40_000)] ^= 1
        }
        try folder.write(bytes, to: "mine.session")
        #expect(throws: MemoryError.self) { try SavedSession(path: path) }
    }

    @Test func `writing to a folder that permits no files is an error`() throws {
        #expect(throws: MemoryError.self) { try session.write(to: "/proc/nowhere/mine.session") }
    }
}
