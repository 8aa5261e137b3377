import CommandLanguage
import CommandParsing
import Commands
import Foundation
import HelpPages
import Support
import Testing

@Suite struct ShownOutputTests {
    private static let commands = Commands.all.map { $0.grammar }.filter { $0.examples.contains { $0.output != nil } }

    @Test(arguments: commands.map(\.name))
    func `the examples of a command print the output shown in its help`(name: String) throws {
        let grammar = try #require(Self.commands.first { $0.name == name })
        let shown = grammar.examples.map { ShownOutput.Command($0.line, output: $0.output) }
        let printed = try ShownOutput.printed(shown, before: Self.before, home: try Home())
        #expect(printed == shown.filter { $0.output != nil })
    }

    /// The commands that run before the examples of a command.
    private static let before = "load digits limit 200"

    @Test func `commands with constant output show it in their help`() {
        let names = Set(Self.commands.map(\.name))
        for name in ["population", "strategy", "training", "network", "seed", "gene", "genus", "let", "print", "for"] {
            #expect(names.contains(name), "\(name) shows no output")
        }
    }

    /// Returns commands with their output, which is in lines that begin with `#>`.
    private static func commands(of code: String) -> [ShownOutput.Command] {
        var commands: [ShownOutput.Command] = []
        for line in code.split(separator: "\n") {
            if line.hasPrefix("#>"), let last = commands.popLast() {
                let output = [last.output, String(line.dropFirst(3))].compactMap { $0 }.joined(separator: "\n")
                commands.append(ShownOutput.Command(last.line, output: output))
            } else {
                commands.append(ShownOutput.Command(String(line), output: nil))
            }
        }
        return commands
    }

    private static let pages = HelpPage.all.filter { $0.text.contains("\n#> ") }

    @Test func `pages show the output of their commands`() {
        #expect(Self.pages.count >= 5)
    }

    @Test(arguments: pages.map(\.name))
    func `the examples of a page print the output shown below them`(name: String) throws {
        let page = try #require(Self.pages.first { $0.name == name })
        let home = try Home()
        var shown: [ShownOutput.Command] = []
        for (info, code) in page.codeBlocks where info.hasPrefix("ns") {
            // A block with a file name is the content of that file.
            if let file = info.split(separator: " ").dropFirst().first {
                try home.write(code, to: String(file))
            } else {
                shown += Self.commands(of: code)
            }
        }
        #expect(try ShownOutput.printed(shown, home: home) == shown.filter { $0.output != nil })
    }

    @Test func `help shows the output below an example`() throws {
        let page = try FinishedProgram.shell(["-c", "help seed"], home: try Home()).output
        #expect(page.contains("  seed 7\n    seed 7\n"))
        let manual = try FinishedProgram.shell(["--manual"], home: try Home()).output
        #expect(manual.contains("\nseed 7\n  seed 7\n"))
        let object = try FinishedProgram.shell(["--json", "-c", "help seed"], home: try Home()).output
        let line = try #require(object.split(separator: "\n").first)
        let help = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
        let (examples, outputs) = (help["examples"] as? [String], help["outputs"] as? [Any])
        #expect(examples?.count == outputs?.count)
        #expect(examples?.firstIndex(of: "seed 7").map { outputs?[$0] as? String } == "seed 7")
    }
}
