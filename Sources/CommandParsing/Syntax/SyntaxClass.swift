/// A class of text that editors colour.
enum SyntaxClass: String, CaseIterable, Sendable {
    /// The first word of a command.
    case command
    /// The first word of a command around others: `if`, `for`.
    case control
    /// A word of a command's form, such as `size` in `population size 20`.
    case option
    /// A word of a vocabulary, such as a dataset or a loss.
    case constant
    case function
    /// `and`, `is`, `..` and others.
    case `operator`
    case number
    /// A text in quotes.
    case text
    case escape
    /// A gene in the command of a program: `{lr}`.
    case placeholder
    case variable
    case comment

    /// The name in TextMate grammars, which VS Code, Sublime Text and bat read.
    var scope: String {
        switch self {
        case .command: "keyword.other.ns"
        case .control: "keyword.control.ns"
        case .option: "entity.other.attribute-name.ns"
        case .constant: "support.constant.ns"
        case .function: "support.function.ns"
        case .operator: "keyword.operator.ns"
        case .number: "constant.numeric.ns"
        case .text: "string.quoted.ns"
        case .escape: "constant.character.escape.ns"
        case .placeholder: "variable.parameter.ns"
        case .variable: "variable.other.ns"
        case .comment: "comment.line.number-sign.ns"
        }
    }

    /// The group in Vim, and the standard group that it is linked to.
    var vim: (group: String, standard: String) {
        switch self {
        case .command: ("nsCommand", "Statement")
        case .control: ("nsControl", "Repeat")
        case .option: ("nsOption", "Type")
        case .constant: ("nsConstant", "Constant")
        case .function: ("nsFunction", "Function")
        case .operator: ("nsOperator", "Operator")
        case .number: ("nsNumber", "Number")
        case .text: ("nsText", "String")
        case .escape: ("nsEscape", "SpecialChar")
        case .placeholder: ("nsPlaceholder", "Special")
        case .variable: ("nsVariable", "Identifier")
        case .comment: ("nsComment", "Comment")
        }
    }
}
