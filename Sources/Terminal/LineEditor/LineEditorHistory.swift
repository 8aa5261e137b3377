/// The history at the prompt: Up and Down walk through it, Ctrl-R searches it, Alt-. takes arguments from it.
extension LineEditor {
    func walkHistory(older: Bool, with editor: EditLine) -> EditLine.Effect {
        // Within a block, the lines come first.
        if editor.line.moveLine(up: older) { return .done }
        let line = editor.line
        var walk =
            self.walk.flatMap { $0.shown == line.text ? $0 : nil }
            ?? HistoryWalk(history: history, line: line.text, beginning: line.text(0..<line.cursor))
        guard let found = older ? walk.older(in: history) : walk.newer(in: history) else { return .refuse }
        self.walk = walk
        editor.line = EditedText(found)
        return .done
    }

    func search(with editor: EditLine) -> EditLine.Effect {
        let kept = editor.line
        currentSearch = IncrementalSearch(history: history)
        keys.decoder.escapeIsKey = true
        defer {
            currentSearch = nil
            keys.decoder.escapeIsKey = editor.usesViKeys
        }
        while let key = nextKey() {
            switch key {
            case "\u{12}": currentSearch?.older()
            case "\u{08}", "\u{7F}": currentSearch?.erase()
            case "\u{07}":
                editor.line = kept
                return .done
            case _ where key.value >= 32 && !(0x7F..<0xA0).contains(key.value): currentSearch?.type(Character(key))
            default:
                // Any other key accepts the found line and then has its usual effect.
                if key != "\u{1B}" || !keys.waiting.isEmpty { keys.putBack(key) }
                return .done
            }
            editor.line = currentSearch?.line.map { EditedText($0, cursor: currentSearch?.match?.lowerBound) } ?? kept
        }
        return .done
    }

    /// Inserts the last word of the newest line in the history; pressed again, that of the line before it.
    func insertArgument(with editor: EditLine) -> EditLine.Effect {
        var line = editor.line
        var walk: ArgumentWalk
        if let last = arguments, last.keyNumber == keyNumber - 1 {
            walk = last
        } else {
            walk = ArgumentWalk(history: history, at: line.cursor)
        }
        guard let word = walk.next(in: history) else { return .refuse }
        line.replace(walk.start..<line.cursor, with: word)
        editor.line = line
        walk.keyNumber = keyNumber
        arguments = walk
        return .done
    }
}

/// A walk by Alt-. through the last words of the lines in the history.
struct ArgumentWalk {
    /// The offset at which the words are inserted.
    let start: Int
    private var index: Int
    private var shown = ""
    /// The number of the key that inserted a word last.
    var keyNumber = -1

    init(history: LineHistory, at start: Int) {
        self.start = start
        index = history.lines.count
    }

    /// Returns the next older word; nil if there is none.
    mutating func next(in history: LineHistory) -> String? {
        let shown = shown
        let found = history.last(before: index) { line in
            let word = Self.lastWord(of: line)
            return !word.isEmpty && word != shown
        }
        guard let found else { return nil }
        index = found
        self.shown = Self.lastWord(of: history.lines[found])
        return self.shown
    }

    /// Returns the last word of a line, with its quotes.
    static func lastWord(of line: String) -> String {
        var word = ""
        var last = ""
        var quote: Character?
        var isEscaped = false
        for character in line {
            if quote == nil, character.isWhitespace || character == ";" {
                if !word.isEmpty { last = word }
                word = ""
                continue
            }
            word.append(character)
            if isEscaped {
                isEscaped = false
            } else if character == "\\", quote == "\"" {
                isEscaped = true
            } else if let open = quote {
                if character == open { quote = nil }
            } else if character == "'" || character == "\"" {
                quote = character
            }
        }
        return word.isEmpty ? last : word
    }
}
