import Foundation
import Shell
import Support
import Terminal
import Testing

@Suite struct ThemeTests {
    private func color(_ theme: Theme, _ role: Theme.Role) throws -> Int { try #require(theme.color(role)) }

    /// Waits for the prompt and expects it in the colours of a theme.
    private func expect(_ theme: Theme, in terminal: Terminal) throws {
        try terminal.waitForPrompt()
        #expect(terminal.screen.colored(try color(theme, .name)) == "ns>")
    }

    @Test func `every colour is readable on the usual backgrounds`() throws {
        for (theme, backgrounds) in [(Theme.light, Contrast.light), (.dark, Contrast.dark)] {
            for role in Theme.Role.allCases {
                for background in backgrounds {
                    let ratio = Contrast(palette: try color(theme, role)).ratio(to: background)
                    #expect(ratio >= 4.5, "\(theme) \(role) on \(background): \(ratio)")
                }
            }
        }
        #expect(Theme.Role.allCases.allSatisfy { Theme.none.color($0) == nil })
    }

    @Test(
        arguments: [
            ("rgb:ffff/ffff/ffff", Theme.light), ("rgb:fdfd/f6f6/e3e3", .light), ("rgba:ffff/ffff/ffff/8080", .light),
            ("rgb:0000/0000/0000", .dark), ("rgb:0000/2b2b/3636", .dark), ("rgb:28/2a/36", .dark),
        ])
    func `the terminal's background decides`(background: String, theme: Theme) throws {
        let terminal = try Terminal.shell(home: try Home(), background: background)
        try expect(theme, in: terminal)
        #expect(try terminal.leave() == 0)
    }

    @Test func `if the terminal does not know its background, COLORFGBG decides, and otherwise it is dark`() throws {
        for (value, theme) in [("0;15", Theme.light), ("0;default;7", .light), ("15;0", .dark), ("x", .dark)] {
            let terminal = try Terminal.shell(home: try Home(), environment: ["COLORFGBG": value])
            try expect(theme, in: terminal)
            #expect(try terminal.leave() == 0)
        }
    }

    @Test func `lines typed before the terminal answers are not lost`() throws {
        let terminal = try Terminal(home: try Home(), background: "rgb:ffff/ffff/ffff")
        terminal.type("print early\rprint 'and late'\rpri")
        try terminal.wait(forTyped: "pri")
        #expect(terminal.screen.transcript.contains("early"))
        #expect(terminal.screen.transcript.contains("and late"))
        #expect(try terminal.leave() == 0)
    }

    @Test func `an answer that comes late is no input`() throws {
        let terminal = try Terminal.shell(home: try Home())
        terminal.type("print \u{1B}]11;rgb:ffff/ffff/ffff\u{07}a\u{1B}]11;rgb:0/0/0\u{1B}\\b\u{1B}[?62;22cc")
        try terminal.wait(forTyped: "print abc")
        #expect(try terminal.leave() == 0)
    }

    @Test func `the user's choice comes first and is kept, and none turns colours off`() throws {
        let home = try Home()
        let first = try Terminal.shell(home: home, background: "rgb:ffff/ffff/ffff")
        try first.enter("prompt theme dark")
        try expect(.dark, in: first)
        #expect(try first.leave() == 0)
        let second = try Terminal.shell(home: home, background: "rgb:ffff/ffff/ffff")
        try expect(.dark, in: second)
        try second.enter("prompt theme none")
        let start = second.written.count
        try second.enter("help seed")
        let written = String(decoding: second.written[start...], as: UTF8.self)
        #expect(!written.contains(/\x1B\[[0-9;]*m/))
        try second.enter("prompt theme automatic")
        try expect(.light, in: second)
        #expect(try second.leave() == 0)
    }

    @Test func `choosing the automatic theme asks the terminal again`() throws {
        let terminal = try Terminal.shell(home: try Home(), background: "rgb:ffff/ffff/ffff")
        func questions() -> Int {
            String(decoding: terminal.written, as: UTF8.self).components(separatedBy: "]11;?").count - 1
        }
        #expect(questions() == 1)
        try terminal.enter("print 1")
        #expect(questions() == 1)
        try terminal.enter("prompt theme automatic")
        #expect(questions() == 2)
        try expect(.light, in: terminal)
        #expect(try terminal.leave() == 0)
    }

    @Test func `without colours the terminal is not asked`() throws {
        let terminal = try Terminal.shell(home: try Home(), environment: ["NO_COLOR": "1"])
        #expect(try terminal.leave() == 0)
        #expect(!String(decoding: terminal.written, as: UTF8.self).contains("]11;?"))
    }
}
