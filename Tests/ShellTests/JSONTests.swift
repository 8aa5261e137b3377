import Foundation
import HelpPages
import Shell
import Support
import Testing

@Suite struct JSONTests {
    /// Commands that produce every kind of report.
    private static let commands = """
        load csv mine.csv label y
        load iris; workers 99
        training epochs 2; population size 4
        evolve 2; step 2; why; compare random
        show fittest; show history; show data; plot; population; memory
        train fittest epochs 40 save net
        open network net; score; predict rows.csv; ensemble 2 epochs 1
        load digits limit 200; evolve 1; train fittest epochs 1; show mistakes 3
        save session kept.session; open session kept.session
        print hello; pause wait; seed
        strategy evolution; evolve 1; guess elites 0
        ask 'How much is 6 × 7?' choices '41', '42' expect '42' because 'Six rows of seven.'
        !echo other
        genes clear; gene x in 1..9; maximize told; ask 2; tell 0 3; tell 1 failed
        seed 1; genes clear; gene x in 1..1000; maximize x; population size 200; evolve 20; compare random searches 2000
        experiment e seeds 1..9 evolve 2 goal 999; way a; way b population elitism 0%; end
        genes clear; gene x in 0..9; minimize x and maximize x ^ 2; population size 6; evolve 2; show fittest; show front
        population size 5; maximize output of 'sh -c "sleep 0.1; echo {x}"'; evolve 100000 goal 0
        help; help evolve; help population size; help scripts; help tournament
        run recorded.ns
        let a $missing
        evolve many
        run broken.ns
        """

    /// The fields of each report as documented on the help page.
    private static let documented: [String: Set<String>] = {
        let page = HelpPage.all.first { $0.name == "json" }?.text ?? ""
        var fields: [String: Set<String>] = [:]
        for line in page.split(separator: "\n") where line.hasPrefix("| ") && !line.hasPrefix("| report") {
            let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
            guard cells.count == 2, !cells[0].hasPrefix("---") else { continue }
            // Text in parentheses explains the field before it.
            let names = cells[1].replacing(#/\([^)]*\)/#, with: "")
            fields[cells[0]] = Set(names.matches(of: #/[A-Za-z]+/#).map { String($0.output) })
        }
        fields["data"] = fields["loaded"]
        return fields
    }()

    private static let repository = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().path

    @Test func `every report, progress and error is one documented object per line`() throws {
        let home = try Home()
        try home.write("# recorded by ns 0.0.1, numbers 0, abacus\nprint replayed\n", to: "recorded.ns")
        try home.write("prnt\n", to: "broken.ns")
        try home.write("x,y\n" + (0..<40).map { "\($0),\(2 * $0 % 3).5\n" }.joined(), to: "mine.csv")
        try home.write("sepal_length,sepal_width,petal_length,petal_width\n5,3,1.5,0.2\n", to: "rows.csv")
        let result = try FinishedProgram.shell(
            ["--json", "--keep-going", "--echo"], input: Self.commands, home: home)
        #expect(result.error == "")
        var seen: Set<String> = []
        let schema = try JSONSchema(path: Self.repository + "/Help/json-schema.json")
        #expect(Set(schema.alternatives) == Set(Self.documented.keys))
        for line in result.output.split(separator: "\n") {
            let object = try #require(
                try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any], "\(line.prefix(300))")
            let report = try #require(object["report"] as? String)
            seen.insert(report)
            let errors = try schema.errors(of: line, as: report)
            #expect(errors.isEmpty, "\(errors.joined(separator: "\n"))\n\(line.prefix(2_000))")
            #expect(!line.contains("\"_0\""), "\(line.prefix(300))")
            let known = try #require(Self.documented[report], "`help json` does not document \(report)")
            let undocumented = object.keys.filter { !["report", "command"].contains($0) && !known.contains($0) }
            #expect(
                undocumented.isEmpty,
                "`help json` does not document \(report)'s \(undocumented.joined(separator: ", "))")
        }
        let missing = Self.documented.keys.filter { !seen.contains($0) }
        #expect(missing.isEmpty, "no report \(missing.joined(separator: ", "))")
    }

