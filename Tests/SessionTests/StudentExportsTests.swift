import Foundation
import Support
import Testing

/// The student of a class in everything that is exported.
///
/// Student 1 has the default seed: joining the class then keeps the population, so that the same content is written with
/// and without a student.
@Suite struct StudentExportsTests {
    private static let search = "gene x in 1..9; maximize x; population size 4; evolve 1"

    /// Writes a file without a student, as student 1, and without one again.
    private func written(
        _ export: (_ path: String) -> String, file name: String, _ talking: Talking,
        student: String = "class 1 name 'Ada'"
    ) async throws -> (without: [UInt8], with: [UInt8]) {
        let folder = try TemporaryFolder()
        func bytes(_ place: String) async throws -> [UInt8] {
            try FileManager.default.createDirectory(
                atPath: "\(folder.path)/\(place)", withIntermediateDirectories: true)
            try await talking.say(export("\(folder.path)/\(place)/\(name)"))
            let data = try #require(FileManager.default.contents(atPath: "\(folder.path)/\(place)/\(name)"))
            return Array(data)
        }
        let before = try await bytes("before")
        try await talking.say(student)
        let with = try await bytes("with")
        try await talking.say("class off")
        #expect(try await bytes("after") == before, "\(name) has a trace of the class")
        #expect(with != before, "\(name) does not name the student")
        return (before, with)
    }

    private func lines(_ bytes: [UInt8]) -> [String] {
        String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline).map(String.init)
    }

    @Test(arguments: ["", "of population", "of history", "of fittest first 2"])
    func `rows of comma-separated values end with student, name and seed`(table: String) async throws {
        let talking = Talking()
        try await talking.say(Self.search)
        let (without, with) = try await written({ "export csv '\($0)' \(table)" }, file: "a.csv", talking)
        let expected = lines(without).enumerated().map { $1 + ($0 == 0 ? ",student,name,seed" : ",1,Ada,1") }
        #expect(lines(with) == expected)
    }

    @Test(arguments: ["", "of population", "of history"])
    func `objects of JSON end with student, name and seed`(table: String) async throws {
        let talking = Talking()
        try await talking.say(Self.search)
        let (without, with) = try await written({ "export json '\($0)' \(table)" }, file: "a.json", talking)
        let objects = try #require(try JSONSerialization.jsonObject(with: Data(with)) as? [[String: Any]])
        #expect(objects.count == lines(without).count - 2)
        #expect(
            objects.allSatisfy {
                $0["student"] as? Int == 1 && $0["name"] as? String == "Ada" && $0["seed"] as? Int == 1
            })
        let nameless = try await written(
            { "export json '\($0)' \(table)" }, file: "a.json", talking, student: "class 1")
        #expect(lines(nameless.with)[1].contains("\"name\":null") || lines(nameless.with)[1].contains("\"name\": null"))
    }

    @Test func `a column that has the name already keeps it`() async throws {
        let talking = Talking()
        try await talking.say("gene name in 1..9; gene seed in 1..9; maximize name + seed; population size 4; evolve 1")
        let (_, with) = try await written({ "export csv '\($0)'" }, file: "a.csv", talking)
        #expect(
            lines(with)[0].contains(",name,seed,") && lines(with)[0].hasSuffix(",student,student_name,student_seed"))
        let experiment = "experiment 'size' seeds 1..2 evolve 1; way '9' population size 9; end"
        try await talking.say("genes clear; gene x in 1..99; maximize x; \(experiment)")
        let runs = try await written({ "export csv '\($0)' of experiment" }, file: "b.csv", talking)
        #expect(
            lines(runs.with)[0].hasPrefix("way,seed,") && lines(runs.with)[0].hasSuffix(",student,name,student_seed"))
    }

    @Test func `a picture names the student below the figure`() async throws {
        let talking = Talking()
        try await talking.say(Self.search)
        let (without, with) = try await written({ "plot to '\($0)'" }, file: "a.svg", talking)
        let note = "student 1 Ada, seed 1"
        #expect(String(decoding: with, as: UTF8.self).contains(note))
        #expect(!String(decoding: without, as: UTF8.self).contains(note))
        // Few systems have a font with the letters of this name; the picture is written all the same.
        _ = try await written({ "plot to '\($0)'" }, file: "a.png", talking, student: "class 1 name '\u{13000}'")
    }

    @Test func `a program, a network and predictions name the student`() async throws {
        let talking = Talking()
        let folder = try TemporaryFolder()
        let rows = (1...60).map { "\($0),\($0 * 7 % 60),\($0 > 30 ? "b" : "a")" }
        try folder.write(Array((["x,y,kind"] + rows).joined(separator: "\n").utf8), to: "t.csv")
        try await talking.say(
            "load csv '\(folder.path)/t.csv' label kind; training epochs 1; population size 2 litter 1; evolve 1; "
                + "train fittest epochs 1")
        let program = try await written({ "export program '\($0)'" }, file: "a.py", talking)
        let text = lines(program.with)
        #expect(text.filter { !lines(program.without).contains($0) } == ["# student 1 Ada, seed 1"])
        // Python looks for the encoding in the first two lines, which a name must not set.
        #expect(text.prefix(2).allSatisfy { !$0.contains("Ada") })
        for name in ["a.onnx", "a.safetensors", "a.h5", "a.keras"] {
            let (_, with) = try await written({ "save network '\($0)'" }, file: name, talking)
            if name != "a.keras" {
                #expect(String(decoding: with, as: UTF8.self).contains("student 1 Ada, seed 1"), "\(name)")
            }
            let path = "\(folder.path)/\(name)"
            try Data(with).write(to: URL(filePath: path))
            try await talking.say("open network '\(path)'")
        }
        let predictions = try await written({ "predict '\(folder.path)/t.csv' to '\($0)'" }, file: "p.csv", talking)
        #expect(lines(predictions.with)[0] == lines(predictions.without)[0] + ",student,name,seed")
        #expect(lines(predictions.with)[60] == lines(predictions.without)[60] + ",1,Ada,1")
    }

    @Test func `a report and a recording name the student`() async throws {
        let folder = try TemporaryFolder()
        let talking = Talking()
        try await talking.say("class 17 name 'Ada'; \(Self.search); record '\(folder.path)/mine.ns'")
        for name in ["r.md", "r.html"] {
            try await talking.say("report to '\(folder.path)/\(name)'")
            let page = try String(contentsOfFile: "\(folder.path)/\(name)", encoding: .utf8)
            #expect(page.contains("Student 17 Ada, seed 17. Written by ns"), "\(name)")
        }
        let record = try String(contentsOfFile: folder.path + "/mine.ns", encoding: .utf8)
        #expect(record.contains("\nclass 17 name 'Ada'\n"))
    }
}
