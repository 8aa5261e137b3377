import Foundation
import Support
import Testing

/// Text from data, files or programs never reaches the terminal as a control character.
@Suite("Control characters in data are shown as text")
struct ControlCharactersTests {
    /// A text with control sequences: window title, clipboard, colours, C1, text direction.
    private static let evil = "x\u{1B}]0;t\u{07}\u{1B}]52;c;Zm9v\u{07}\u{1B}[31m\u{9B}32m\u{202E}y"

    /// Returns the control characters in some output, except line ends and tabs.
    private static func controls(in text: String) -> Set<UInt32> {
        Set(
            text.unicodeScalars.map(\.value).filter { value in
                switch value {
                case 0x0A, 0x09: false
                case 0..<0x20, 0x7F..<0xA0, 0x202A...0x202E, 0x2066...0x2069: true
                default: false
                }
            })
    }

    private func check(_ commands: String, home: Home, _ files: String...) throws {
        let result = try FinishedProgram.shell(["--keep-going", "-c", commands], home: home)
        #expect(Self.controls(in: result.output + result.error) == [], "\(commands.prefix(60)): \(result.output)")
        #expect((result.output + result.error).contains("^["))
    }

    @Test("in classes, columns and file names, in reports, errors and plots")
    func tables() throws {
        let home = try Home()
        let rows = (0..<40).map { "\($0 % 7),\($0 % 2 == 0 ? "\"\(Self.evil)\nforged\"" : "plain")\n" }.joined()
        try home.write("\"\(Self.evil)\",label\n" + rows, to: "t.csv")
        try check(
            "load csv t.csv label label; training epochs 1; population size 3; evolve 1; show data; train fittest epochs 1; "
                + "predict t.csv; show network; settings; show history; score; show fittest; plot genes", home: home)
        try FileManager.default.copyItem(
            atPath: home.path + "/t.csv", toPath: home.path + "/\(Self.evil).csv")
        try check("load csv '\(Self.evil).csv' label label; show data", home: home)
    }

    @Test("in genes, their values, variables, titles and printed text")
    func words() throws {
        let home = try Home()
        try check(
            "gene k in '\(Self.evil)', b; maximize if(k is b, 1, 0); population size 4; evolve 1; genes; show population; "
                + "show fittest; plot title '\(Self.evil)'; plot genes; why 0; export csv out.csv; settings", home: home
        )
        try check("let a '\(Self.evil)'; print \"$a\"; print $a", home: home)
    }

    @Test("in missing files, unknown words and errors")
    func errors() throws {
        let home = try Home()
        for command in [
            "run '\(Self.evil).ns'", "open session '\(Self.evil)'", "open network '\(Self.evil)'",
            "load csv '\(Self.evil)'",
            "\(Self.evil.replacing(";", with: ""))", "gene k in '\(Self.evil)', '\(Self.evil)'",
            "forget \(Self.evil.prefix(2))x",
            "help '\(Self.evil)'",
        ] {
            try check("print \"\u{1B}\"; \(command)", home: home)
        }
        let script = try home.write("gene x in 1..9 \(Self.evil)\n", to: "a.ns")
        let result = try FinishedProgram.shell([script], home: home)
        #expect(Self.controls(in: result.error) == [])
    }

    @Test("in the output of a program")
    func programs() throws {
        let home = try Home()
        try home.write("printf '\(Self.evil)\\n' >&2; printf '\(Self.evil)\\n'; exit 3\n", to: "p.sh")
        let result = try FinishedProgram.shell(
            ["-c", "gene x in 1..9; maximize output of 'sh p.sh {x}'; population size 4; evolve 1"], home: home)
        let shown = result.output + result.error
        // Escape sequences are removed, other control characters are shown as text.
        #expect(Self.controls(in: shown) == [], "\(shown)")
        #expect(shown.contains("<U+202E>") && !shown.contains("^["))
    }

    @Test("a very long reason is cut off")
    func long() throws {
        let home = try Home()
        try home.write("printf 'x%.0s' $(seq 200000) >&2; exit 3\n", to: "p.sh")
        let result = try FinishedProgram.shell(
            ["-c", "gene x in 1..9; maximize output of 'sh p.sh {x}'; population size 4; evolve 1"], home: home)
        #expect((result.output + result.error).utf8.count < 20_000)
    }

    @Test("in the prompt and the list of completions at a terminal")
    func prompt() throws {
        let home = try Home()
        let name = Self.evil
        try home.write((["a,label"] + (0..<40).map { "\($0),\($0 % 2)" }).joined(separator: "\n"), to: "\(name).csv")
        try home.write("load csv '\(name).csv' label label\n", to: "l.ns")
        let terminal = try Terminal.shell(home: home)
        try terminal.enter("run l.ns")
        terminal.type("run ")
        terminal.press(.tab)
        try terminal.wait(for: "the list") { $0.transcript.contains { $0.contains("l.ns") } }
        let written = String(decoding: terminal.written, as: UTF8.self)
        #expect(!written.contains("\u{1B}]52"))
        #expect(!written.contains("\u{1B}]0;t"))
        #expect(!written.contains("\u{202E}"))
        terminal.press(.controlC)
        #expect(try terminal.leave() == 0)
    }
}