    @Test func `each command ends with a line that reports its end, even if it fails`() throws {
        let input = "seed 2; seed 3\nfor n in 1, 2\nprint $n\nend\nprnt\nshow fittest\nprint last\n"
        let result = try FinishedProgram.shell(["--json", "--keep-going"], input: input, home: try Home())
        let lines = result.output.split(separator: "\n").map { line in
            line.contains("\"done\"") ? line.contains("true") ? "+" : "-" : line.contains("\"error\"") ? "error" : "."
        }
        #expect(lines.joined(separator: " ") == ". + . + . . + error - error - . +")
        #expect(result.status == 2)
    }

    @Test func `each object has the number of the command that it belongs to`() throws {
        let input = "seed 2; seed 3\nfor n in 1, 2\nprint $n\nend\nprnt\nshow fittest\nprint last\n"
        let result = try FinishedProgram.shell(["--json", "--keep-going"], input: input, home: try Home())
        let numbers = try result.output.split(separator: "\n").map { line in
            let object = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
            return try #require(object["command"] as? Int)
        }
        #expect(numbers == [1, 1, 2, 2, 3, 3, 3, 4, 4, 5, 5, 6, 6])
        let script = try FinishedProgram.shell(["--json", "-c", "seed 2; print a; print b"], home: try Home())
        #expect(script.output.split(separator: "\n").map { $0.contains("\"command\":1,") } == [true, false, false])
        #expect(script.output.contains("\"command\":3,\"report\":\"printed\",\"text\":\"b\""))
    }

    @Test func `help prints the schema`() throws {
        let shown = try FinishedProgram.shell(["-c", "help json schema"], home: try Home())
        let file = try String(contentsOfFile: Self.repository + "/Help/json-schema.json", encoding: .utf8)
        #expect(shown.output.trimmingCharacters(in: .newlines) == file.trimmingCharacters(in: .newlines))
    }

    @Test func `numbers are numbers in full precision`() throws {
        let input = """
            gene x in 0.1234567, 7; gene how in '1', b; maximize x / 3 + if(how is b, 0, 0); population size 4; strategy grid; evolve 1
            show fittest; show population; show history
            """
        let result = try FinishedProgram.shell(["--json"], input: input, home: try Home())
        #expect(result.output.contains("{\"name\":\"x\",\"value\":7}"))
        #expect(result.output.contains("\(7.0 / 3)") && result.output.contains("\(0.1234567 / 3)"))
    }

    /// A report that cannot be encoded.
    private struct Unwritable: Encodable {
        struct Reason: Error, CustomStringConvertible { let description = "no \"words\" for it" }
        func encode(to encoder: any Encoder) throws { throw Reason() }
    }

    @Test func `a report that cannot be written is an error, and the command still ends`() throws {
        let renderer = JSONRenderer()
        let lines = [renderer.encoded("trained", Unwritable()), renderer.line(commandSucceeded: true)]
        let objects = try lines.map {
            try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
        }
        #expect(objects.map { $0["report"] as? String } == ["error", "done"])
        #expect(
            objects[0]["message"] as? String
                == "the report \"trained\" cannot be written as JSON: no \"words\" for it")
        #expect(objects[0]["reachedThrough"] as? [String] == [])
        #expect(lines.allSatisfy { !$0.contains("\n") })
    }

    @Test(.enabled(if: Needed.python, "Python is not here"))
    func `a program in Python drives the shell through a pipe`() throws {
        let script = Self.repository + "/Scripts/drive.py"
        let result = try FinishedProgram.run("/usr/bin/python3", [script, Terminal.shell], home: try Home())
        #expect(result.error == "")
        let lines = result.output.split(separator: "\n")
        #expect(lines.count == 7)
        #expect(lines.first?.hasPrefix("generation 1: best 0.") == true)
        #expect(lines[4].hasPrefix("refused: expected a whole number"))
        // The failures of x = 2 are told, and the best of the others is found.
        #expect(lines[5] == "own loop: best 0.01 with x 3.1 and how good")
        #expect(lines.last?.hasPrefix("own loop by epochs: best 0.00") == true)
    }
}
