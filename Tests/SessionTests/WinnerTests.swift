import Foundation
import Reports
import Support
import Testing

/// The use of a network after the search.
@Suite struct WinnerTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private static let start =
        "load digits limit 400; training epochs 1; population size 4 litter 1; evolve 1; train fittest epochs 3"

    private func trained(_ reports: [Report]) -> TrainedReport? {
        if case .trained(let report)? = reports.last { report } else { nil }
    }

    private func scored(_ talking: Talking) async throws -> ScoredReport? {
        if case .scored(let report)? = try await talking.say("score").last { report } else { nil }
    }

    @Test(arguments: ["h5", "keras", "onnx", "safetensors"])
    func `a saved and opened network has the same scores as before`(ending: String) async throws {
        let talking = Talking()
        let report = try #require(trained(try await talking.say(Self.start)))
        try await talking.say("save network '\(folder.path)/a.\(ending)'")
        let other = Talking()
        try await other.say("load digits limit 400; open network '\(folder.path)/a.\(ending)'")
        let scored = try #require(try await scored(other))
        #expect(scored.validation.value == report.validation)
        #expect(scored.test?.value == report.test)
        #expect(scored.confusion == report.confusion)
    }

    @Test func `scores have intervals, and every sample of the test set is in the confusion matrix`() async throws {
        let report = try #require(trained(try await Talking().say(Self.start)))
        let test = try #require(report.testScore)
        let confusion = try #require(report.confusion)
        #expect((test.low ?? 1) < test.value && test.value < (test.high ?? 0))
        #expect(confusion.part == "test")
        #expect(confusion.counts.joined().reduce(0, +) == test.rows)
        let right = confusion.counts.indices.reduce(0) { $0 + confusion.counts[$1][$1] }
        #expect(abs(Double(right) / Double(test.rows) - test.value) < 1e-12)
        #expect(report.curve.count == report.epochs)
    }

    @Test func `the best of several seeds is kept, and the first is the same as a single one`() async throws {
        let talking = Talking()
        let alone = try #require(trained(try await talking.say(Self.start)))
        let best = try #require(trained(try await talking.say("train fittest from 3 seeds epochs 3")))
        #expect(best.seeds.count == 3)
        #expect(best.seeds.first == alone.validation)
        #expect(best.validation == best.seeds.max())
        #expect(Set(best.seeds).count > 1)
    }

    @Test func `training continues from the current weights and never makes the score worse`() async throws {
        let talking = Talking()
        let first = try #require(trained(try await talking.say(Self.start)))
        let second = try #require(trained(try await talking.say("train network epochs 2")))
        #expect(second.validation >= first.validation)
        try await talking.say("save network '\(folder.path)/a'; open network '\(folder.path)/a'")
        let third = try #require(trained(try await talking.say("train network epochs 1")))
        #expect(third.validation >= second.validation)
        #expect(
            await talking.error("train network from 2 seeds")
                == "`from N seeds` starts new trainings; write `train fittest from 5 seeds`")
    }

    @Test func `an ensemble trains networks without weights once, and reports the gain of the mean`() async throws {
        let talking = Talking()
        try await talking.say(Self.start)
        let first = try #require(try await talking.say("ensemble 3 epochs 2").last?.ensemble)
        #expect(first.members.count == 3 && first.trained == 3)
        #expect(abs(first.gain - (first.validation.value - (first.members.max() ?? 0))) < 1e-12)
        let again = try #require(try await talking.say("ensemble 3 epochs 2").last?.ensemble)
        #expect(again.trained == 0)
        #expect(again.validation == first.validation)
        #expect(await talking.error("ensemble 99 epochs 2")?.hasPrefix("expected 99 different networks") == true)
    }

    @Test func `an opened network can be undone, is recorded with its absolute path, and is saved with the session`()
        async throws
    {
        let talking = Talking()
        try await talking.say(Self.start)
        let before = try await scored(talking)
        try await talking.say(
            "save network '\(folder.path)/a'; train network epochs 1; open network '\(folder.path)/a'")
        #expect(try await scored(talking)?.validation == before?.validation)
        try await talking.say("save session '\(folder.path)/s.session'")
        let other = Talking()
        try await other.say("open session '\(folder.path)/s.session'")
        #expect(try await scored(other)?.validation == before?.validation)
        try await talking.say("record '\(folder.path)/r.ns'")
        let recorded = try String(contentsOfFile: folder.path + "/r.ns", encoding: .utf8)
        #expect(
            recorded.contains("open network \"\(folder.path)/a\"")
                || recorded.contains("open network '\(folder.path)/a'"), "\(recorded)")
        let fresh = Talking()
        try await fresh.say("load digits limit 400; open network '\(folder.path)/a'; undo")
        #expect(
            await fresh.error("score")?.hasPrefix("`score` needs a network, and none was trained or opened") == true)
    }

    @Test func `predictions find columns by name and fill in missing or unknown values`() async throws {
        let rows = (0..<90).map { row in
            "\(row % 3 == 0 ? "red" : "blue"),\(row % 7 == 0 ? "" : "\(row % 10)"),\(row % 3 == 0 ? "hot" : "cold")\n"
        }
        try folder.write(Array(("colour,size,kind\n" + rows.joined()).utf8), to: "a.csv")
        let talking = Talking()
        try await talking.say(
            "load csv '\(folder.path)/a.csv' label kind; training epochs 5; population size 2 litter 1; evolve 1")
        try await talking.say("train fittest epochs 60 save '\(folder.path)/n'")
        try folder.write(
            Array("size,other,colour\n3,x,red\n,y,blue\n4,z,green\n".utf8), to: "new.csv")
        let report = try await talking.say("predict '\(folder.path)/new.csv' to '\(folder.path)/out.csv'").last
        let predicted = try #require(report?.predicted)
        #expect(predicted.remarks.count == 1)
        #expect(predicted.table.rows.map { $0[1] }.prefix(2) == ["hot", "cold"])
        let written = try String(contentsOfFile: folder.path + "/out.csv", encoding: .utf8).split(separator: "\n")
        #expect(written.first == "row,class,cold,hot")
        #expect(written.count == 4)
        let shares = written[1].split(separator: ",").dropFirst(2).compactMap { Double($0) }
        #expect(abs(shares.reduce(0, +) - 1) < 1e-5)
        // The file alone gives the same predictions.
        let other = Talking()
        try await other.say(
            "open network '\(folder.path)/n'; predict '\(folder.path)/new.csv' to '\(folder.path)/2.csv'")
        let again = try String(contentsOfFile: folder.path + "/2.csv", encoding: .utf8).split(separator: "\n")
        #expect(again == written)
        try folder.write(Array("size,shade\n3,red\n".utf8), to: "wrong.csv")
        #expect(await other.error("predict '\(folder.path)/wrong.csv'")?.contains("has no column \"colour\"") == true)
    }

    @Test func `arrays and pictures are predicted in the scale that the network was trained on`() async throws {
        let talking = Talking()
        try await talking.say(Self.start)
        let white = [UInt8](repeating: 255, count: 64)
        try folder.write(PNGFile.bytes(width: 8, height: 8, channels: 1, white), to: "pictures/a.png")
        try folder.write(PNGFile.bytes(width: 8, height: 8, channels: 1, white), to: "pictures/deeper/b.png")
        let sixteens = NumPyFile.array("<f4", "2, 8, 8", NumPyFile.floats([Float](repeating: 16, count: 128)))
        try folder.write(sixteens, to: "x.npy")
        try folder.write(ZipFile.bytes([("x.npy", sixteens)]), to: "x.npz")
        var answers: [[[String]]] = []
        for name in ["pictures", "x.npy", "x.npz"] {
            guard case .predicted(let report)? = try await talking.say("predict '\(folder.path)/\(name)'").last else {
                continue
            }
            answers.append(report.table.rows)
        }
        #expect(answers.count == 3)
        #expect(answers[0].map { $0[0] } == ["a.png", "deeper/b.png"])
        // White is 16 in these images, whatever the scale of the file.
        for rows in answers { #expect(rows.map { Array($0.dropFirst()) } == answers[1].map { Array($0.dropFirst()) }) }
        try folder.write(NumPyFile.array("<f4", "2, 3", NumPyFile.floats([1, 2, 3, 4, 5, 6])), to: "y.npy")
        #expect(
            await talking.error("predict '\(folder.path)/y.npy'")?.contains("expected samples of 64 numbers") == true)
    }

    @Test func `predictions of a regression are in the unit of the label`() async throws {
        let rows = (0..<200).map { "\($0 % 20),\(1000 * ($0 % 20) + 5000)\n" }
        try folder.write(Array(("x,price\n" + rows.joined()).utf8), to: "a.csv")
        let talking = Talking()
        try await talking.say(
            "load csv '\(folder.path)/a.csv' label price regression; training epochs 5; population size 2 litter 1; evolve 1"
        )
        let report = try #require(trained(try await talking.say("train fittest epochs 200")))
        #expect(report.confusion == nil)
        #expect(report.validation > 0.9)
        try folder.write(Array("x\n10\n".utf8), to: "new.csv")
        guard case .predicted(let predicted)? = try await talking.say("predict '\(folder.path)/new.csv'").last else {
            return
        }
        #expect(abs((Double(predicted.table.rows[0][1]) ?? 0) - 15_000) < 3000)
    }

    @Test func `a network is refused if the data do not fit`() async throws {
        let talking = Talking()
        try await talking.say(Self.start)
        try await talking.say("load iris")
        #expect(
            await talking.error("score")
                == "the network has 64 inputs and 10 outputs, but iris needs 4 inputs and 3 outputs")
        #expect(await talking.error("save network '\(folder.path)/none/a'")?.hasPrefix("there is no folder") == true)
        #expect(await talking.error("open network '\(folder.path)/none'")?.contains("expected a network") == true)
    }
}
