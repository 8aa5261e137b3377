import CommandLanguage
import CommandParsing
import Commands
import Session
import Testing

@Suite struct BlockTests {
    private let parser = Parser(Grammar(commands: Commands.all, vocabulary: Vocabulary([:])), words: .full)

    private func read(_ text: String) -> BlockReading {
        let source = Source(name: "test.ns", text: text)
        return parser.blocks(of: Lexer.readOn(source).statements, source: source)
    }

    /// Returns the shape of blocks: `print if(print | print) for(print)`.
    private func shape(_ blocks: [Block]) -> String {
        blocks.map { block in
            switch block {
            case .command(let statement): statement.words[0].literal ?? "?"
            case .choice(_, let then, let otherwise): "if(\(shape(then)) | \(shape(otherwise)))"
            case .repetition(_, let body): "for(\(shape(body)))"
            case .experiment(_, let body): "experiment(\(shape(body)))"
            }
        }.joined(separator: " ")
    }

    @Test func `blocks can be nested, on many lines or one`() {
        let text = "print 1\nif 1 > 0\n  for x in 1, 2; print $x; end\nelse\n  seed\nend; evolve"
        #expect(shape(read(text).blocks) == "print if(for(print) | seed) evolve")
        #expect(read(text).mistakes.isEmpty)
        #expect(read(text).incomplete == nil)
    }

    @Test func `an experiment contains its ways, and blocks that make ways`() {
        let text = "experiment e seeds 1..3 evolve 2\nway a\nfor x in 1, 2; way $x; end\nend; seed"
        #expect(shape(read(text).blocks) == "experiment(way for(way)) seed")
        #expect(read("experiment e evolve 2\nway a").incomplete?.message == "`experiment` has no `end`")
        #expect(read("experiment e evolve 2\nelse\nend").mistakes.map(\.message) == ["`else` without `if`"])
    }

    @Test func `a block without its end is incomplete`() {
        #expect(read("for x in 1, 2\nprint $x").incomplete?.message == "`for` has no `end`")
        #expect(read("for x in 1, 2\nif 1\nend").incomplete?.message == "`for` has no `end`")
        #expect(read("for x in 1, 2\nif 1\nend\nend").incomplete == nil)
    }

    @Test(arguments: [
        ("print 1\nend", "test.ns:2:1: error: `end` without `if`, `for` or `experiment`"),
        ("else", "test.ns:1:1: error: `else` without `if`"),
        ("if 1; else; else; end", "test.ns:1:13: error: `else` without `if`"),
        ("for x in 1; else; end", "test.ns:1:13: error: `else` without `if`"),
        (
            "if 1; end if",
            "test.ns:1:11: error: nothing may follow `end` directly; begin the next command on a new line or after `;`"
        ),
    ])
    func `an end or else without its beginning is an error`(text: String, wanted: String) {
        #expect(read(text).mistakes.map { $0.lines[0] } == [wanted])
    }

    @Test func `blocks nest 16 deep and no deeper`() {
        func nested(_ depth: Int) -> BlockReading {
            read(String(repeating: "if 1\n", count: depth) + String(repeating: "end\n", count: depth))
        }
        #expect(nested(16).mistakes.isEmpty)
        #expect(nested(17).mistakes.map(\.message) == ["blocks can be nested at most 16 levels deep"])
        #expect(nested(100_000).mistakes.count == 1)
    }

    @Test func `lines after a malformed line are still read`() {
        let reading = Lexer.readOn(Source(name: "test.ns", text: "print ${a\nprint 2\nprint ${}; seed\nprint 'x"))
        #expect(
            reading.mistakes.map { $0.lines[0] } == [
                "test.ns:1:7: error: expected } after ${",
                "test.ns:3:7: error: expected a name between { and }, found \"\"",
            ])
        #expect(reading.statements.count == 1)
        #expect(reading.incomplete?.message == "the quote ' is never closed")
    }
}
