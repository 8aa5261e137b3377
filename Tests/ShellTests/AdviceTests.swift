import Foundation
import Support
import Testing

@Suite("Suggestions of the next step")
struct AdviceTests {
    private func advice(_ terminal: Terminal) -> [String] {
        terminal.screen.transcript.filter { $0.hasPrefix("next: ") }.map {
            String($0.dropFirst(6).prefix { $0 != "(" }).trimmingCharacters(in: .whitespaces)
        }
    }

    @Test("each new step is suggested once, also across shells")
    func suggestsOnce() throws {
        let home = try Home()
        let first = try Terminal.shell(home: home, rows: 50)
        #expect(advice(first) == ["load digits"])
        for line in ["load iris", "training epochs 1", "population size 4", "evolve", "evolve"] {
            try first.enter(line)
        }
        #expect(advice(first) == ["load digits", "evolve 10", "show fittest", "plot"])
        #expect(try first.leave() == 0)
        let second = try Terminal.shell(home: home, rows: 50)
        for line in ["load iris", "evolve"] { try second.enter(line) }
        #expect(advice(second) == ["train fittest save \"fittest\""])
        #expect(try second.leave() == 0)
    }

    @Test("commands in the history are not suggested")
    func knowsHistory() throws {
        let home = try Home()
        try home.write("load digits; evolve 3\nshow fittest\n", to: "state/ns/history")
        let terminal = try Terminal.shell(home: home)
        #expect(advice(terminal) == [])
        #expect(try terminal.leave() == 0)
    }

    @Test("suggestions can be turned off permanently, and scripts get none")
    func turnsOff() throws {
        let home = try Home()
        let terminal = try Terminal.shell(home: home)
        try terminal.enter("prompt next off suggestions off")
        try terminal.enter("load iris")
        #expect(advice(terminal) == ["load digits"])
        try terminal.enter("print abcdef")
        terminal.type("print abc")
        try terminal.wait(forTyped: "print abc")
        terminal.press(.right)
        terminal.type("x")
        try terminal.wait(forTyped: "print abcx")
        #expect(try terminal.leave() == 0)
        let later = try Terminal.shell(home: home)
        try later.enter("load iris")
        try later.enter("prompt")
        #expect(advice(later) == [])
        #expect(later.screen.lines.contains { $0.contains("suggestions") && $0.contains("off") })
        #expect(try later.leave() == 0)
        let script = try FinishedProgram.shell(["-c", "load iris"], home: try Home())
        #expect(!script.output.contains("next:"))
    }
}
