import CommandLanguage
import CommandParsing
import Commands
import Foundation
import HelpPages
import Session
import Testing

@Suite struct SyntaxTests {
    private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// Every documented example: of the commands, of the help pages, and the scripts.
    private static func examples(_ grammar: Grammar) throws -> [String] {
        let commands = grammar.commands.flatMap { $0.grammar.examples.map(\.line) }
        let pages = HelpPage.all.flatMap { page -> [String] in
            page.text.components(separatedBy: "```").enumerated().compactMap { number, block in
                number % 2 == 1 && block.hasPrefix("ns\n") ? String(block.dropFirst(3)) : nil
            }
        }
        let folders = [root.appending(path: "Scripts"), root.appending(path: "Scripts/lessons")]
        let scripts = try folders.flatMap { folder in
            try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
                .filter { $0.pathExtension == "ns" }.map { try String(contentsOf: $0, encoding: .utf8) }
        }
        return commands + pages + scripts
    }

    /// A text with the kinds that the parser and the lexer find, and the scopes that an editor finds.
    private struct Example {
        let text: String
        let scopes: [String?]
        let spans: [Highlighting.ColoredSpan]
        let statements: [Statement]

        init(_ text: String, _ session: Session, _ coloring: TextMateColoring) throws {
            self.text = text
            // Of ASCII, offsets in UTF-8 and UTF-16 are the same.
            scopes = try coloring.scopes(of: text)
            spans = Highlighting(grammar: session.grammar, variables: Variables()).spans(of: text + " ")
            statements = Lexer.readOn(Source(name: "", text: text)).statements
        }

        func part(_ range: Range<Int>) -> String {
            String(decoding: Array(text.utf8)[range.clamped(to: 0..<text.utf8.count)], as: UTF8.self)
        }

        /// Returns the classes within a range: the scopes without their details.
        func classes(_ range: Range<Int>) -> Set<String> {
            Set(range.clamped(to: 0..<scopes.count).map { scopes[$0].map(Example.kind) ?? "" })
        }

        private static func kind(_ scope: String) -> String {
            switch scope {
            case "keyword.other.ns", "keyword.control.ns": "command"
            case "entity.other.attribute-name.ns": "word"
            case "string.quoted.ns", "constant.character.escape.ns", "variable.parameter.ns": "text"
            default: scope
            }
        }
    }

