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
