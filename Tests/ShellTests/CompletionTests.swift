import Foundation
import Support
import Testing

@Suite("Completion")
struct CompletionTests {
    /// Types a line, presses Tab once, and waits for the completed line.
    private func complete(_ line: String, in terminal: Terminal, to result: String) throws {
        terminal.press(.controlU)
        try terminal.waitForPrompt()
        terminal.type(line)
        terminal.press(.tab)
        try terminal.wait(forTyped: result)
    }

    /// Types a line, presses Tab once, and waits until all given texts are listed below it.
    private func list(_ line: String, in terminal: Terminal, shows texts: [String]) throws {
        terminal.press(.controlU)
        try terminal.waitForPrompt()
        terminal.type("\u{0C}" + line)
        terminal.press(.tab)
        try terminal.wait(for: "\(texts) after `\(line)` and Tab") { screen in
            screen.isAtPrompt && texts.allSatisfy { text in screen.lines.contains { $0.contains(text) } }
        }
    }

    private func wide(_ home: Home) throws -> Terminal { try Terminal.shell(home: home, columns: 120, rows: 80) }

    @Test(
        "one Tab completes a single candidate, in every position",
        arguments: [
            ("load dig", "load digits"), ("load digits val", "load digits validation"),
            ("pop si", "pop size"), ("population selection tourn", "population selection tournament"),
            ("training loss categorical_c", "training loss categorical_crossentropy"),
            ("training output softm", "training output softmax"), ("help evo", "help evolve"),
            ("gene learn", "gene learning_rate"), ("gene optimizer in adamw, nad", "gene optimizer in adamw, nadam"),
            ("gene optimizer in adamw,nad", "gene optimizer in adamw,nadam"),
            ("maximize accuracy - 1e-7*param", "maximize accuracy - 1e-7*parameters"),
            ("forget acc", "forget accuracy"), ("expect gen", "expect generation"), ("strategy age", "strategy ageing"),
            ("print 1; load dig", "print 1; load digits"), ("training loss crossent", "training loss crossent"),
        ])
    func completesArguments(line: String, result: String) throws {
        let terminal = try wide(try Home())
        try complete(line, in: terminal, to: result)
        #expect(try terminal.leave() == 0)
    }

    @Test("existing genes are offered with their values")
    func completesGenes() throws {
        let terminal = try wide(try Home())
        try terminal.enter("gene width in 8, 16")
        try terminal.enter("gene kind in round, square")
        try complete("gene remove wi", in: terminal, to: "gene remove width")
        try complete("population like ki", in: terminal, to: "population like kind")
        try complete("population like kind sq", in: terminal, to: "population like kind square")
        try complete("gene depth in 1, 2 when ki", in: terminal, to: "gene depth in 1, 2 when kind")
        try complete("gene depth in 1, 2 when kind is ro", in: terminal, to: "gene depth in 1, 2 when kind is 'round'")
        try complete("maximize wid", in: terminal, to: "maximize width")
        try list("population like ", in: terminal, shows: ["GENE VALUE", "in 8, 16", "in round, square"])
        #expect(try terminal.leave() == 0)
    }

    @Test("a typed row completes the current network's columns, with their ranges and categories")
    func completesRow() throws {
        let home = try Home()
        let rows = (0..<40).map { "\($0 % 2 == 0 ? "red" : "blue"),\($0 % 10),\($0 % 2)\n" }
        try home.write("colour,size mm,kind\n" + rows.joined(), to: "a.csv")
        let terminal = try wide(home)
        try terminal.enter("load csv a.csv label kind")
        try terminal.enter("training epochs 1; population size 2 litter 1; evolve 1; train fittest epochs 1")
        try complete("predict col", in: terminal, to: "predict colour")
        try complete("predict colour bl", in: terminal, to: "predict colour blue")
        // After a column, `replace` is not offered beside `red`.
        try complete("predict colour re", in: terminal, to: "predict colour red")
        try complete("predict colour blue si", in: terminal, to: "predict colour blue 'size mm'")
        try complete("predict a.csv keep col", in: terminal, to: "predict a.csv keep colour")
        #expect(try terminal.leave() == 0)
    }

    @Test("columns of the loaded table are offered, except those already named")
    func completesColumns() throws {
        let home = try Home()
        try home.write("sepal;petal length;kind\n1;2;round\n3;4;square\n", to: "flowers.csv")
        let terminal = try wide(home)
        try complete("load csv flowers.csv label ki", in: terminal, to: "load csv flowers.csv label kind")
        try complete(
            "load csv flowers.csv label kind features pe", in: terminal,
            to: "load csv flowers.csv label kind features 'petal length'")
        try complete(
            "load csv flowers.csv label kind features sepal, pe", in: terminal,
            to: "load csv flowers.csv label kind features sepal, 'petal length'")
        try complete("load csv flowers.csv ignore s", in: terminal, to: "load csv flowers.csv ignore sepal")
        #expect(try terminal.leave() == 0)
    }

    @Test("variables are offered with their values")
    func completesVariables() throws {
        let terminal = try wide(try Home())
        try terminal.enter("let data digits")
        try complete("load $da", in: terminal, to: "load $data")
        #expect(try terminal.leave() == 0)
    }

