import CommandLanguage
import CommandParsing
import Commands
import Foundation
import HelpPages
import Session
import Support
import Testing

/// No text crashes the parser. NS_FUZZ is the number of lines: `Scripts/test --fuzz` tries a million.
@Suite struct FuzzTests {
    private static let lines = ProcessInfo.processInfo.environment["NS_FUZZ"].flatMap { Int($0) } ?? 5_000
    private let grammar = Session(commands: Commands.table(), processors: 1).grammar

    /// Parses a text like a script. Every mistake can be shown, and every valid command is the same after writing and
    /// parsing it again.
    private func read(_ text: String) {
        let source = Source(name: "fuzz.ns", text: text)
        let reading = Lexer.readOn(source)
        let variables = Variables(arguments: ["1", "a b", "x, y"])
        for words in [WordSpelling.full, .mayBeShortened] {
            let parser = Parser(grammar, words: words)
            let parts = parser.blocks(of: reading.statements, source: source)
            var mistakes = reading.mistakes + parts.mistakes
            for statement in reading.statements.prefix(50) {
                do {
                    let parsed = try parser.parse(statement, of: source, variables: variables)
                    check(parsed.text)
                } catch {
                    mistakes.append(error)
                }
            }
            for mistake in mistakes.prefix(5) {
                #expect(mistake.lines.count == 3)
                #expect(mistake.lines.allSatisfy { $0.count < 2_000 })
            }
        }
    }

    private func check(_ text: String) {
        let source = Source(name: "again.ns", text: text)
        guard case .statements(let statements)? = try? Lexer.read(source), statements.count == 1,
            let again = try? Parser(grammar, words: .full).parse(statements[0], of: source, variables: Variables())
        else {
            Issue.record("a command that was written again cannot be parsed: \(text.prefix(500))")
            return
        }
        #expect(again.text == text)
    }

    private var seeds: [String] {
        grammar.commands.flatMap { $0.grammar.examples.map(\.line) }
            + HelpPage.all.flatMap { $0.text.split(separator: "\n").map(String.init) }
    }

    @Test func `mutated lines and random bytes are parsed or refused`() {
        var random = RandomBytes(state: 1)
        let seeds = seeds.map { Array($0.utf8) }
        let pieces = [
            " ", ";", "\n", "'", "\"", "$", "${", "}", "\\", "#", "!", ",", "..", "%", "(", "end", "if ", "\0", "é",
            "$1", "$2", "$3",
        ]
        for number in 0..<Self.lines {
            var bytes = seeds[random.next(below: seeds.count)]
            if number.isMultiple(of: 10) {
                bytes = (0..<random.next(below: 60)).map { _ in UInt8(random.next(below: 256)) }
            }
            for _ in 0..<random.next(below: 4) {
                let index = random.next(below: bytes.count + 1)
                switch random.next(below: 5) {
                case 0: bytes.insert(contentsOf: Array(pieces[random.next(below: pieces.count)].utf8), at: index)
                case 1: if index < bytes.count { bytes.remove(at: index) }
                case 2: if index < bytes.count { bytes[index] = UInt8(random.next(below: 256)) }
                case 3:
                    bytes =
                        Array(bytes[..<index]) + seeds[random.next(below: seeds.count)].dropFirst(random.next(below: 9))
                default: bytes.insert(contentsOf: bytes[..<index], at: 0)
                }
            }
            read(String(decoding: bytes, as: UTF8.self))
        }
    }

    @Test(arguments: [
        "a", "(", "$", "${", "'", "\"", "\\", ";", ",", "..", "1+", "not ", "-", "^2", "if 1;", "for x in 1;", "end;",
        "#", "!",
        "\n", "\r\n", "é", "x0..x9 ", "size 20 ", "in ", "a, ", "$1", "%",
    ])
    func `lines of a megabyte are parsed or refused`(piece: String) {
        // A twentieth of the length finds nearly as much in a twentieth of the time.
        let length = ProcessInfo.processInfo.environment["NS_FUZZ"] == nil ? 50_000 : 1_000_000
        let long = String(repeating: piece, count: length / piece.utf8.count)
        for beginning in ["", "maximize ", "gene x in ", "population ", "print ", "expect error '", "if ", "load "] {
            read(beginning + long)
        }
    }

    @Test func `scripts that run one another at random come to an end and leave no arguments behind`() async throws {
        var random = RandomBytes(state: 3)
        let lines = [
            "run #.ns", "run #.ns $1 b", "let a #", "print $a", "if $# > 0; run #.ns; else; let b #; end", "undo",
            "for n in 1..3; run #.ns $n; end", "expect error 'x' run #.ns", "gene x in 1..#", "maximize x", "evolve",
            "reset",
            "population size #", "prnt", "end", "for x in 1, 2", "print ${", "quit", "back", "step", "expect $1 is b",
        ]
        for _ in 0..<max(20, Self.lines / 10_000) {
            let folder = try TemporaryFolder()
            for file in 0..<10 {
                // Malformed lines are rare: a script with one is not run at all.
                let text = (0..<random.next(below: 6)).map { _ in
                    let line = lines[random.next(below: random.next(below: 8) == 0 ? lines.count : 13)]
                    return line.replacing("#", with: "\(random.next(below: 10))")
                }
                try folder.write(Array(text.joined(separator: "\n").utf8), to: "\(file).ns")
            }
            let talking = Talking()
            var asked = 0
            _ = try? await talking.say("run \(folder.path)/0.ns 7") {
                asked += 1
                return asked > 3_000
            }
            try await talking.say("print \"${1:-none} $#\"")
            #expect(
                await talking.error("print $1")
                    == "$1 has no value, because the script was given 0 arguments; `${1:-VALUE}` sets a default")
        }
    }
}

/// A generator of random numbers that are the same everywhere.
private struct RandomBytes {
    var state: UInt64

    mutating func next(below count: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int(state >> 33) % count
    }
}
