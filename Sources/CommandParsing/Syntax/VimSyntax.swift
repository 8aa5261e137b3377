/// The syntax file of Vim and Neovim.
struct VimSyntax {
    let definition: SyntaxDefinition

    /// The file `syntax/ns.vim`. Its patterns are very magic (`\v`).
    var text: String {
        (head + common + definition.commands.enumerated().flatMap(lines) + links + ["let b:current_syntax = \"ns\""])
            .joined(separator: "\n")
    }

    private var head: [String] {
        [
            "\" The syntax of ns. `ns --syntax vim` writes this file.",
            "if exists(\"b:current_syntax\") | finish | endif", "syn case match", "syn sync minlines=100",
            "setlocal commentstring=#\\ %s",
        ]
    }

    private static let start = "[^ \\t;]@1<!"
    private static let end = "%([ \\t;]|$)@="
    private static let name = "[A-Za-z0-9_]"

    private var common: [String] {
        let units = SyntaxDefinition.units.map { $0 == "%" ? "\\%" : $0 }.joined(separator: "|")
        let functions = SyntaxDefinition.functions.joined(separator: "|")
        let operators = SyntaxDefinition.operators.joined(separator: "|")
        let variable = "\\$%(#|\\{%(#|[A-Za-z0-9_]+)%(:-[^}]*)?\\}|[A-Za-z0-9_]+)"
        let number =
            "[A-Za-z0-9_$]@1<!%([A-Za-z0-9_]\\.)@2<![-+]?%(\\d+x\\d+|%(\\d+%(\\.\\d+)?|\\.\\d+)%([eE][-+]?\\d+)?"
            + "%(\(units))?)[A-Za-z0-9_]@!"
        return [
            "syn match nsComment /\\v\(Self.start)#.*$/", "syn match nsShell /\\v\(Self.start)!.*$/ contains=nsBang",
            "syn match nsBang contained /\\v\(Self.start)!/", "syn match nsVariable /\\v\(variable)/",
            "syn match nsNumber contained /\\v\(number)/", "syn match nsOperator contained /\\v\\.\\.\\<?/",
            "syn match nsEscape contained /\\v\\\\[\"\\\\$n]/", "syn match nsBrace contained /\\v\\{\\{|\\}\\}/",
            "syn match nsPlaceholder contained /\\v\\{[A-Za-z_]\(Self.name)*%(\\?[^{}]*)?\\}/",
            "syn match nsFunction contained /\\v\(Self.name)@1<!%(\(functions))\\(@=/",
            "syn match nsOperator contained /\\v\(Self.name)@1<!%(\(operators))\(Self.name)@!/",
            "syn region nsText start=/'/ end=/'/ extend",
            "syn region nsText start=/\"/ skip=/\\v\\\\[\"\\\\$n]/ end=/\"/ extend contains=nsEscape,nsVariable",
            "syn region nsProgram contained start=/'/ end=/'/ extend contains=nsBrace,nsPlaceholder",
            "syn region nsProgram contained start=/\"/ skip=/\\v\\\\[\"\\\\$n]/ end=/\"/ "
                + "extend contains=nsEscape,nsVariable,nsBrace,nsPlaceholder",
        ]
    }

    /// Returns the region of a command's statement, and the words in it.
    private func lines(_ number: Int, _ command: SyntaxDefinition.CommandSyntax) -> [String] {
        let names = Self.alternatives(command.names)
        let groups =
            ["nsComment", "nsVariable", command.hasPlaceholders ? "nsProgram" : "nsText"]
            + (command.readsText ? [] : ["nsNumber", "nsOperator"])
            + (command.readsExpressions ? ["nsFunction"] : [])
            + (command.words.isEmpty ? [] : ["nsOption\(number)"])
            + (command.constants.isEmpty ? [] : ["nsConstant\(number)"])
            + (command.readsValues ? ["nsOperator\(number)"] : [])
            + (command.nests ? definition.commands.indices.map { "nsStatement\($0)" } : [])
        func words(_ kind: SyntaxClass, _ words: [String]) -> [String] {
            let group = "\(kind.vim.group)\(number)"
            return words.isEmpty
                ? []
                : [
                    "syn match \(group) contained /\\v\(Self.start)\(Self.alternatives(words))\(Self.end)/",
                    "hi def link \(group) \(kind.vim.group)",
                ]
        }
        return [
            "syn region nsStatement\(number) matchgroup=\(command.kind.vim.group) "
                + "start=/\\v\(Self.start)\(names)\(Self.end)/ end=/\\v;@=|\\\\@1<!$/ "
                + "keepend contains=\(groups.joined(separator: ","))"
        ] + words(.option, command.words) + words(.constant, command.constants)
            + words(.operator, command.readsValues ? SyntaxDefinition.valueWords : [])
    }

    private static func alternatives(_ words: [String]) -> String {
        "%(" + words.map { $0 == "?" ? "\\?" : $0 }.joined(separator: "|") + ")"
    }

    private var links: [String] {
        SyntaxClass.allCases.map { "hi def link \($0.vim.group) \($0.vim.standard)" }
            + [("nsBang", "nsCommand"), ("nsBrace", "nsEscape"), ("nsProgram", "nsText")].map {
                "hi def link \($0) \($1)"
            }
    }
}
