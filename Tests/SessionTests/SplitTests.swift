import Foundation
import Reports
import Support
import Testing

@Suite struct SplitTests {
    private let folder: TemporaryFolder
    private let talking = Talking()

    init() throws { folder = try TemporaryFolder() }

    /// Writes a table of patients with several visits each.
    private func visits(patients: Int = 60, each: Int = 5, _ edit: (inout [String]) -> Void = { _ in }) throws -> String
    {
        var lines = ["patient,day,pulse,pressure,ill"]
        for patient in 0..<patients {
            for visit in 0..<each {
                let day = (patient * 7 + visit * 31) % 365
                let date = "2023-\(String(format: "%02d-%02d", day / 31 + 1, day % 28 + 1))"
                let pulse = 60 + (patient * 13 + visit * 5) % 40
                lines.append(
                    "p\(patient),\(date),\(pulse),\(110 + patient + visit * 3),\(patient % 3 == 0 ? "yes" : "no")")
            }
        }
        edit(&lines)
        return try folder.write(Array((lines.joined(separator: "\n") + "\n").utf8), to: "visits.csv")
    }

    private func data(_ command: String, _ talking: Talking? = nil) async throws -> DataReport {
        let reports = try await (talking ?? self.talking).say(command)
        return try #require(
            reports.compactMap { report -> DataReport? in
                switch report {
                case .loaded(let data), .data(let data): data
                default: nil
                }
            }.last)
    }

    // MARK: - Reports

    @Test func `show data says how many groups each set has, and the group is no input`() async throws {
        let path = try visits()
        let loaded = try await data("load csv '\(path)' label ill group patient ignore day folds 1; show data")
        let split = try #require(loaded.split)
        #expect(split.rule == "split by group \"patient\": no group is in two sets")
        #expect(split.parts.map(\.name) == ["training", "validation", "test"])
        #expect(split.parts.map(\.groups) == [42, 9, 9])
        #expect(split.parts.map(\.rows) == [210, 45, 45])
        #expect(loaded.shape == "2 columns")
        let rows = try await talking.table("show columns")
        #expect(rows.contains { $0[0] == "patient" && $0[1] == "group" && $0[6] == "–" })
    }

    @Test func `a group is an input if features lists it`() async throws {
        let path = try visits(patients: 6, each: 20)
        let loaded = try await data("load csv '\(path)' label ill group patient features patient, pulse folds 2")
        #expect(loaded.shape == "7 columns")
        #expect(loaded.split?.group == "patient")
    }

    @Test func `with folds each group is in one of them`() async throws {
        let split = try #require(
            try await data("load csv '\(try visits())' label ill group patient ignore day").split)
        #expect(split.parts.map(\.name) == ["fold 1", "fold 2", "fold 3", "fold 4", "fold 5", "test"])
        #expect(split.parts.reduce(0) { $0 + ($1.groups ?? 0) } == 60)
    }

    @Test func `show data says from which date to which each set is`() async throws {
        let loaded = try await data("load csv '\(try visits())' label ill time day ignore patient validation 20%")
        let parts = try #require(loaded.split?.parts)
        #expect(parts.map(\.name) == ["training", "validation", "test"])
        #expect(parts[0].from == "2023-01-01")
        for (earlier, later) in zip(parts, parts.dropFirst()) {
            let (end, start) = (try #require(earlier.to), try #require(later.from))
            #expect(end < start)
        }
        #expect(loaded.shape == "2 columns")
    }

    @Test(arguments: ["31.1.2024|1.2.2024|15.3.2024|2.4.2024", "2001|2002|2003|2004", "1.5|2.5|3.5|10.25"])
    func `times are dates in common formats and numbers`(_ times: String) async throws {
        let times = times.split(separator: "|")
        var text = "when,x,y\n"
        for row in 0..<80 { text += "\(times[row / 20]),\(row * 37 % 80),\(row % 2 == 0 ? "a" : "b")\n" }
        let path = try folder.write(Array(text.utf8), to: "times.csv")
        let loaded = try await data("load csv '\(path)' label y time when validation 20% test 20%")
        #expect(loaded.split?.parts.map(\.rows) == [40, 20, 20])
        #expect(loaded.training == 40 && loaded.validation == 20 && loaded.test == 20)
    }

    @Test func `seconds since 1970 keep their order`() async throws {
        var text = "t,x,y\n"
        for row in 0..<60 { text += "\(1_700_000_000 + row),\(row * 37 % 60),\(row % 2 == 0 ? "a" : "b")\n" }
        let path = try folder.write(Array(text.utf8), to: "seconds.csv")
        let parts = try #require(try await data("load csv '\(path)' label y time t folds 1").split?.parts)
        #expect(parts.map(\.rows) == [42, 9, 9])
        #expect(parts[1].from == "1700000042" && parts[2].to == "1700000059")
    }

    @Test func `stratify keeps the shares of a column, and of ranges of a numeric label`() async throws {
        var text = "region,x,price\n"
        for row in 0..<400 {
            text += "\(row % 8 == 0 ? "south" : "north"),\(row * 37 % 400),\(Double(row * 7 % 400) / 3)\n"
        }
        let path = try folder.write(Array(text.utf8), to: "prices.csv")
        let loaded = try await data("load csv '\(path)' label price stratify region")
        #expect(loaded.split?.rule == "split stratified by \"region\"")
        #expect(loaded.shape == "3 columns")
        let ranges = try await data("load csv '\(path)' label price stratify price")
        #expect(ranges.remarks.contains { $0.contains("the sets keep the shares of 10 ranges") })
    }

    @Test func `arrays of a NumPy file are groups, times and strata`() async throws {
        let x = (0..<120).map { Float($0 * 37 % 120) }
        let path = try folder.write(
            ZipFile.bytes([
                ("x.npy", NumPyFile.array("<f4", "120, 1", NumPyFile.floats(x))),
                ("y.npy", NumPyFile.array("<f4", "120,", NumPyFile.floats(x.map { $0 * 2 }))),
                ("patient.npy", NumPyFile.array("<i8", "120,", NumPyFile.integers((0..<120).map { $0 / 4 }))),
                ("short.npy", NumPyFile.array("<i8", "2,", NumPyFile.integers([1, 2]))),
            ]), to: "visits.npz")
        let loaded = try await data("load npz '\(path)' group patient regression folds 1")
        #expect(loaded.split?.parts.reduce(0) { $0 + ($1.groups ?? 0) } == 30)
        let timed = try await data("load npz '\(path)' time patient regression folds 1")
        #expect(timed.split?.parts.last?.to == "29")
        #expect(await talking.error("load npz '\(path)' group pateint")?.contains("did you mean \"patient\"?") == true)
        #expect(
            await talking.error("load npz '\(path)' group short")?.contains("one value for each of the 120 rows")
                == true)
    }

    // MARK: - Errors and warnings

    @Test func `missing and unreadable values are errors with their line`() async throws {
        let path = try visits { lines in
            lines[6] = lines[6].replacing("p1,", with: ",")
            lines[9] = lines[9].replacing("p1,", with: "NA,")
        }
        #expect(
            await talking.error("load csv '\(path)' label ill group patient")
                == "\(path):7: 2 rows have no usable group in \"patient\"; give each row a value or remove these rows")
        let other = try visits { lines in lines[12] = lines[12].replacing("2023-", with: "spring ") }
        #expect(
            await talking.error("load csv '\(other)' label ill time day")?.hasPrefix(
                "\(other):13: 1 row has no usable time, such as \"spring ") == true)
    }

    @Test func `columns that are no times, and settings that contradict each other, are errors`() async throws {
        let path = try visits()
        #expect(
            await talking.error("load csv '\(path)' label ill time patient")?.contains(
                "\"patient\" cannot be the time: it contains texts such as \"p0\"") == true)
        #expect(
            await talking.error("load csv '\(path)' label ill group patient time day")
                == "the order of `time` decides where each row goes; leave out `time`, or `group` and `stratify`")
        #expect(
            await talking.error("load csv '\(path)' label ill group ill")
                == "\(path): the label \"ill\" cannot be the group too; use another column")
        #expect(await talking.error("load csv '\(path)' label ill group pateint")?.contains("\"patient\"?") == true)
    }

    @Test func `times in several formats are an error that asks for one format`() async throws {
        let path = try visits { lines in
            for line in stride(from: 1, to: lines.count, by: 2) {
                lines[line] = lines[line].replacing(#/(\d{4})-(\d\d)-(\d\d)/#) { "\($0.3).\($0.2).\($0.1)" }
            }
        }
        #expect(
            await talking.error("load csv '\(path)' label ill time day")?.contains(
                "write all times as numbers, or all in the same format, such as 2020-01-31 12:30") == true)
    }

    @Test func `fewer groups than folds, also than the default ones, are an error that says what to do`() async throws {
        let path = try visits(patients: 5, each: 40)
        #expect(
            await talking.error("load csv '\(path)' label ill group patient")
                == "\"patient\" has 4 groups outside the test set, fewer than the 5 folds; write `folds 4`, or "
                + "`validation 15%` for a single validation set")
        #expect(try await data("load csv '\(path)' label ill group patient folds 4").folds == 4)
    }

    @Test func `a group larger than a set is a warning`() async throws {
        let path = try visits { lines in
            for line in 1...200 { lines[line] = lines[line].replacing(#/^p\d+,/#, with: "big,") }
        }
        let warnings = try await data("load csv '\(path)' label ill group patient ignore day folds 5").warnings
        #expect(warnings.contains { $0.contains("the largest, \"big\", has 200 rows; use fewer folds") })
    }

    @Test func `duplicates across sets are counted, also those with another target`() async throws {
        var text = "x,z,y\n"
        for row in 0..<100 { text += "\(row),\(row * 3),\(row % 2 == 0 ? "a" : "b")\n" }
        for row in 0..<100 where row % 5 == 0 { text += "\(row),\(row * 3),\(row % 20 == 0 ? "b" : "a")\n" }
        let path = try folder.write(Array(text.utf8), to: "double.csv")
        let warning = try #require(
            try await data("load csv '\(path)' label y folds 1").warnings.first { $0.contains("same inputs") })
        #expect(warning.contains("validation row") && warning.contains("with another target"))
        #expect(warning.contains("`group COLUMN`"))
        let unique = try folder.write(
            Array(("x,y\n" + (0..<100).map { "\($0),\($0 % 2 == 0 ? "a" : "b")\n" }.joined()).utf8), to: "unique.csv")
        let none = try await data("load csv '\(unique)' label y folds 1").warnings
        #expect(none.isEmpty)
    }

    // MARK: - Sessions

    @Test func `a saved session keeps the split, and the group is part of the checksum`() async throws {
        let path = try visits()
        let load = "load csv '\(path)' label ill group patient ignore day"
        let first = try await data(load)
        try await talking.say("save session '\(folder.path)/kept.session' replace")
        let other = Talking()
        try await other.say("open session '\(folder.path)/kept.session' trust")
        let again = try await data("show data", other)
        #expect(again.split == first.split && again.digest == first.digest)
        let plain = try await data("load csv '\(path)' label ill ignore patient, day")
        #expect(plain.digest != first.digest && plain.split == nil)
    }

    @Test func `networks are trained on folds by group and by time`() async throws {
        let path = try visits()
        for split in ["group patient ignore day", "time day ignore patient", "stratify patient ignore day"] {
            let reports = try await talking.say(
                "load csv '\(path)' label ill \(split); training epochs 1; population size 3; evolve 1; show fittest")
            guard case .fittest(let fittest)? = reports.last else {
                Issue.record("no fittest")
                return
            }
            #expect(fittest.meanOf == "5 folds")
            let spread = try #require(fittest.spread)
            #expect(spread.parts == 5)
            let values = try #require(spread.values)
            #expect(abs(values.reduce(0, +) / 5 - fittest.value) < 1e-12)
            #expect(abs(spread.standardError - spread.deviation / 5.0.squareRoot()) < 1e-15)
        }
    }

    @Test func `the counter of test reads belongs to the data`() async throws {
        try await talking.say("load iris; training epochs 1; population size 2; evolve 1")
        let first = try #require(try await talking.say("train fittest epochs 1").last?.trained)
        #expect(first.testReads == 1)
        try await talking.say("load wine; evolve 1")
        #expect(try await data("show data").testReads == 0)
        let second = try #require(try await talking.say("train fittest epochs 1").last?.trained)
        #expect(second.testReads == 1)
        try await talking.say("load iris")
        #expect(try await data("show data").testReads == 1)
        try await talking.say("save session '\(folder.path)/reads.session'")
        let other = Talking()
        try await other.say("open session '\(folder.path)/reads.session'")
        #expect(try await data("show data", other).testReads == 1)
        #expect(try await data("load wine", other).testReads == 1)
        #expect(try await data("load digits", other).testReads == 0)
    }

    // MARK: - Full trainings

    @Test func `a full training with the epochs of the search gives the score that the search measured`() async throws {
        try await talking.say("load digits limit 400 folds 1; training epochs 3; population size 4; evolve 2")
        let reports = try await talking.say("show fittest; train fittest epochs 3")
        guard case .fittest(let fittest)? = reports.first, let trained = reports.last?.trained else {
            Issue.record("no reports")
            return
        }
        #expect(trained.validation == fittest.value)
        #expect(trained.comparison == nil)
    }

    @Test func `a full training that is another one than the search's says why its score differs`() async throws {
        try await talking.say("load iris; training epochs 2; population size 4; evolve 2")
        let trained = try #require(try await talking.say("train fittest epochs 2").last?.trained)
        let comparison = try #require(trained.comparison)
        #expect(comparison.contains("the mean of 5 folds; here: one training on the training set"))
        let longer = try #require(try await talking.say("train fittest epochs 20").last?.trained)
        #expect(longer.comparison?.contains("at most 2 epochs; here: ") == true)
    }

    // MARK: - Noise

    @Test func `why compares fold by fold and says what is noise`() async throws {
        try await talking.say("load iris; training epochs 1; population size 6; seed 3; evolve 6")
        var lines: [String] = []
        for birth in 6..<36 {
            guard case .story(let story)? = try await talking.say("why \(birth)").last else { continue }
            lines += story.lines
        }
        #expect(lines.contains { $0.contains(" ± ") && $0.contains(", within noise") })
        #expect(lines.contains("± is half of the 95% confidence interval of the difference on the same 5 folds"))
    }

    @Test(arguments: [
        "maximize auc", "minimize log_loss", "minimize loss", "maximize f1 of versicolor",
        "maximize accuracy - 1e-6 * parameters", "maximize balanced_accuracy + matthews",
    ]) func `why knows the noise of any score and of expressions of scores on one validation set`(
        objective: String
    ) async throws {
        try await talking.say(
            "load iris folds 1; training epochs 1; population size 6; seed 3; \(objective); evolve 6")
        var lines: [String] = []
        for birth in 6..<36 {
            guard case .story(let story)? = try await talking.say("why \(birth)").last else { continue }
            lines += story.lines
        }
        #expect(lines.contains { $0.contains(" ± ") && $0.contains(", within noise") }, "\(lines)")
        #expect(
            lines.contains {
                $0.hasPrefix("± is half of the 95% confidence interval of the difference on the same ")
                    && $0.hasSuffix(" validation rows")
            }, "\(lines)")
    }

    @Test func `why knows the noise of errors of numbers`() async throws {
        let folder = try TemporaryFolder()
        let rows = (0..<300).map { "\($0 % 9),\($0 % 5),\(3 * ($0 % 9) - 2 * ($0 % 5) + $0 * 7919 % 13)\n" }.joined()
        try folder.write(Array(("a,b,y\n" + rows).utf8), to: "t.csv")
        for objective in ["rmse", "median_absolute_error", "pinball 0.9"] {
            try await talking.say(
                "load csv '\(folder.path)/t.csv' label y regression folds 1; training epochs 2; population size 6; "
                    + "seed 3; minimize \(objective); evolve 6")
            var lines: [String] = []
            for birth in 6..<36 {
                guard case .story(let story)? = try await talking.say("why \(birth)").last else { continue }
                lines += story.lines
            }
            #expect(lines.contains { $0.contains(" ± ") }, "\(objective) \(lines)")
        }
    }
}
