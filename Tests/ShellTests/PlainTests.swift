import Foundation
import Support
import Testing

@Suite struct PlainTests {
    private static let search = "gene x in 1..99; maximize x; population size 4; evolve 9"

    @Test func `plain output has no escape sequences and describes plots in sentences`() throws {
        let terminal = try Terminal(["--plain"], home: try Home(), background: "rgb:ffff/ffff/ffff")
        try terminal.waitForPrompt()
        for line in [Self.search, "plot", "load iris", "show data", "clear", "help"] { try terminal.enter(line) }
        #expect(try terminal.leavePlainly() == 0)
        #expect(!terminal.written.contains(0x1B))
        let words = terminal.screen.words
        #expect(words.contains("Plot of x by generation, from 1 to 9."))
        #expect(words.contains("maximum: "))
        #expect(!words.unicodeScalars.contains { (0x2580...0x28FF).contains($0.value) })
    }

    @Test func `the preference is kept, holds for scripts at a terminal, and can be taken back`() throws {
        let home = try Home()
        let first = try Terminal.shell(home: home)
        try first.enter("prompt plain on")
        let start = first.written.count
        try first.enter("print quiet")
        #expect(!first.written[start...].contains(0x1B))
        try first.enter("prompt plain off")
        first.type("print ba")
        first.press(.left)
        first.type("X")
        try first.wait(forTyped: "print bXa")
        #expect(try first.leave() == 0)
        let second = try Terminal.shell(home: home)
        try second.enter("prompt plain")
        #expect(try second.leavePlainly() == 0)
        let script = try Terminal(["-c", "\(Self.search); plot"], home: home)
        #expect(try script.exitStatus() == 0)
        #expect(!script.written.contains(0x1B))
        #expect(script.screen.words.contains("Plot of x by generation, from 1 to 9."))
    }

    @Test func `without a terminal --plain describes plots too`() throws {
        let home = try Home()
        let result = try FinishedProgram.shell(["--plain", "-c", "\(Self.search); plot genes"], home: home)
        #expect(result.status == 0)
        #expect(result.output.contains("Plot of fraction of a generation's genomes by generation."))
    }
}

extension Terminal {
    /// Creates a terminal with the shell in it.
    convenience init(_ arguments: [String] = [], home: Home, background: String? = nil) throws {
        try self.init(Terminal.shell, arguments, home: home, background: background)
    }

    /// Leaves a shell that does not edit lines, and returns its status.
    fileprivate func leavePlainly() throws -> Int {
        type("exit")
        press(.enter)
        return try exitStatus()
    }
}
