import Expressions
import Testing

@Suite struct CommandTemplateTests {
    private func words(_ text: String, _ values: [String: String] = [:]) throws -> [String] {
        try CommandTemplate(parsing: text).words { values[$0] ?? "?" }
    }

    @Test func `a command is split at blanks, and quotes keep a word together`() throws {
        #expect(
            try words("python3  train.py\t--name 'a b' \"c \\\"d\\\" $e\" ''") == [
                "python3", "train.py", "--name", "a b", "c \"d\" $e", "",
            ])
    }

    @Test func `a gene in braces is replaced within its word, whatever its value contains`() throws {
        let values = ["lr": "0.1", "name": "x y' ; rm {lr}"]
        #expect(try words("train --lr={lr} {name}{lr}", values) == ["train", "--lr=0.1", "x y' ; rm {lr}0.1"])
        #expect(try words("sh -c 'echo {lr}'", values) == ["sh", "-c", "echo 0.1"])
    }

    @Test func `two braces are one literal brace`() throws {
        #expect(try words("awk '{{print {n}}'", ["n": "1"]) == ["awk", "{print 1}"])
    }

    @Test(arguments: [
        ("on", ["train", "--bn"]), ("off", ["train"]), ("true", ["train", "--bn"]), ("false", ["train"]),
        ("yes", ["train", "--bn"]), ("no", ["train"]), ("1", ["train", "--bn"]), ("0", ["train"]),
        ("True", ["train", "--bn"]), ("", ["train"]), ("2", ["train"]),
    ])
    func `a flag is its word if the gene is on, and nothing otherwise`(value: String, wanted: [String]) throws {
        #expect(try words("train {bn?--bn}", ["bn": value]) == wanted)
    }

    @Test func `a flag can have a second word, and is part of its word`() throws {
        for (value, word) in [("on", "--bn"), ("off", "--no-bn"), ("", "--no-bn")] {
            #expect(try words("train {bn?--bn:--no-bn} -v", ["bn": value]) == ["train", word, "-v"])
        }
        #expect(try words("train --norm={bn?batch:a:b}", ["bn": "on"]) == ["train", "--norm=batch"])
        #expect(try words("train --norm={bn?batch:a:b}", ["bn": "off"]) == ["train", "--norm=a:b"])
        #expect(try words("train {bn?:--plain}", ["bn": "on"]) == ["train"])
        #expect(try words("train '{bn?batch norm}'", ["bn": "on"]) == ["train", "batch norm"])
    }

    @Test func `an empty word is left out unless it is in quotes`() throws {
        #expect(
            try words("train {x} {x}{y} --a={x} '{x}' \"\" -v", ["x": "", "y": ""]) == ["train", "--a=", "", "", "-v"])
    }

    @Test func `a flag whose gene is never on is reported with its position`() throws {
        let command = try CommandTemplate(parsing: "train {lr} {act?--act}")
        #expect(command.namesInOrder == ["lr", "act"])
        do {
            try command.checkFlags { $0 == "lr" }
            Issue.record("no error")
        } catch {
            #expect(error.range == 11..<22)
            #expect(
                error.description
                    == "the flag {act?…} is never on, because no value of act is on, true, yes or 1")
        }
        #expect(throws: ExpressionError.self) { try command.check(names: ["lr"]) }
    }

    @Test func `names are returned, and an unknown gene is reported with its position`() throws {
        let command = try CommandTemplate(parsing: "train {lr} {depht}")
        #expect(command.names == ["lr", "depht"])
        do {
            try command.check(names: ["lr", "depth"])
            Issue.record("no error")
        } catch {
            #expect(error.range == 11..<18)
            #expect(error.description == "there is no gene \"depht\"; did you mean \"depth\"?")
        }
    }

    @Test(arguments: [
        ("", 0..<1, "expected a command such as 'python3 train.py --lr {lr}'"),
        ("train 'a", 6..<7, "the quote ' is never closed"),
        ("train {lr", 6..<9, "expected a gene's name and } after {; `{{` is a literal brace"),
        ("train {}", 6..<7, "expected a gene's name and } after {; `{{` is a literal brace"),
        ("train {?--bn}", 6..<7, "expected a gene's name and } after {; `{{` is a literal brace"),
        ("train {bn?--bn", 6..<14, "the flag {bn?… is never closed; expected }"),
        ("train '{bn?--bn'", 7..<15, "the flag {bn?… is never closed; expected }"),
        ("train {bn?}", 6..<11, "expected a word in {bn?…}, such as {bn?--bn} or {bn?--bn:--no-bn}"),
        ("train {bn?:}", 6..<12, "expected a word in {bn?…}, such as {bn?--bn} or {bn?--bn:--no-bn}"),
        ("train {bn?--{x}}", 12..<13, "expected the words of {bn?…} and }, found another {"),
        (
            "train {bn?--bn on}", 14..<15,
            "a space in {bn?…} needs quotes around the braces: one flag gives one word"
        ),
    ])
    func `a malformed command is reported with the position`(text: String, range: Range<Int>, message: String) {
        do {
            _ = try CommandTemplate(parsing: text)
            Issue.record("no error")
        } catch {
            #expect(error.range == range)
            #expect(error.description == message)
        }
    }
}
