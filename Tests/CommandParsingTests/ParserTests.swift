import CommandLanguage
import CommandParsing
import Commands
import Session
import Testing

private let vocabulary = Vocabulary([
    .dataset: [.init("digits"), .init("fashion_mnist"), .init("cifar10"), .init("cifar100")],
    .selection: [.init("roulette"), .init("tournament")], .crossover: [.init("uniform")],
    .loss: [.init("categorical_crossentropy"), .init("mean_squared_error")], .activation: [.init("softmax")],
    .strategy: [.init("evolution"), .init("steady"), .init("ageing")],
])
private let grammar = Grammar(commands: Commands.all + [SampleCommand.self], vocabulary: vocabulary)

/// A command for settings with accessible values.
private struct SampleCommand: Command {
    let size: Int?
    let elitism: Double?
    let mutation: Double?
    let like: GenomeList?

    static let grammar = CommandGrammar(
        "sample", topic: .search, "a sample",
        form: .settings([
            Setting("size", .integer(1...100), "a number"), Setting("elitism", .fraction, "a fraction"),
            Setting("mutation", .fraction, "a fraction"), Setting("like", .genomes, "genomes"),
        ]), examples: [])

    init(_ captures: Captures) throws(Diagnostic) {
        size = captures.integer("size")
        elitism = captures.number("elitism")
        mutation = captures.number("mutation")
        like = captures.genomes("like")
    }
}

private func parse(
    _ text: String, _ words: WordSpelling = .full, _ variables: Variables = Variables()
) throws -> [ParsedCommand<any Command>] {
    let source = Source(name: "test.ns", text: text)
    guard case .statements(let statements) = try Lexer.read(source) else { return [] }
    return try statements.map { try Parser(grammar, words: words).parse($0, of: source, variables: variables) }
}

private func diagnosis(_ text: String, _ words: WordSpelling = .full) -> [String] {
    do {
        _ = try parse(text, words)
        return []
    } catch let diagnostic as Diagnostic {
        return diagnostic.lines
    } catch {
        return ["\(error)"]
    }
}

/// No text file has the character NUL, so a command with it could not be recorded.
@Suite struct NULTests {
    @Test(arguments: ["print a\0b", "print 'a\0'", "print \"\0\"", "!echo \0", "let a b; print \0 c"])
    func `a command with NUL is refused where it is`(text: String) {
        let reading = Lexer.readOn(Source(name: "test.ns", text: text))
        #expect(reading.mistakes.count == 1)
        let offset = Array(text.utf8).firstIndex(of: 0)
        #expect(reading.mistakes.first?.range.lowerBound == offset)
        #expect(reading.mistakes.first?.message.contains("NUL") == true)
    }

    @Test func `a comment may have any characters`() {
        #expect(Lexer.readOn(Source(name: "test.ns", text: "print a # \0\nprint b")).mistakes.isEmpty)
    }
}

@Suite struct ParserTests {
    @Test func `settings can be in any order`() throws {
        let command = try #require(try parse("sample elitism 5% size 20").first?.command as? SampleCommand)
        #expect(command.size == 20)
        #expect(command.elitism == 0.05)
        #expect(command.mutation == nil)
    }

