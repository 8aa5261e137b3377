import CommandLanguage
import CommandParsing
import Commands
import Testing

/// The command of a program as an objective.
@Suite struct ProgramParsingTests {
    private let grammar = Grammar(commands: Commands.all, vocabulary: Vocabulary([:]))

    private func diagnosis(_ text: String) -> [String] {
        do {
            let source = Source(name: "test.ns", text: text)
            guard case .statements(let statements) = try Lexer.read(source) else { return ["unfinished"] }
            _ = try Parser(grammar, words: .full).parse(statements[0], of: source, variables: Variables())
            return []
        } catch {
            return error.lines
        }
    }

    @Test(arguments: [
        "maximize output of 'awk \"{ print NR }\" rows.txt'",
        "minimize output of 'awk \"{ print NR }\" {x}' kept running",
        "maximize output of 'echo {x y}'", "maximize output of 'echo {}' timeout 3s", "minimize output of 'echo {x'",
    ])
    func `a brace that encloses no gene is shown, with the way to write a literal one`(text: String) throws {
        let lines = diagnosis(text)
        let brace = try #require(text.firstIndex(of: "{"))
        let column = text.distance(from: text.startIndex, to: brace)
        #expect(
            lines.first
                == "test.ns:1:\(column + 1): error: expected a gene's name and } after {; `{{` is a literal brace")
        #expect(lines.last?.hasPrefix(String(repeating: " ", count: column) + "^") == true)
    }

    @Test func `a quote that is never closed within the command is shown`() {
        #expect(
            diagnosis("maximize output of \"echo 'a\"").first
                == "test.ns:1:26: error: the quote ' is never closed")
    }

    @Test func `a gene may be named output`() {
        #expect(diagnosis("maximize output") == [])
        #expect(diagnosis("maximize output + 1") == [])
    }
}
