import CommandLanguage
import CommandParsing
import Commands
import Session
import Testing

@Suite struct SeveralObjectivesParsingTests {
    private let grammar = Grammar(commands: Commands.all, vocabulary: Vocabulary([:]))

    private func parse(_ text: String) throws -> any Command {
        let source = Source(name: "test.ns", text: text)
        guard case .statements(let statements) = try Lexer.read(source) else { throw CancellationError() }
        return try Parser(grammar, words: .full).parse(statements[0], of: source, variables: Variables()).command
    }

    private func diagnosis(_ text: String) -> [String] {
        do {
            _ = try parse(text)
            return []
        } catch let error as Diagnostic {
            return error.lines
        } catch {
            return ["\(error)"]
        }
    }

    @Test func `each objective has its direction and its expression`() throws {
        let command = try #require(
            try parse("maximize a and b and minimize x / 2 and maximize -y") as? MaximizeCommand)
        guard case .expression(let first) = command.objective else {
            Issue.record("\(command)")
            return
        }
        #expect("\(first)" == "a and b")
        #expect(command.further.map(\.direction) == [.minimize, .maximize])
        let expressions = command.further.compactMap { objective -> String? in
            if case .expression(let expression) = objective.value { "\(expression)" } else { nil }
        }
        #expect(expressions == ["x / 2", "-y"])
    }

    @Test func `numbers of a program may have names`() throws {
        let command = try #require(
            try parse("minimize output of './a' repeat 2 named loss and minimize output named seconds")
                as? MinimizeCommand)
        guard case .output(_, let words) = command.objective else {
            Issue.record("\(command)")
            return
        }
        #expect(words.name == "loss" && words.repeats == 2)
        #expect(command.further.map(\.value) == [.output(name: "seconds")])
    }

    @Test func `an error in a later objective is shown at its position`() {
        #expect(
            diagnosis("maximize a and minimize b / ")
                == [
                    "test.ns:1:28: error: expected a number, a name or (, found the end",
                    "maximize a and minimize b / ",
                    "                           ^",
                ])
        #expect(
            diagnosis("maximize x and minimize output")[0].hasPrefix("test.ns:1:25: error: there is no program"))
    }

    @Test func `four objectives are the most`() {
        #expect(diagnosis("maximize a and minimize b and minimize c and minimize d").isEmpty)
        #expect(!diagnosis("maximize a and minimize b and minimize c and minimize d and minimize e").isEmpty)
    }

    @Test func `an objective may continue, and another one may follow`() {
        func words(after text: String) -> [String] {
            grammar.expectations(after: text.split(separator: " ").map(String.init)).compactMap {
                if case .word(let word, _) = $0 { word } else { nil }
            }
        }
        #expect(words(after: "maximize a") == ["and"])
        #expect(words(after: "maximize a and") == ["maximize", "minimize"])
        #expect(words(after: "maximize a and minimize") == ["output"])
        #expect(words(after: "maximize a and minimize b") == ["and"])
    }
}
