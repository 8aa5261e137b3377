import Foundation
import Support
import Testing

@Suite struct PlottingTests {
    private static let search = "gene x in 1..99; gene y in 1..9; maximize x + y; population size 10; evolve 5"

    @Test func `a plot is braille in a pipe, and plain ASCII for a dumb terminal`() throws {
        let home = try Home()
        let commands = "\(Self.search); plot; plot genes; plot parallel; plot importance; plot lineage"
        let piped = try FinishedProgram.shell(["-c", commands], home: home)
        #expect(piped.status == 0)
        #expect(piped.output.unicodeScalars.contains { (0x2801...0x28FF).contains($0.value) })
        #expect(!piped.output.contains("\u{1B}"))
        let dumb = try FinishedProgram.shell(["-c", commands], home: home, environment: ["TERM": "dumb"])
        #expect(dumb.status == 0)
        let isPlain = dumb.output.allSatisfy(\.isASCII)
        #expect(isPlain)
        #expect(dumb.output.contains("*** maximum"))
    }

    @Test func `without gnuplot the error explains how to install it, and plots in the terminal still work`() throws {
        let home = try Home()
        let written = try FinishedProgram.shell(
            ["-c", "\(Self.search); plot to 'a.png'"], home: home, environment: ["PATH": home.path])
        #expect(written.status == 1)
        #expect(written.error.contains("apt-get install gnuplot-nox"))
        let drawn = try FinishedProgram.shell(
            ["-c", "\(Self.search); plot"], home: home, environment: ["PATH": home.path])
        #expect(drawn.status == 0)
        #expect(drawn.output.contains("maximum"))
    }

    @Test func `evolve live redraws one plot in place and leaves the last one`() throws {
        let home = try Home()
        let terminal = try Terminal.shell(home: home)
        try terminal.enter("load digits limit 300; training epochs 2; population size 8")
        try terminal.enter("evolve 8 live")
        #expect(try terminal.leave() == 0)
        let text = String(decoding: terminal.written, as: UTF8.self)
        let drawn = text.components(separatedBy: "one standard deviation").count - 1
        #expect(drawn >= 2)
        // Each drawing but the last is overwritten by moving up to its first line.
        #expect(text.contains(/\x1B\[[0-9]+A/))
    }

    @Test func `if columns do not fit, values common to all rows are shown once`() throws {
        let home = try Home()
        let genes = (0..<12).map { "gene some_long_name_\($0) in \($0), \($0 + 1)00" }.joined(separator: "; ")
        let names = (0..<12).map { "some_long_name_\($0)" }.joined(separator: " + ")
        let result = try FinishedProgram.shell(
            ["-c", "\(genes); maximize \(names); population size 6; evolve 60; show population"], home: home)
        #expect(result.status == 0)
        #expect(result.output.contains("the same in all rows: "))
        let lines = result.output.split(separator: "\n")
        let table = lines.drop { !$0.hasPrefix("population of") }
        #expect(table.allSatisfy { $0.count <= 80 })
    }
}