    @Test func `the patterns colour every documented example as the parser reads it`() throws {
        let session = Session(commands: Commands.table(), processors: 1)
        let coloring = try TextMateColoring(json: SyntaxDefinition(session.grammar).file(.vscode))
        for text in try Self.examples(session.grammar) where text.utf8.allSatisfy({ $0 < 0x80 }) {
            let example = try Example(text, session, coloring)
            for span in example.spans {
                let classes = example.classes(span.range)
                let part = example.part(span.range)
                // A comma after a text belongs to none.
                let comma = part.hasSuffix(",") ? [""] : []
                switch span.kind {
                case .command: #expect(classes == ["command"], "\(part): \(classes) in \(text)")
                case .word: #expect(classes == ["word"], "\(part): \(classes) in \(text)")
                case .text:
                    #expect(
                        classes.isSubset(of: ["text", "variable.other.ns"] + comma), "\(part): \(classes) in \(text)")
                case .comment: #expect(classes == ["comment.line.number-sign.ns"], "\(part): \(classes) in \(text)")
                case .variable, .mistake:
                    // Variables have no values here.
                    if part.contains("$") {
                        #expect(classes.contains("variable.other.ns"), "\(part): \(classes) in \(text)")
                    }
                }
            }
            try Self.checkOthers(example)
        }
    }

    /// Checks numbers and placeholders, and that no other word has the class of a word of the language.
    private static func checkOthers(_ example: Example) throws {
        let known = example.spans.filter { $0.kind == .command || $0.kind == .word }.map(\.range)
        for statement in example.statements {
            let command = statement.words[0].literal ?? ""
            for word in statement.words {
                let part = example.part(word.range)
                let classes = example.classes(word.range)
                if !word.isQuoted, !part.contains("$"), !["print", "pause"].contains(command),
                    part.wholeMatch(of: /[-+]?[0-9]+(\.[0-9]+)?(e[-+]?[0-9]+)?(%|ms|min|s|h)?,?/) != nil
                {
                    #expect(
                        example.scopes[word.range.lowerBound] == "constant.numeric.ns", "\(part) in \(example.text)")
                }
                if word.isQuoted, ["maximize", "minimize"].contains(command) {
                    for match in part.matches(of: /\{[a-z]\w*\}/) {
                        let start =
                            word.range.lowerBound
                            + part.utf8.distance(from: part.startIndex, to: match.range.lowerBound)
                        #expect(example.scopes[start] == "variable.parameter.ns", "\(part) in \(example.text)")
                    }
                }
                // `expect error TEXT COMMAND` has the words of another command.
                // `and` joins objectives, and conditions within an expression; `of` names the class of a score.
                let isEither = ["and", "of"].contains(part) && ["maximize", "minimize"].contains(command)
                if !known.contains(word.range), !isEither, command != "expect", !part.hasPrefix("!"),
                    !statement.hasVariables
                {
                    #expect(!classes.contains("word") && !classes.contains("command"), "\(part) in \(example.text)")
                }
            }
        }
    }

    @Test func `each class is found where it should be`() throws {
        let session = Session(commands: Commands.table(), processors: 1)
        let coloring = try TextMateColoring(json: SyntaxDefinition(session.grammar).file(.vscode))
        let text = """
            minimize output of 'train --lr {lr} {{x}}' timeout 10min # seen
            for n in 1e-3..5%; print "a $n \\" b"; end
            load digits \\
              limit 5; gene x in 1..<9 by 2; maximize sqrt(x) mod 2
            !ls; load digits
            """
        let scopes = try coloring.scopes(of: text)
        func found(_ scope: String) -> [String] {
            var parts: [String] = []
            for (index, unit) in text.utf16.enumerated() {
                let character = String(decoding: [unit], as: UTF16.self)
                guard scopes[index] == scope else { continue }
                if index > 0, scopes[index - 1] == scope, !parts.isEmpty {
                    parts[parts.count - 1] += character
                } else {
                    parts.append(character)
                }
            }
            return parts
        }
        #expect(found("keyword.other.ns") == ["minimize", "print", "load", "gene", "maximize", "!"])
        #expect(found("keyword.control.ns") == ["for", "end"])
        #expect(found("entity.other.attribute-name.ns") == ["output", "of", "timeout", "in", "limit", "in"])
        #expect(found("support.constant.ns") == ["digits"])
        #expect(found("support.function.ns") == ["sqrt"])
        #expect(found("keyword.operator.ns") == ["..", "..<", "by", "mod"])
        #expect(found("constant.numeric.ns") == ["10min", "1e-3", "5%", "5", "1", "9", "2", "2"])
        #expect(found("constant.character.escape.ns") == ["{{", "}}", "\\\""])
        #expect(found("variable.parameter.ns") == ["{lr}"])
        #expect(found("variable.other.ns") == ["$n"])
        #expect(found("comment.line.number-sign.ns") == ["# seen"])
        #expect(found("string.quoted.ns") == ["'train --lr ", " ", "x", "'", "\"a ", " ", " b\""])
    }

    @Test func `the file for Sublime Text and bat has the same patterns`() throws {
        let definition = SyntaxDefinition(Session(commands: Commands.table(), processors: 1).grammar)
        let json = try TextMateColoring(json: definition.file(.vscode)).expressions
        let yaml = definition.file(.sublime).split(separator: "\n").compactMap { line -> String? in
            guard let quoted = line.firstMatch(of: /- match: '(.*)'$/) else { return nil }
            return String(quoted.output.1).replacing("''", with: "'")
        }
        #expect(!json.isEmpty)
        #expect(yaml.sorted() == json.sorted())
    }

    @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/vim"), "Vim is not installed"))
    func `Vim reads its file and finds the same classes`() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "ns-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        try FileManager.default.createDirectory(
            at: folder.appending(path: "syntax"), withIntermediateDirectories: true)
        let syntax = SyntaxDefinition(Session(commands: Commands.table(), processors: 1).grammar).file(.vim)
        try syntax.write(to: folder.appending(path: "syntax/ns.vim"), atomically: true, encoding: .utf8)
        let text = "load digits limit 5 # seen\nprint \"$n\"; gene x in 1..9 by 2\n"
        try text.write(to: folder.appending(path: "a.ns"), atomically: true, encoding: .utf8)
        // Writes the group of the character at each of some positions.
        let script = """
            set nocompatible
            set runtimepath^=\(folder.path(percentEncoded: false))
            syntax on
            setlocal syntax=ns
            let places = [[1, 1], [1, 6], [1, 13], [1, 19], [1, 21], [2, 1], [2, 7], [2, 8]]
            let places += [[2, 13], [2, 20], [2, 23], [2, 24], [2, 28]]
            let names = map(places, 'substitute(synIDattr(synID(v:val[0], v:val[1], 1), "name"), "[0-9]*$", "", "")')
            call writefile(names, '\(folder.path(percentEncoded: false))/names')
            qall!
            """
        try script.write(to: folder.appending(path: "script.vim"), atomically: true, encoding: .utf8)
        let vim = Process()
        vim.executableURL = URL(filePath: "/usr/bin/vim")
        vim.arguments = [
            "-u", "NONE", "-es", "-S", folder.appending(path: "script.vim").path(percentEncoded: false),
            folder.appending(path: "a.ns").path(percentEncoded: false),
        ]
        vim.standardInput = FileHandle.nullDevice
        try vim.run()
        vim.waitUntilExit()
        let names = try String(contentsOf: folder.appending(path: "names"), encoding: .utf8).split(separator: "\n")
        #expect(
            names == [
                "nsCommand", "nsConstant", "nsOption", "nsNumber", "nsComment", "nsCommand", "nsText", "nsVariable",
                "nsCommand", "nsOption", "nsNumber", "nsOperator", "nsOperator",
            ])
    }
}