    @Test(arguments: [
        #"ignore "a","b c""#, #"ignore 'a','b c'"#, #"ignore a,'b c'"#, #"ignore "a", "b c""#, #"ignore 'a',"b c""#,
    ])
    func `a comma beside a quote separates names, with or without a space`(text: String) throws {
        let parsed = try #require(try parse("load csv t.csv label y \(text) folds 2").first)
        guard case .csv(let table)? = (parsed.command as? LoadCommand)?.origin else { return #expect(Bool(false)) }
        #expect(table.ignored == ["a", "b c"])
        // The recorded text parses to the same command.
        let again = try #require(try parse(parsed.text).first?.command as? LoadCommand)
        guard case .csv(let second) = again.origin else { return #expect(Bool(false)) }
        #expect(second == table)
    }

    @Test func `the settings for the text of a table are parsed`() throws {
        let line =
            "load csv t.csv label y delimiter tab decimal comma thousands '.' encoding utf-16 missing '-','?' skip 2 "
            + "number a, b text c date d"
        guard case .csv(let table)? = (try parse(line).first?.command as? LoadCommand)?.origin else {
            return #expect(Bool(false))
        }
        #expect(
            table.delimiter == "tab" && table.decimal == "," && table.thousands == "." && table.encoding == "utf-16")
        #expect(table.missing == ["-", "?"] && table.skip == 2)
        #expect(table.numbers == ["a", "b"] && table.texts == ["c"] && table.dates == ["d"])
    }

    @Test func `semicolons, comments and continued lines work as in a shell`() throws {
        let commands = try parse("seed 7; workers 2 # two\n\npopulation \\\n  size 20\r\n#nothing\n")
        #expect(commands.map(\.text) == ["seed 7", "workers 2", "population size 20"])
    }

    @Test func `a warm start takes genomes separated by commas, or a file`() throws {
        func like(_ text: String) throws -> GenomeList? {
            try (parse(text).first?.command as? SampleCommand)?.like
        }
        let given = try like("sample size 20 like optimizer adam neurons0 128, neurons0 64")
        guard case .given(let genomes)? = given else {
            Issue.record("\(String(describing: given))")
            return
        }
        #expect(genomes.map { $0.map(\.gene) } == [["optimizer", "neurons0"], ["neurons0"]])
        #expect(genomes.map { $0.map(\.value) } == [[.text("adam"), .integer(128)], [.integer(64)]])
        guard case .file(let path)? = try like("sample like 'old.csv'") else {
            Issue.record("no file")
            return
        }
        #expect(path == "old.csv")
        #expect(diagnosis("population like optimizer")[0].contains("expected"))
    }

    @Test func `a range, a list and a step are values of a gene`() throws {
        func values(_ text: String) throws -> ValueList? {
            guard let gene = try parse("gene x in \(text)").first?.command as? GeneCommand,
                case .set(_, let values, _) = gene.action
            else { return nil }
            return values
        }
        #expect(try values("a, b , c") == .list([.text("a"), .text("b"), .text("c")]))
        #expect(try values("1,2.5, '3'") == .list([.integer(1), .real(2.5), .text("3")]))
        #expect(
            try values("1..<10")
                == .range(
                    lower: .integer(1), upper: .integer(10), isUpperIncluded: false, step: nil, isLogarithmic: false))
        #expect(
            try values("0..0.5 by 0.1")
                == .range(
                    lower: .integer(0), upper: .real(0.5), isUpperIncluded: true, step: .real(0.1), isLogarithmic: false
                ))
        #expect(
            try values("1e-4..1e-1 log")
                == .range(
                    lower: .real(1e-4), upper: .real(0.1), isUpperIncluded: true, step: nil, isLogarithmic: true))
    }

    @Test func `words may be abbreviated at the prompt and are recorded in full`() throws {
        #expect(try parse("pop si 20", .mayBeShortened).map(\.text) == ["population size 20"])
        #expect(try parse("lo fash li 100", .mayBeShortened).map(\.text) == ["load fashion_mnist limit 100"])
        #expect(
            diagnosis("load cif", .mayBeShortened)
                == [
                    "test.ns:1:6: error: \"cif\" is short for several words: cifar10, cifar100", "load cif", "     ^~~",
                ])
        #expect(
            diagnosis("pop size 20")[0]
                == "test.ns:1:1: error: \"pop\" is abbreviated, but scripts need full words; did you mean \"population\"?"
        )
    }

    @Test(arguments: [
        ("popuation size 20", "1:1: error: unknown command \"popuation\"; did you mean \"population\"?", "^~~~~~~~~"),
        ("evolve ten", "1:8: error: expected a whole number from 1 to 1000000000, found \"ten\"", "       ^~~"),
        (
            "evolve 10 gaol 5",
            "1:11: error: expected `goal`, `for`, `patience` or `live`, found \"gaol\"; did you mean \"goal\"?",
            "          ^~~~"
        ),
        (
            "population size", "1:16: error: expected a whole number from 1 to 1000000 after \"size\"",
            "               ^"
        ),
        ("population size 20 size 30", "1:20: error: \"size\" is given twice", "                   ^~~~"),
        (
            "load cifar11",
            "1:6: error: unknown dataset \"cifar11\"; expected one of digits, fashion_mnist, cifar10, cifar100; did you mean \"cifar10\"?",
            "     ^~~~~~~"
        ),
        ("maximize x / ", "1:13: error: expected a number, a name or (, found the end", "            ^"),
        ("maximize x +* y", "1:13: error: expected a number, a name or (, found \"*\"", "            ^"),
        (
            "population elitism 200%", "1:20: error: expected a fraction from 0% to 100%, found \"200%\"",
            "                   ^~~~"
        ),
        ("print 'open", "1:7: error: the quote ' is never closed", "      ^"),
    ])
    func `an error shows the position, the line and a caret`(text: String, message: String, caret: String) throws {
        var lines = diagnosis(text)
        if lines.isEmpty, case .incomplete(let diagnostic) = try Lexer.read(Source(name: "test.ns", text: text)) {
            lines = diagnostic.lines
        }
        #expect(lines == ["test.ns:" + message, text, caret])
    }

    @Test func `the caret counts characters, not bytes`() {
        #expect(diagnosis("print λ世界é; evolve é")[0].hasPrefix("test.ns:1:20: error:"))
    }

    @Test func `each variable is one value, and missing ones are reported`() throws {
        var variables = Variables(arguments: ["digits", "a b"])
        variables.set("size", to: "12")
        #expect(
            try parse("load $1; population size $size", .full, variables).map(\.text) == [
                "load digits", "population size 12",
            ])
        #expect(try parse("print \"$2!\" ${3:-x} '$2'", .full, variables).map(\.text) == ["print 'a b!' x '$2'"])
        #expect(diagnosis("load $1")[0].contains("$1 has no value, because the script was given 0 arguments"))
    }

    @Test func `a recorded command parses to the same command`() throws {
        for text in [
            "plot yrange -0.5..1e3 to a.pdf size 8.5cm x 60mm font 'Times New Roman,9' dpi 300 replace",
            "print \"it's\"", "plot title \"a 'b' $\" to '/tmp/x y.png'", "!echo 'a' | wc", "gene n in 'x y', b",
        ] {
            let first = try #require(try parse(text).first)
            #expect(try parse(first.text).first?.text == first.text)
        }
    }

    @Test(arguments: [
        (
            "load csv t.csv label y centre pixel",
            "`centre` works only with `load npz`, `load idx`, `load images` and `load DATASET`; leave it out here"
        ),
        ("load digits size 32x32", "`size` works only with `load images`; leave it out here"),
        ("load images folder label y", "`label` works only with `load csv`; leave it out here"),
        ("plot yrange 1..0.5", "expected a range such as 0.8..1, found \"1..0.5\""),
        ("plot to a.pdf size 85x60", "expected a size from 20mm to 1200mm, such as 85mm x 60mm, found \"85x60\""),
        ("plot to a.pdf size 2mm x 60mm", "expected a size from 20mm to 1200mm, such as 85mm x 60mm, found \"2mm\""),
        ("plot to a.pdf font 'Times,100'", "expected a font such as 'Times' or 'Times,9', with 3 to 72 points"),
        ("plot dpi 300", "`dpi` is for files; add a file, for example `to 'plot.pdf'`"),
        ("load idx a b regression", "`regression` works only with `load csv` and `load npz`; leave it out here"),
        ("workers 2 through", "expected a launcher's command in quotes, such as 'srun --ntasks=1', after \"through\""),
        ("evolve 5 goal x", "expected a number after \"x\""),
        ("gene x in 1..", "expected numbers as bounds of a range, such as 1..10, found \"1..\""),
        (
            "forget",
            "expected `all`, `session`, `experiment`, `answers` or a condition on scores, epochs, seconds and days after \"forget\""
        ),
        ("quit now", "nothing may follow `quit`; remove \"now\""),
        ("exit 3", "nothing may follow `exit`; remove \"3\""),
    ])
    func `a word that fits elsewhere, or is missing, is named with its place`(text: String, message: String) {
        #expect(diagnosis(text).first?.hasSuffix("error: \(message)") == true, "\(diagnosis(text))")
    }

    @Test(arguments: [
        ("maximize if(g is 'b c', 1, 0)", "if(g = 'b c', 1, 0)"), ("maximize if(g='b c',1,0)", "if(g = 'b c', 1, 0)"),
        ("maximize if((g=\"it's\"),1,0)", "if(g = \"it's\", 1, 0)"),
        ("maximize (g is \"$word\") + $sum", "(g = \"b'\\\"c\") + x + 1"), ("maximize 'b-c' is g", "'b-c' = g"),
        ("maximize sum(i in 0..$last, x[i] * [3, 5][i])", "sum(i in 0..1, x[i] * [3, 5][i])"),
    ])
    func `an expression keeps the quotes of its words, and is recorded as it was typed`(
        text: String, wanted: String
    ) throws {
        var variables = Variables()
        variables.set("word", to: "b'\"c")
        variables.set("sum", to: "x + 1")
        variables.set("last", to: "1")
        let parsed = try #require(try parse(text, .full, variables).first)
        let again = try #require(try parse(parsed.text).first)
        for command in [parsed.command, again.command] {
            guard case .expression(let expression)? = (command as? MaximizeCommand)?.objective else {
                Issue.record("no expression")
                return
            }
            #expect("\(expression)" == wanted)
        }
    }

    @Test func `an error in a quoted word of an expression has its position`() {
        #expect(diagnosis("maximize 2 + 'a b'")[0].contains("1:14: error: expected a number, found the word 'a b'"))
    }

    @Test func `no input crashes the lexer or the parser`() {
        var state: UInt64 = 7
        let pieces = [
            "load", "digits", "gene", "in", "1..", "..", "<", "'", "\"", "$", "${", "}", "\\", ";", "#", "\n", " ", "%",
            "λ", "!", ",",
        ]
        for _ in 0..<20_000 {
            var text = ""
            state = state &* 6_364_136_223_846_793_005 &+ 1
            for _ in 0..<(state >> 60) {
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                text += pieces[Int(state >> 33) % pieces.count]
                if state & 1 << 32 == 0 { text += " " }
            }
            _ = diagnosis(text, .mayBeShortened)
        }
    }
}

