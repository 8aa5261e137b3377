/// The history at the prompt: Up and Down walk through it, Ctrl-R searches it.
extension LineEditor {
    func walkHistory(older: Bool, with editor: EditLine) -> EditLine.Effect {
        let (text, cursor) = editor.line
        var walk =
            self.walk.flatMap { $0.shown == text ? $0 : nil }
            ?? HistoryWalk(
                history: history, line: text, beginning: String(decoding: text.utf8.prefix(cursor), as: UTF8.self))
        guard let line = older ? walk.older(in: history) : walk.newer(in: history) else { return .refuse }
        self.walk = walk
        editor.replaceLine(with: line)
        return .changed
    }

    func search(with editor: EditLine) -> EditLine.Effect {
        let kept = (line: editor.line.text, prompt: prompt)
        var search = IncrementalSearch(history: history)
        isSearching = true
        keys.decoder.escapeIsKey = true
        defer {
            isSearching = false
            keys.decoder.escapeIsKey = editor.usesViKeys
        }
        func show(_ line: String, _ prompt: Prompt) {
            redraw(with: editor) {
                self.prompt = prompt
                editor.replaceLine(with: line)
            }
        }
        while true {
            show(search.line ?? kept.line, search.prompt)
            guard let key = nextKey() else { return .drawn }
            switch key {
            case "\u{12}": search.older()
            case "\u{08}", "\u{7F}": search.erase()
            case "\u{07}":
                show(kept.line, kept.prompt)
                return .drawn
            case _ where key.value >= 32 && !(0x7F..<0xA0).contains(key.value): search.type(Character(key))
            default:
                // Any other key accepts the found line and then has its usual effect.
                if key != "\u{1B}" || !keys.waiting.isEmpty { keys.putBack(key) }
                show(search.line ?? kept.line, kept.prompt)
                return .drawn
            }
        }
    }
}
