import Foundation
import Support
import Testing

@Suite("Random keys")
struct RandomKeysTests {
    /// The keys: letters, special keys, halves of sequences and pasted blocks. Only Return runs a command, and the
    /// letters cannot spell a command that runs long or exits.
    private static let keys: [String] =
        Terminal.Key.allCases.filter { ![.controlD, .controlZ].contains($0) }.map(\.rawValue)
        + [
            "a", "z", "λ", "世", "é", " ", "  ", "'", "\"", "\\", "1", "-", ".", "\u{1B}", "\u{1B}[", "\u{1B}O",
            "\u{16}",
        ]
        + [
            "\u{0B}", "\u{17}", "\u{19}", "\u{14}", "\u{0C}", "\u{00}", "\u{1F}", "\u{1B}[1;5D", "\u{1B}b", "\u{1B}d",
            "\u{C2}",
        ]
        + ["\u{1B}[200~az\raz\u{1B}[201~", "\u{1B}[1;5C", "\u{0E}", "\u{10}", "\u{02}", "\u{06}"]

    /// The generator SplitMix64 of Steele and others: the same keys in every run.
    private struct Draw: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
            mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
            return mixed ^ (mixed >> 31)
        }
    }

    @Test("no key ends the shell, and the terminal is restored", arguments: ["emacs", "vi"])
    func survives(style: String) throws {
        let count = ProcessInfo.processInfo.environment["NS_FUZZ"] == nil ? 1_500 : 30_000
        let home = try Home()
        if style == "vi" { try home.write("bind -v\n", to: ".editrc") }
        let terminal = try Terminal.shell(home: home, columns: 40, rows: 10)
        var draw = Draw(state: 7)
        for number in 1...count {
            terminal.type(Self.keys.randomElement(using: &draw) ?? "")
            if number % 100 == 0 {
                terminal.resize(
                    columns: Int.random(in: 4...90, using: &draw), rows: Int.random(in: 1...30, using: &draw))
            }
            if number % 50 == 0 { terminal.readAvailable() }
        }
        terminal.resize(columns: 80, rows: 24)
        // These keys end an open pasted block, search or quoted key; Ctrl-D then exits.
        terminal.type("a\u{1B}[201~\r")
        // Between two lines the terminal has the settings for other programs, and the next line does not see a Ctrl-D
        // typed then. Two Ctrl-C within two seconds would end a shell that is still working.
        var status = try? terminal.exitStatus(limit: 3)
        #expect(status == nil, "\(terminal.screen.transcript.suffix(12))")
        for _ in 0..<20 where status == nil {
            terminal.press(.controlC, .controlD)
            status = try? terminal.exitStatus(limit: 3)
        }
        #expect(status == 0)
        #expect(terminal.hasUsualSettings)
    }
}
