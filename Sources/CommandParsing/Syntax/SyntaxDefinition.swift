import Expressions

/// The syntax of the language as editors need it, made from the grammar.
public struct SyntaxDefinition: Sendable {
    /// The formats of syntax files.
    public enum Format: String, CaseIterable, Sendable {
        /// `ns.vim` of Vim and Neovim.
        case vim
        /// `ns.tmLanguage.json` of Visual Studio Code.
        case vscode
        /// `ns.sublime-syntax` of Sublime Text and bat.
        case sublime
    }

    /// A command as editors need it.
    struct CommandSyntax {
        /// The first word, and its synonyms.
        let names: [String]
        /// The words of its form.
        let words: [String]
        /// The words of its vocabularies.
        let constants: [String]
        /// True for `if`, `for` and others around commands.
        let isControl: Bool
        /// True if an expression or condition may follow.
        let readsExpressions: Bool
        /// True if values of a gene may follow.
        let readsValues: Bool
        /// True if all words that follow are one text.
        let readsText: Bool
        /// True if texts are commands of programs, with genes in braces.
        let hasPlaceholders: Bool
        /// True if another command may follow.
        let nests: Bool

        /// The class of its first word.
        var kind: SyntaxClass { isControl ? .control : .command }
    }

    /// The commands, except `!`.
    let commands: [CommandSyntax]

    /// The words with a meaning in expressions.
    static let operators = ["and", "or", "not", "mod", "is", "true", "false"]
    /// The names that begin a call in an expression.
    static var functions: [String] { Function.all.map(\.name) }
    /// The words with a meaning in the values of a gene.
    static let valueWords = ["by", "log"]
    /// The units of numbers.
    static let units = ["%", "ms", "min", "s", "m", "h", "d"]

    /// Creates the definition of a grammar's language.
    public init(_ grammar: Grammar) {
        commands = grammar.commands.map { $0.grammar }.filter { $0.name != "!" }.map { command in
            let form = command.form
            let constants = form.vocabularies.flatMap(grammar.vocabulary.words).map(\.word)
            return CommandSyntax(
                names: [command.name] + command.synonyms, words: Self.distinct(form.words),
                constants: Self.distinct(constants).filter { !form.words.contains($0) },
                isControl: command.role != .plain,
                readsExpressions: form.types.contains { $0.isExpression },
                readsValues: form.types.contains { if case .values = $0 { true } else { false } },
                readsText: form.types.contains { if case .remainder = $0 { true } else { false } },
                hasPlaceholders: form.types.contains { if case .commandLine = $0 { true } else { false } },
                nests: form.types.contains { if case .command = $0 { true } else { false } })
        }
    }

    /// Returns the syntax file of an editor.
    public func file(_ format: Format) -> String {
        switch format {
        case .vim: VimSyntax(definition: self).text
        case .vscode: SyntaxRules(self).textMate
        case .sublime: SyntaxRules(self).sublime
        }
    }

    private static func distinct(_ words: [String]) -> [String] {
        var seen: Set<String> = []
        return words.filter { seen.insert($0).inserted }
    }
}

extension Form {
    /// The words of the language in the form, in order.
    package var words: [String] {
        switch self {
        case .word(let word, _, _): [word]
        case .value: []
        case .sequence(let forms), .choice(let forms), .repeated(let forms): forms.flatMap(\.words)
        case .optional(let form): form.words
        case .settings(let settings): settings.flatMap { [$0.name] + $0.value.words }
        }
    }

    /// The types of its values.
    fileprivate var types: [ValueType] {
        switch self {
        case .word: []
        case .value(_, let type, _): [type]
        case .sequence(let forms), .choice(let forms), .repeated(let forms): forms.flatMap(\.types)
        case .optional(let form): form.types
        case .settings(let settings): settings.flatMap(\.value.types)
        }
    }
}

extension ValueType {
    fileprivate var isExpression: Bool {
        switch self {
        case .expression, .objective, .condition: true
        default: false
        }
    }
}
