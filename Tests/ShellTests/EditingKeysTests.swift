import Foundation
import Support
import Testing

@Suite("Editing keys")
struct EditingKeysTests {
    private let undo = "\u{1F}"
    private let deleteWord = "\u{17}"
    private let yank = "\u{19}"
    private let yankPop = "\u{1B}y"

    @Test(
        "Ctrl-_ and Ctrl-X Ctrl-U undo a typed word, a deletion and a recalled line",
        arguments: ["\u{1F}", "\u{18}\u{15}"])
    func undoes(key: String) throws {
        let terminal = try Terminal.shell(home: try Home())
        try terminal.enter("print earlier")
        terminal.type("print alpha beta")
        try terminal.wait(for: "the line") { $0.typed == "print alpha beta" }
        terminal.type(deleteWord)
        try terminal.wait(forTyped: "print alpha")
        terminal.type(key)
        try terminal.wait(forTyped: "print alpha beta")
        terminal.type(key)
        try terminal.wait(forTyped: "print alpha")
        terminal.press(.controlU)
        terminal.press(.up)
        try terminal.wait(forTyped: "print earlier")
        terminal.type(key)
        try terminal.waitForPrompt()
        terminal.type(key)
        try terminal.wait(forTyped: "print alpha")
        #expect(try terminal.leave() == 0)
    }

    @Test("deletions that follow one another are inserted together")
    func joinsDeletions() throws {
        let terminal = try Terminal.shell(home: try Home())
        terminal.type("print one two" + deleteWord + deleteWord)
        try terminal.wait(forTyped: "print")
        terminal.type(yank)
        try terminal.wait(forTyped: "print one two")
        #expect(try terminal.leave() == 0)
    }

    @Test("Alt-Y replaces the inserted text with the one deleted before")
    func popsDeletions() throws {
        let terminal = try Terminal.shell(home: try Home())
        terminal.type("print one" + deleteWord + "two" + deleteWord + yank)
        try terminal.wait(forTyped: "print two")
        terminal.type(yankPop)
        try terminal.wait(forTyped: "print one")
        terminal.type(yankPop)
        try terminal.wait(forTyped: "print two")
        #expect(try terminal.leave() == 0)
    }

    @Test("Alt-. inserts the last word of the line before, and again that of older ones")
    func insertsLastArgument() throws {
        let terminal = try Terminal.shell(home: try Home())
        for line in ["print one", "print 'two words'"] { try terminal.enter(line) }
        terminal.type("seed \u{1B}.")
        try terminal.wait(forTyped: "seed 'two words'")
        terminal.type("\u{1B}.")
        try terminal.wait(forTyped: "seed one")
        #expect(try terminal.leave() == 0)
    }

    @Test("Alt-# keeps the line in the history as a comment, and makes it a command again")
    func comments() throws {
        let terminal = try Terminal.shell(home: try Home())
        terminal.type("print later\u{1B}#")
        try terminal.waitForPrompt()
        #expect(!terminal.screen.lines.contains("later"))
        terminal.press(.up)
        try terminal.wait(forTyped: "# print later")
        terminal.type("\u{1B}#")
        try terminal.wait(forTyped: "print later")
        #expect(try terminal.leave() == 0)
    }

    @Test("Ctrl-X Ctrl-E opens the line in the user's editor, from a private file")
    func editsElsewhere() throws {
        let home = try Home()
        let editor = try home.write(
            "#!/bin/sh\nls -l \"$1\" | cut -c 1-10 > \(home.path)/mode\nprintf 'print one\\nprint two\\n' > \"$1\"\n",
            to: "editor")
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: editor)
        let terminal = try Terminal.shell(home: home, environment: ["VISUAL": editor, "EDITOR": "false"])
        terminal.type("print zero\u{18}\u{05}")
        try terminal.wait(forCursorLine: "... print two")
        #expect(!terminal.screen.lines.contains("one"))
        terminal.press(.enter)
        try terminal.wait(for: "one and two") { $0.lines.contains("one") && $0.lines.contains("two") }
        try terminal.waitForPrompt()
        #expect(try home.read("mode") == "-rw-------\n")
        #expect(try FileManager.default.contentsOfDirectory(atPath: home.path).allSatisfy { !$0.hasPrefix("ns-line") })
        #expect(try terminal.leave() == 0)
    }

    @Test("an editor that fails changes nothing")
    func keepsLineAfterFailure() throws {
        let terminal = try Terminal.shell(home: try Home(), environment: ["VISUAL": "", "EDITOR": "false"])
        terminal.type("print zero\u{18}\u{05}!")
        try terminal.wait(forTyped: "print zero!")
        #expect(try terminal.leave() == 0)
    }

    @Test("Ctrl-R marks the match, even without colours", arguments: [[:], ["NO_COLOR": "1"]])
    func marksMatch(environment: [String: String]) throws {
        let terminal = try Terminal.shell(home: try Home(), environment: environment)
        for line in ["print alpha", "print beta"] { try terminal.enter(line) }
        terminal.press(.controlR)
        terminal.type("lph")
        try terminal.wait(for: "the match") { $0.cursorLine.hasSuffix("lph: print alpha") && $0.reversed == ["lph"] }
        terminal.press(.controlG)
        try terminal.wait(for: "no match") { $0.isAtPrompt && $0.typed == "" && $0.reversed.isEmpty }
        #expect(try terminal.leave() == 0)
    }

    @Test("Escape in the command mode of vi leaves the meaning of the next key")
    func ignoresEscapeInCommandMode() throws {
        let home = try Home()
        try home.write("bind -v\n", to: ".editrc")
        let terminal = try Terminal.shell(home: home)
        terminal.type("print a")
        try terminal.wait(forTyped: "print a")
        terminal.type("\u{1B}")
        try terminal.wait(for: "command mode") { $0.cursorColumn == 10 }
        terminal.type("\u{1B}\u{1B}0x")
        try terminal.wait(forTyped: "rint a")
        terminal.press(.controlC, .controlD)
        #expect(try terminal.exitStatus() == 0)
    }

    @Test(
        "one Left and one Backspace take what is seen as one character", arguments: ["emacs", "vi"],
        ["🇩🇪", "👍🏽", "👩‍👩‍👧‍👦", "e\u{301}", "❤️", "한", "1️⃣"])
    func takesWholeCharacter(style: String, character: String) throws {
        let home = try Home()
        if style == "vi" { try home.write("bind -v\n", to: ".editrc") }
        let terminal = try Terminal.shell(home: home)
        terminal.type("print a\(character)b")
        try terminal.wait(forTyped: "print a\(character)b")
        terminal.press(.left, .left)
        terminal.type("x")
        try terminal.wait(forTyped: "print ax\(character)b")
        terminal.press(.right, .backspace)
        try terminal.wait(forTyped: "print axb")
        terminal.press(.controlC, .controlD)
        #expect(try terminal.exitStatus() == 0)
    }
}