@Suite struct GrammarTests {
    @Test func `completion offers the words that are valid at the cursor`() {
        func words(_ words: [String]) -> [String] {
            grammar.expectations(after: words).compactMap { if case .word(let word, _) = $0 { word } else { nil } }
        }
        #expect(words([]).contains("evolve"))
        #expect(words(["load"]) == ["csv", "npz", "idx", "images", "digits", "fashion_mnist", "cifar10", "cifar100"])
        #expect(words(["population", "size", "20"]).contains("elitism"))
        #expect(!words(["population", "size", "20"]).contains("size"))
        #expect(words(["pop", "sel"]) == ["roulette", "tournament"])
    }

    @Test func `no two commands have the same name or synonym`() {
        let names = Commands.all.flatMap { [$0.grammar.name] + $0.grammar.synonyms }
        #expect(Set(names).count == names.count)
        #expect(names.contains("exit") && names.contains("?"))
    }

    @Test func `a synonym is recorded as the command that it stands for`() throws {
        let parser = Parser(Grammar(commands: Commands.all, vocabulary: Vocabulary([:])), words: .full)
        for (text, recorded) in [
            ("exit", "quit"), ("? evolve", "help evolve"), ("?evolve", "help evolve"), ("clear", "clear"),
        ] {
            let source = Source(name: "", text: text)
            let statement = try #require(Lexer.readOn(source).statements.first)
            #expect(try parser.parse(statement, of: source, variables: Variables()).text == recorded)
        }
    }
}