    @Test("files are offered, quoted if necessary, and folders can be continued")
    func completesFiles() throws {
        let home = try Home()
        for name in ["alpha.ns", "my table.csv", "folder/inner.ns", "it's.ns"] { try home.write("", to: name) }
        let terminal = try wide(home)
        try complete("run al", in: terminal, to: "run alpha.ns")
        try complete("run fol", in: terminal, to: "run folder/")
        try complete("run folder/i", in: terminal, to: "run folder/inner.ns")
        try complete("run ~/al", in: terminal, to: "run ~/alpha.ns")
        try complete("load digits from my", in: terminal, to: "load digits from 'my table.csv'")
        try complete("load digits from \"my t", in: terminal, to: "load digits from \"my table.csv\"")
        try complete("run it", in: terminal, to: "run \"it's.ns\"")
        try complete("!cat al", in: terminal, to: "!cat alpha.ns")
        #expect(try terminal.leave() == 0)
    }

    @Test("several candidates are listed with a line of help each, and so are placeholders for free values")
    func listsWithDescriptions() throws {
        let terminal = try wide(try Home())
        try list(
            "evolve ", in: terminal,
            shows: ["N         number of generations", "goal      stops with", "for       stops after"])
        #expect(terminal.screen.typed == "evolve")
        try list("load ", in: terminal, shows: ["digits ", "wine "])
        try list(
            "training loss ", in: terminal, shows: ["categorical_crossentropy  ", "mean_squared_error        "])
        try list("population size ", in: terminal, shows: ["N  organisms in a generation"])
        try list("show ", in: terminal, shows: ["fittest ", "history "])
        try list("maximize ", in: terminal, shows: ["accuracy ", "sqrt( ", "the square root"])
        try list("maximize accuracy ", in: terminal, shows: ["-      difference"])
        #expect(try terminal.leave() == 0)
    }

    @Test("Tab a second time does not list the candidates again")
    func listsOnce() throws {
        let terminal = try wide(try Home())
        terminal.type("show ")
        terminal.press(.tab)
        func count(_ screen: Screen) -> Int { screen.transcript.count { $0.hasPrefix("fittest ") } }
        try terminal.wait(for: "the list") { $0.isAtPrompt && count($0) == 1 }
        terminal.press(.tab, .tab)
        terminal.type("h")
        try terminal.wait(forTyped: "show h")
        #expect(count(terminal.screen) == 1)
        terminal.press(.backspace, .tab)
        try terminal.wait(for: "the list again") { $0.isAtPrompt && count($0) == 2 }
        #expect(try terminal.leave() == 0)
    }

    @Test("columns of tables, births and genes of plots are offered")
    func completesResults() throws {
        let terminal = try wide(try Home())
        try terminal.enter("gene width in 8, 16; gene depth in 1..9; maximize width * depth")
        try terminal.enter("population size 4; evolve 2")
        try list("show population by ", in: terminal, shows: ["COLUMN", "birth", "generation", "fitness", "depth"])
        try complete("show population by dep", in: terminal, to: "show population by depth")
        try complete("sh hist by fai", in: terminal, to: "sh hist by failures")
        try complete("show history by 'best s", in: terminal, to: "show history by 'best so far'")
        try complete("export csv a.csv of fittest by fit", in: terminal, to: "export csv a.csv of fittest by fitness")
        try complete("plot genes of wi", in: terminal, to: "plot genes of width")
        try complete("plot genes of width, d", in: terminal, to: "plot genes of width, depth")
        try list("why ", in: terminal, shows: ["N  the number of its birth", ", generation 1", ", generation 2"])
        try list("plot lineage ", in: terminal, shows: [", generation 2"])
        #expect(try terminal.leave() == 0)
    }

    @Test("files that fit the command come first, then folders, then all others")
    func ordersFiles() throws {
        let home = try Home()
        for name in ["a.csv", "b.ns", "c.session", "d.h5", "e.png", "sub/x", "z.txt"] { try home.write("", to: name) }
        let terminal = try wide(home)
        let names = Set(["a.csv", "b.ns", "c.session", "d.h5", "e.png", "sub/", "z.txt"])
        for (line, order) in [
            ("run ", ["b.ns", "sub/", "a.csv", "c.session", "d.h5", "e.png", "z.txt"]),
            ("open session ", ["c.session", "sub/", "a.csv", "b.ns", "d.h5", "e.png", "z.txt"]),
            ("open network ", ["d.h5", "sub/", "a.csv", "b.ns", "c.session", "e.png", "z.txt"]),
            ("predict ", ["a.csv", "e.png", "sub/", "b.ns", "c.session", "d.h5", "z.txt"]),
        ] {
            try list(line, in: terminal, shows: Array(names))
            try terminal.wait(for: "the order after `\(line)`") { screen in
                Array(screen.lines.filter(names.contains).suffix(names.count)) == order
            }
        }
        #expect(try terminal.leave() == 0)
    }

    @Test("every command has its line of help")
    func describesAll() throws {
        let terminal = try wide(try Home())
        terminal.press(.tab)
        try terminal.wait(for: "the commands") { screen in
            screen.promptCount == 2 && screen.lines.contains { $0.hasPrefix("evolve ") }
        }
        let rows = terminal.screen.lines.drop { $0 != "ns>" }.dropFirst().prefix { $0 != "ns>" }
        #expect(rows.count > 30)
        #expect(rows.allSatisfy { $0.contains("  ") })
        #expect(try terminal.leave() == 0)
    }

    @Test("in a low window the commands are listed in columns with abbreviated help")
    func listsInColumns() throws {
        let terminal = try Terminal.shell(home: try Home(), rows: 40)
        terminal.press(.tab)
        try terminal.wait(for: "the list") { screen in
            screen.isAtPrompt && screen.promptCount == 2
                && screen.lines.contains { $0.hasPrefix("load") && $0.contains("dataset") }
        }
        #expect(try terminal.leave() == 0)
    }
}
