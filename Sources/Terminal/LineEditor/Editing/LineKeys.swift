/// The keys that the shell handles itself, by the character with which `KeyReader` announces each.
enum LineKeys {
    enum Action: Sendable {
        case complete, end, interrupt, suspend, older, newer, search, paste, clear
        case accept, newLine, quote
        case forward, backward, lineStart, lineEnd, wordForward, wordBackward
        case eraseBackward, eraseForward, transpose
        case deleteAll, deleteRestOfLine, deleteBlankWord, deletePreviousWord, deleteNextWord
        case yank, yankPop, undo, lastArgument, comment, prefix
    }

    /// Returns the action of a key; nil if it is not one of the shell's.
    static func action(of key: Unicode.Scalar) -> Action? { common[key] ?? emacs[key] ?? viCommands[key] }

    /// The keys that emacs and vi have in common.
    static let common: [Unicode.Scalar: Action] = [
        SpecialKey.up.scalar: .older, SpecialKey.down.scalar: .newer, SpecialKey.right.scalar: .forward,
        SpecialKey.left.scalar: .backward, SpecialKey.home.scalar: .lineStart, SpecialKey.end.scalar: .lineEnd,
        SpecialKey.delete.scalar: .eraseForward, SpecialKey.wordRight.scalar: .wordForward,
        SpecialKey.wordLeft.scalar: .wordBackward, SpecialKey.deleteWord.scalar: .deleteNextWord,
        SpecialKey.paste.scalar: .paste, SpecialKey.deletePreviousWord.scalar: .deletePreviousWord,
        SpecialKey.yankPop.scalar: .yankPop, SpecialKey.lastArgument.scalar: .lastArgument,
        SpecialKey.comment.scalar: .comment, SpecialKey.newLine.scalar: .newLine,
        "\t": .complete, "\u{04}": .end, "\u{03}": .interrupt, "\u{1A}": .suspend, "\u{12}": .search, "\r": .accept,
        "\n": .accept, "\u{7F}": .eraseBackward, "\u{08}": .eraseBackward, "\u{16}": .quote, "\u{0C}": .clear,
        "\u{1F}": .undo,
    ]

    static let emacs: [Unicode.Scalar: Action] = [
        "\u{10}": .older, "\u{0E}": .newer, "\u{06}": .forward, "\u{02}": .backward, "\u{01}": .lineStart,
        "\u{05}": .lineEnd, "\u{0B}": .deleteRestOfLine, "\u{15}": .deleteAll, "\u{17}": .deleteBlankWord,
        "\u{19}": .yank, "\u{14}": .transpose, "\u{18}": .prefix,
    ]

    /// The keys of vi's command mode.
    static let viCommands: [Unicode.Scalar: Action] = ["k": .older, "j": .newer]

    /// The keys that mean something else in vi's command mode.
    static let viKeeps: Set<String> = ["^?", "^H", "^V"]

    /// The keys after Ctrl-X.
    static func action(afterPrefix key: Unicode.Scalar) -> PrefixedAction? {
        switch key {
        case "\u{15}", "u": .undo
        case "\u{05}", "e": .edit
        default: nil
        }
    }

    enum PrefixedAction {
        case undo
        /// Opens the text in the user's editor.
        case edit
    }
}
