import CommandLanguage
import Commands
import Foundation
import Session
import Support
import Testing

/// Scripts of commands with extreme numbers at every numeric position of the grammar, each script in one process.
/// NS_TORTURE scales their number: `Scripts/test --torture` runs a hundred thousand commands.
@Suite("Extreme numbers in scripts")
struct ExtremeScriptsTests {
    private static let files = ProcessInfo.processInfo.environment["NS_TORTURE"].flatMap { Int($0) }
    private static let scripts = files.map { max(3, $0 / 40) } ?? 3
    private static let linesInScript = files == nil ? 40 : 200

    private static let beginnings = [
        "gene x in 1..9; gene y in -1.0..1.0; gene k in a, b; maximize x + y + if(k is a, 1, 0); population size 4",
        "load iris limit 60; training epochs 1; population size 2; genes clear; gene neurons0 in 1, 2", "load wine",
    ]

    @Test("no command with extreme numbers ends the process or lasts for ever")
    func scripts() throws {
        let home = try Home()
        let grammar = Session(commands: Commands.table(), processors: 2).grammar
        var lines = ExtremeLines(grammar, seed: 29)
        var (errors, crashes, hangs) = (0, 0, 0)
        for number in 0..<Self.scripts {
            let beginning = Self.beginnings[number % Self.beginnings.count]
            var script = beginning + "\nevolve 1\n"
            for line in 1...Self.linesInScript {
                script += lines.next() + "\n"
                // What was changed must not leave nothing to change.
                if line.isMultiple(of: 20) { script += "genes clear\n\(beginning)\nevolve 1 for 1s\nshow population\n" }
            }
            let path = try home.write(script, to: "extreme.ns")
            // Malformed lines would refuse a script as a whole, so they are piped: each is then parsed on its own.
            let end = try WatchedProgram(
                ["-c", #"exec "$0" --memory none --keep-going - < "$1""#, Terminal.shell, path], of: "/bin/sh",
                home: home
            ).end(within: 600)
            #expect(!end.isHang, "script \(number), seed 29: \(end.error.suffix(500))")
            #expect((0...2).contains(end.status), "script \(number), status \(end.status): \(end.error.suffix(500))")
            if end.isHang { hangs += 1 } else if end.status > 2 { crashes += 1 }
            errors += end.error.matches(of: #/error: /#).count
        }
        let total = Self.scripts * Self.linesInScript
        print(
            "\(total) random commands of the grammar, at \(lines.positions.count) numeric positions: "
                + "\(errors) errors, \(crashes) crashes, \(hangs) hangs")
        #expect(lines.positions.count > 20)
    }
}
