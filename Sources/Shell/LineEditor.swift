/// Reads lines from a person at a terminal, who edits them, or from a file or pipe, plainly.
///
/// Keep one for the life of the shell: what was typed ahead is in it.
package final class LineEditor {
    /// What came of reading a line.
    package enum Input: Equatable, Sendable {
        case line(String)
        /// Ctrl-C: what was typed is dropped.
        case interrupted
        case endOfInput
        /// SIGTERM: the shell ends.
        case terminated
    }

    /// Whether what follows the line in the history is shown dimmed while it is typed.
    package var suggests = true

    private let name: String
    private let history: LineHistory
    private let completion: (_ line: String, _ cursor: Int) -> Completion
    private let window: TerminalWindow
    private let keys = KeyReader()
    private var plain = PlainLines()
    private var editor: EditLine?
    private var prompt = Prompt("")
    private var outcome: Input?
    private var walk: HistoryWalk?
    private var isSuggestionShown = false
    private var resizesSeen: UInt32 = 0
    /// How wide the window was when libedit learned its size.
    private var drawnColumns = 80
    /// Lines of a pasted block that are still to be returned.
    private var pending: [String] = []

    /// `completion` gets the line and the cursor as a UTF-8 offset. The interrupts are a witness that the handlers stand.
    package init(
        name: String, history: LineHistory, interrupts: Interrupts, window: TerminalWindow = TerminalWindow(),
        completion: @escaping (_ line: String, _ cursor: Int) -> Completion
    ) {
        self.name = name
        self.history = history
        self.window = window
        self.completion = completion
    }

    /// Reads a line, without its end. Only a person is prompted. Lines are not added to the history here.
    package func readLine(prompt: Prompt) -> Input {
        self.prompt = prompt
        if SystemTerminal.isTerminateRequested { return .terminated }
        if !pending.isEmpty {
            let line = pending.removeFirst()
            stream.write(prompt.plain + line + "\n")
            return .line(line)
        }
        guard canEdit, let editor = startedEditor(), editor.isEditing else {
            if window.isInteractive { SystemTerminal.restore() }
            return plain.next(prompt: window.isInteractive ? prompt.plain : nil, on: stream)
        }
        return edit(with: editor)
    }

    /// Forgets the rest of a pasted block, after an error or an interrupt.
    package func discardPending() {
        pending = []
    }

    private var stream: TerminalWindow.Stream { window.isTerminal(.output) ? .output : .error }

    /// libedit crashes in windows of a few rows.
    private var canEdit: Bool {
        guard window.isInteractive, window.movesCursor, let size = window.size else { return false }
        return size.rows >= 4 && size.columns >= 20
    }

    private func startedEditor() -> EditLine? {
        if let editor { return editor }
        editor = EditLine(
            name: name, writesToError: stream == .error,
            prompt: { [unowned self] in window.hasColor(stream) ? self.prompt.marked : self.prompt.plain },
            readKey: { [unowned self] in nextKey() },
            perform: { [unowned self] in perform($0) })
        return editor
    }

    private func edit(with editor: EditLine) -> Input {
        outcome = nil
        walk = nil
        SystemTerminal.clearInterrupts()
        resizesSeen = SystemTerminal.resizes
        keys.decoder.escapeIsKey = editor.usesViKeys
        drawnColumns = window.size?.columns ?? 80
        stream.write(Self.pasteOn)
        let text = editor.read()
        stream.write(Self.pasteOff)
        if let outcome { return outcome }
        guard let text else { return .endOfInput }
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        if lines.last == "" { lines.removeLast() }
        guard let first = lines.first else { return .line("") }
        pending = Array(lines.dropFirst())
        return .line(first)
    }

    private static let pasteOn = "\u{1B}[?2004h"
    private static let pasteOff = "\u{1B}[?2004l"

    // MARK: Keys

    private func nextKey() -> Unicode.Scalar? {
        while outcome == nil {
            let event = keys.next(
                beforeWaiting: { [unowned self] in showSuggestion() },
                afterWaiting: { [unowned self] in hideSuggestion() })
            switch event {
            case .key(let scalar): return scalar
            case .end: return leave(.endOfInput)
            case .signal:
                if SystemTerminal.isTerminateRequested { return leave(.terminated) }
                if SystemTerminal.interrupts > 0 { return "\u{03}" }
                followWindow()
            }
        }
        return nil
    }

    private func leave(_ input: Input) -> Unicode.Scalar? {
        outcome = input
        moveBelow()
        stream.write("\r\n\u{1B}[J")
        return nil
    }

    private func perform(_ action: EditLine.Action) -> EditLine.Effect {
        guard let editor else { return .refuse }
        switch action {
        case .complete: return complete(with: editor)
        case .interrupt:
            SystemTerminal.clearInterrupts()
            moveBelow()
            stream.write("^C\r\n\u{1B}[J")
            outcome = .interrupted
            return .finish
        case .end:
            let (text, cursor) = editor.line
            if text.isEmpty {
                stream.write("\r\n")
                outcome = .endOfInput
                return .finish
            }
            guard cursor < text.utf8.count else { return .refuse }
            editor.moveCursor(by: 1)
            editor.deleteBackward(1)
            return .changed
        case .suspend:
            suspend(editor)
            return .drawn
        case .older, .newer: return walkHistory(older: action == .older, with: editor)
        case .search: return search(with: editor)
        case .paste:
            editor.insert(Self.block(keys.pasted))
            return .changed
        case .forward, .lineEnd:
            let (text, cursor) = editor.line
            if cursor < text.utf8.count {
                if action == .forward { editor.moveCursor(by: 1) } else { editor.moveToEnd() }
                return .changed
            }
            editor.insert(suggestion ?? "")
            return .changed
        }
    }

    /// What of a pasted text can be in a line: its last line end would be a Return that nobody pressed.
    private static func block(_ text: String) -> String {
        var text = text.replacing("\r\n", with: "\n").replacing("\r", with: "\n").replacing("\t", with: "    ")
        while text.hasSuffix("\n") { text.removeLast() }
        return String(
            String.UnicodeScalarView(
                text.unicodeScalars.filter { $0 == "\n" || $0.value >= 32 && !(0x7F..<0xA0).contains($0.value) }))
    }

    private func suspend(_ editor: EditLine) {
        moveBelow()
        stream.write(Self.pasteOff + "\r\n\u{1B}[J")
        editor.holdTerminal(false)
        SystemTerminal.restore()
        SystemTerminal.suspend()
        editor.holdTerminal(true)
        stream.write(Self.pasteOn)
        resizesSeen = SystemTerminal.resizes
        if canEdit {
            editor.resize()
            drawnColumns = window.size?.columns ?? 80
        }
        editor.draw()
    }

    // MARK: History

    private func walkHistory(older: Bool, with editor: EditLine) -> EditLine.Effect {
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

    private func search(with editor: EditLine) -> EditLine.Effect {
        let kept = (line: editor.line.text, prompt: prompt)
        var search = IncrementalSearch(history: history)
        keys.decoder.escapeIsKey = true
        defer { keys.decoder.escapeIsKey = editor.usesViKeys }
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
                // Any other key takes the line found and then does its own work.
                if key != "\u{1B}" || !keys.waiting.isEmpty { keys.putBack(key) }
                show(search.line ?? kept.line, kept.prompt)
                return .drawn
            }
        }
    }

    // MARK: Suggestion

    /// What the newest line that begins like this one goes on with.
    private var suggestion: String? {
        guard suggests, window.hasColor(stream), let editor else { return nil }
        let (text, cursor) = editor.line
        guard cursor == text.utf8.count, !text.isEmpty, !text.contains("\n") else { return nil }
        let found = history.last(before: history.lines.count) { $0.hasPrefix(text) && $0.utf8.count > text.utf8.count }
        return found.map { String(history.lines[$0].dropFirst(text.count)) }
    }

    private func showSuggestion() {
        guard !keys.decoder.escapeIsKey, let suggestion, let columns = window.size?.columns else { return }
        let text = CharacterCells.clip(suggestion, to: columns - 1 - cursorPosition(columns: columns).column)
        let width = CharacterCells.width(of: text)
        guard width > 0 else { return }
        stream.write("\u{1B}[2m\(text)\u{1B}[0m\u{1B}[\(width)D")
        isSuggestionShown = true
    }

    private func hideSuggestion() {
        guard isSuggestionShown else { return }
        stream.write("\u{1B}[K")
        isSuggestionShown = false
    }

    // MARK: Completion

    private func complete(with editor: EditLine) -> EditLine.Effect {
        let (text, cursor) = editor.line
        let bytes = Array(text.utf8)
        // In a pasted block, the line that the cursor is in.
        let newline = UInt8(ascii: "\n")
        let start = bytes[..<cursor].lastIndex(of: newline).map { $0 + 1 } ?? 0
        let end = bytes[cursor...].firstIndex(of: newline) ?? bytes.count
        let found = completion(String(decoding: bytes[start..<end], as: UTF8.self), cursor - start)
        let range = found.range.lowerBound + start..<found.range.upperBound + start
        guard !found.candidates.isEmpty, range.lowerBound >= start, range.upperBound <= end else { return .refuse }
        let replaced = String(decoding: bytes[range], as: UTF8.self)
        func replace(with text: String) {
            let before = String(
                decoding: bytes[min(cursor, range.upperBound)..<max(cursor, range.upperBound)], as: UTF8.self
            )
            .unicodeScalars.count
            editor.moveCursor(by: cursor <= range.upperBound ? before : -before)
            editor.deleteBackward(replaced.unicodeScalars.count)
            editor.insert(text)
        }
        if found.candidates.count == 1, let only = found.candidates.first {
            let hasBlank = range.upperBound < bytes.count && bytes[range.upperBound] == UInt8(ascii: " ")
            replace(with: only.text + (only.isComplete && !hasBlank ? " " : ""))
            if only.isComplete, hasBlank { editor.moveCursor(by: 1) }
            return .changed
        }
        list(found.candidates, with: editor)
        let common = found.commonBeginning
        if common.utf8.count > replaced.utf8.count, common.hasPrefix(replaced) { replace(with: common) }
        editor.draw()
        return .drawn
    }

    private func list(_ candidates: [Completion.Candidate], with editor: EditLine) {
        moveBelow()
        let size = window.size ?? (80, 24)
        let list = CompletionList(
            candidates: candidates, columns: size.columns, rows: size.rows, hasColor: window.hasColor(stream))
        stream.write("\r\n\u{1B}[J" + list.lines.map { $0 + "\r\n" }.joined())
    }

    // MARK: Screen

    private func cursorPosition(columns: Int) -> (row: Int, column: Int) {
        guard let editor else { return (0, 0) }
        let (text, cursor) = editor.line
        let before = prompt.plain + String(decoding: text.utf8.prefix(cursor), as: UTF8.self)
        return CharacterCells.position(after: before, from: (0, 0), columns: columns)
    }

    /// Moves the cursor behind the last character that is edited, wherever it stands in the block.
    private func moveBelow() {
        guard let editor, let columns = window.size?.columns else { return }
        let cursor = cursorPosition(columns: columns)
        let end = CharacterCells.position(after: prompt.plain + editor.line.text, from: (0, 0), columns: columns)
        let down = end.row > cursor.row ? "\u{1B}[\(end.row - cursor.row)B" : ""
        stream.write(down + "\r" + (end.column > 0 ? "\u{1B}[\(end.column)C" : ""))
    }

    /// Draws prompt and line anew after a change.
    private func redraw(with editor: EditLine, change: () -> Void) {
        let columns = max(1, window.size?.columns ?? 80)
        let (text, cursor) = editor.line
        let row = CharacterCells.row(
            after: prompt.plain + String(decoding: text.utf8.prefix(cursor), as: UTF8.self), drawnIn: drawnColumns,
            shownIn: columns)
        change()
        stream.write((row > 0 ? "\u{1B}[\(row)A" : "") + "\r\u{1B}[J")
        editor.draw()
    }

    private func followWindow() {
        guard let editor, canEdit, SystemTerminal.resizes != resizesSeen else { return }
        resizesSeen = SystemTerminal.resizes
        redraw(with: editor) { editor.resize() }
        drawnColumns = window.size?.columns ?? 80
    }
}
