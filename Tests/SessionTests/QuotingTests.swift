import CommandLanguage
import CommandParsing
import Expressions
import Messages
import Notation
import Reports
import Scripts
import Session
import Support
import Testing

/// Commands that ns shows, suggests or records read back as they were.
@Suite struct QuotingTests {
    /// Values that a careless writer would not quote, or quote wrongly.
    static let odd = [
        "b c", " b", "", "it's", "say \"hi\"", "a,b", ",", "#a", "a#", ";", "a;b", "3d", "3", "-1.5", "1e3", "1..5",
        "a..b",
        "when", "by", "log", "in", "and", "sqrt", "replace", "$a", "a\\", "\\", "\t", "é", "–", "!ls", "a\nb", "'",
        "\"", "'\"", "'\u{301}", "\u{600}'", "'\"\u{301}", "'$\u{301}a", ";\u{301}", ",\u{301}b", "\u{1B}[31m",
        "a\r\nb'",
    ]

    /// Returns the parsed command of a text.
    private func parsed(_ text: String) throws -> ParsedCommand<any Command> {
        let source = Source(name: "test.ns", text: text)
        guard case .statements(let statements) = try Lexer.read(source), statements.count == 1 else {
            throw SessionError.unusable("\(text): not one command")
        }
        return try Parser(Talking().session.grammar, words: .full).parse(
            statements[0], of: source, variables: Variables())
    }

    /// A variable in the middle of a word brings its blanks and commas into that word.
    @Test(arguments: ["x, y", "a b", "a,b", ", ", "it's, so", "x,'y z'", "a#b", "a;b", "\u{600}' b", "b'\u{301} c"])
    func `a word with a variable in it is recorded as one word`(value: String) throws {
        let grammar = Talking().session.grammar
        for typed in [
            "let data digits$1", "export program iris.py$1", "save session a${1}b", "print a $1", "print $1, b",
            "print $1,",
            "run test.ns a $1", "load csv t.csv label y ignore $1, z", "class 3 name $1", "let a $1,",
        ] {
            let source = Source(name: "test.ns", text: typed)
            guard case .statements(let statements) = try Lexer.read(source) else { return #expect(Bool(false)) }
            let text = try Parser(grammar, words: .full).parse(
                statements[0], of: source, variables: Variables(arguments: [value])
            ).text
            let again = try parsed(text)
            #expect(again.text == text)
            if let print = again.command as? PrintCommand { #expect(print.text.contains(value)) }
        }
    }

    @Test func `a command of the system shell within another one keeps its words`() async throws {
        var lines: [String] = []
        let context = ExecutionContext(
            isInterrupted: { false },
            runShell: { line in
                lines.append(line)
                return 1
            }
        ) { _ in }
        let session = Talking().session
        let source = Source(name: "test.ns", text: "expect error 'status 1' !sh -c \"echo it's\" 'a b'")
        guard case .statements(let statements) = try Lexer.read(source) else { return #expect(Bool(false)) }
        let parsed = try Parser(session.commands, words: .full).parse(
            statements[0], of: source, variables: Variables())
        _ = try await session.execute(parsed, context)
        #expect(lines == ["sh -c \"echo it's\" 'a b'"])
    }

    @Test(arguments: odd) func `a value reads back as one text`(text: String) throws {
        let line = "gene kind in \(CommandText.value(text)), other"
        let action = try #require(try parsed(line).command as? GeneCommand).action
        #expect(action == .set(name: "kind", values: .list([.text(text), .text("other")]), condition: nil))
        // So does the command as it is recorded.
        #expect(try #require(try parsed(try parsed(line).text).command as? GeneCommand).action == action)
    }

    @Test(arguments: odd) func `the echo of a gene is a command for the same gene`(text: String) async throws {
        let talking = Talking()
        let typed = "gene kind in other, \(CommandText.value(text))"
        guard case .message(let echo, _)? = try await talking.say(typed).last else { return #expect(Bool(false)) }
        let table = try await talking.table("genes")
        guard case .message(let again, _)? = try await Talking().say(echo).last else { return #expect(Bool(false)) }
        #expect(again == echo)
        #expect(table.first?[1] == String(echo.dropFirst("gene kind in ".count)))
    }

    @Test func `the echo of a condition is the same condition`() async throws {
        for text in Self.odd {
            let talking = Talking()
            try await talking.say("gene kind in other, \(CommandText.value(text))")
            let typed = "gene x in 1..3 when kind is \(CommandText.quoted(text))"
            guard case .message(let echo, _)? = try await talking.say(typed).last else { return #expect(Bool(false)) }
            guard case .message(let again, _)? = try await talking.say(echo).last else { return #expect(Bool(false)) }
            #expect(again == echo)
        }
    }

    @Test(arguments: [
        "population classic", "population size 20 mutation 12.345% factor 0.001 elitism 7%", "population size 20",
        "population selection tournament of 3 crossover two_point change uniform litter 8 elites sampled crossing 60%",
        "population first random niching none", "strategy ageing sample 5 ahead 3", "strategy steady",
        "training time 90s decay 0.1 change 0.001 smoothing 0.1 schedule cosine epochs 3 patience 2 seed 5 repeat 2",
        "training time 1500ms loss huber output tanh precision float32", "training default",
        "network layers 3 uniform on", "workers 2 losses 5 on processes",
        "maximize output of 'sh -c \"echo 1\"' kept running timeout 90s repeat 3 remember", "minimize x ^ 2 + 1e-7",
    ])
    func `the echo of settings is a command with the same effect`(command: String) async throws {
        guard case .message(let echo, _)? = try await Talking().say(command).last else { return #expect(Bool(false)) }
        guard case .message(let again, _)? = try await Talking().say(echo).last else { return #expect(Bool(false)) }
        #expect(again == echo)
    }

    @Test func `every word with a meaning in conditions is quoted as an operand`() {
        for word in ParsedExpression.reservedWords { #expect(CommandText.operand(word) == "'\(word)'") }
    }

    @Test func `workers through a command are shown as typed`() async throws {
        let talking = Talking()
        guard case .message(let echo, _)? = try await talking.say("workers 2 through \"sh -c 'true'\"").last else {
            return #expect(Bool(false))
        }
        #expect(echo == "workers 2 through \"sh -c 'true'\"")
    }

    @Test(arguments: odd) func `the values of a loop are recorded as they are`(text: String) async throws {
        let talking = Talking()
        let folder = try TemporaryFolder()
        let record = folder.path + "/record.ns"
        try await talking.say(
            "for v in \(CommandText.value(text)), b; let last $v; let first \(CommandText.quoted(text)); end")
        try await talking.say("record \(record)")
        let second = Talking()
        try await second.say("run \(record)")
        #expect(second.session.variables.value(of: "first") == text)
        #expect(second.session.variables.value(of: "last") == "b")
    }

    @Test func `a hint names columns as they are typed`() async throws {
        let folder = try TemporaryFolder()
        let rows = (0..<40).map { "\($0 + 5),\($0 * 7 % 11),\(["a", "b"][$0 % 2])\n" }.joined()
        let path = try folder.write(Array(("my count,x,y\n" + rows).utf8), to: "t.csv")
        let reports = try await Talking().say("load csv '\(path)' label y")
        let warnings = reports.compactMap { if case .loaded(let data) = $0 { data.warnings } else { nil } }.joined()
        #expect(warnings.contains { $0.contains("add `ignore 'my count'`") })
    }
}
