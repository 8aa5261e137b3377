/// The syntax as rules with regular expressions, in the common part of Oniguruma's and ICU's syntax. TextMate grammars
/// and `.sublime-syntax` files are two notations of them.
struct SyntaxRules {
    /// A rule of a context.
    enum Rule {
        /// A match within a line, with the classes of its groups; 0 is the whole match.
        case match(String, [Int: SyntaxClass])
        /// Everything from a beginning to an end, which may be on another line, with the contexts inside.
        case region(begin: String, [Int: SyntaxClass], end: String, SyntaxClass?, inside: [String])
    }

    /// The rules of a context.
    struct Context {
        let name: String
        let rules: [Rule]
    }

    /// The contexts of a whole file, in the order in which they are tried.
    let main: [String]
    let contexts: [Context]

    init(_ definition: SyntaxDefinition) {
        let commands = definition.commands
        let names = commands.indices.map { Self.name(of: commands[$0]) }
        main = ["comment", "shell"] + names + ["text", "variable"]
        let own = zip(names, commands).flatMap { name, command in
            [Self.context(name, command, all: names)] + Self.words(of: command, named: name)
        }
        contexts = Self.common + own
    }

    /// Returns the name of a command's context.
    private static func name(of command: SyntaxDefinition.CommandSyntax) -> String { "command-\(command.names[0])" }

    // MARK: - Patterns

    /// A position before which a word ends: nothing, a blank or a semicolon.
    private static let start = "(?<![^\\s;])"
    /// A position after which a word ends.
    private static let end = "(?=[\\s;]|$)"
    /// The end of a statement; a backslash at the end of a line continues it.
    private static let statementEnd = "(?=;)|(?<!\\\\)$"
    private static let number =
        "(?<![A-Za-z0-9_$])(?<![A-Za-z0-9_]\\.)[-+]?(?:\\d+x\\d+|(?:\\d+(?:\\.\\d+)?|\\.\\d+)(?:[eE][-+]?\\d+)?"
        + "(?:\(SyntaxDefinition.units.joined(separator: "|")))?)(?![A-Za-z0-9_])"
    private static let variable = "\\$(?:#|\\{(?:#|[A-Za-z0-9_]+)(?::-[^}]*)?\\}|[A-Za-z0-9_]+)"

    private static func alternatives(_ words: [String]) -> String {
        "(?:" + words.map { $0 == "?" ? "\\?" : $0 }.joined(separator: "|") + ")"
    }

    private static func whole(_ words: [String]) -> String { start + alternatives(words) + end }

    // MARK: - Contexts

    /// The contexts that do not depend on the command.
    private static var common: [Context] {
        [
            Context(name: "comment", rules: [.match(start + "#.*$", [0: .comment])]),
            Context(name: "shell", rules: [.match(start + "(!).*$", [1: .command])]),
            Context(name: "variable", rules: [.match(variable, [0: .variable])]),
            Context(name: "number", rules: [.match(number, [0: .number]), .match("\\.\\.<?", [0: .operator])]),
            Context(name: "escape", rules: [.match("\\\\[\"\\\\$n]", [0: .escape])]),
            Context(
                name: "placeholder",
                rules: [
                    .match("\\{\\{|\\}\\}", [0: .escape]),
                    .match("\\{[A-Za-z_][A-Za-z0-9_]*(?:\\?[^{}]*)?\\}", [0: .placeholder]),
                ]),
            text(named: "text", inside: []), text(named: "program", inside: ["placeholder"]),
            Context(
                name: "expression",
                rules: [
                    .match("(?<![A-Za-z0-9_])\(alternatives(SyntaxDefinition.functions))(?=\\()", [0: .function]),
                    .match(
                        "(?<![A-Za-z0-9_])\(alternatives(SyntaxDefinition.operators))(?![A-Za-z0-9_])",
                        [0: .operator]),
                ]),
        ]
    }

    private static func text(named name: String, inside: [String]) -> Context {
        Context(
            name: name,
            rules: [
                .region(begin: "'", [:], end: "'", .text, inside: inside),
                .region(begin: "\"", [:], end: "\"", .text, inside: ["escape", "variable"] + inside),
            ])
    }

    private static func context(_ name: String, _ command: SyntaxDefinition.CommandSyntax, all: [String]) -> Context {
        let values = command.readsText ? [] : ["number"]
        let inside =
            ["comment"] + (words(of: command, named: name).isEmpty ? [] : [name + "-words"])
            + (command.nests ? all : []) + (command.readsExpressions ? ["expression"] : [])
            + [command.hasPlaceholders ? "program" : "text", "variable"] + values
        return Context(
            name: name,
            rules: [
                .region(
                    begin: "\(start)(\(alternatives(command.names)))\(end)", [1: command.kind], end: statementEnd, nil,
                    inside: inside)
            ])
    }

    private static func words(of command: SyntaxDefinition.CommandSyntax, named name: String) -> [Context] {
        let rules =
            (command.words.isEmpty ? [] : [Rule.match(whole(command.words), [0: .option])])
            + (command.constants.isEmpty ? [] : [Rule.match(whole(command.constants), [0: .constant])])
            + (command.readsValues ? [Rule.match(whole(SyntaxDefinition.valueWords), [0: .operator])] : [])
        return rules.isEmpty ? [] : [Context(name: name + "-words", rules: rules)]
    }
}
