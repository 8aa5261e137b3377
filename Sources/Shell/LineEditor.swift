/// A reader of lines: with editing at a terminal, without it from a file or pipe.
///
/// Keep one instance for the life of the shell: it holds typed-ahead input.
package final class LineEditor {
    /// The result of reading a line.
    package enum Input: Equatable, Sendable {
        case line(String)
        /// Ctrl-C: the line was dropped.
        case interrupted
        case endOfInput
        /// SIGTERM: the shell must end.
        case terminated
    }

    /// True if the rest of a matching line of the history is shown dimmed while typing.
    package var suggests = true
    /// True if the words of the line are coloured while typing.
    package var colors = true

    private let name: String
    let history: LineHistory
    let completion: (_ line: String, _ cursor: Int) -> Completion
    let coloring: (_ line: String) -> [ColoredRange]
    let window: TerminalWindow
    let keys = KeyReader()
    private var plain = PlainLines()
    private(set) var editor: EditLine?
    var prompt = Prompt("")
    private var outcome: Input?
    var walk: HistoryWalk?
    /// True during a search by Ctrl-R.
    var isSearching = false
    /// The buffer for everything drawn while a line is edited.
    let canvas: EditLineScreen
    var isSuggestionShown = false
    /// The number of keys read so far.
    private(set) var keyCount = 0
    /// The number of keys read when candidates were last listed.
    var listedAt: Int?
    /// The line last painted on the screen; nil if it must be painted again.
    var painted: Painting?
    var resizesSeen: UInt32 = 0
    /// The width of the window last reported to libedit.
    var drawnColumns = 80
    /// The lines of a pasted block that are still to be returned.
    private var pending: [String] = []

    /// Creates a line editor.
    ///
    /// - Parameters:
    ///   - interrupts: required as proof that the signal handlers are installed.
    ///   - completion: gets the line, and the cursor as a UTF-8 offset.
    ///   - coloring: returns the coloured ranges of a line.
    package init(
        name: String, history: LineHistory, interrupts: Interrupts, window: TerminalWindow = TerminalWindow(),
        completion: @escaping (_ line: String, _ cursor: Int) -> Completion,
        coloring: @escaping (_ line: String) -> [ColoredRange] = { _ in [] }
    ) {
        canvas = EditLineScreen(stream: window.isTerminal(.output) ? .output : .error)
        self.coloring = coloring
        self.name = name
        self.history = history
        self.window = window
        self.completion = completion
    }

    /// Reads a line, without its line end. The prompt is shown only at a terminal. Lines are not added to the history
    /// here.
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

    /// True if lines of a pasted block are still to be returned.
    package var hasPending: Bool { !pending.isEmpty }

    /// Drops the rest of a pasted block, after an error or an interrupt.
    package func discardPending() {
        pending = []
    }

    var stream: TerminalWindow.Stream { canvas.stream }

    /// True if lines can be edited. libedit crashes in windows of a few rows.
    var canEdit: Bool {
        guard window.isInteractive, window.movesCursor, let size = window.size else { return false }
        return size.rows >= 4 && size.columns >= 20
    }

    private func startedEditor() -> EditLine? {
        if let editor { return editor }
        editor = EditLine(
            name: name, canvas: canvas,
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
        painted = nil
        canvas.write(Self.pasteOn)
        let text = editor.read()
        canvas.write(Self.pasteOff)
        canvas.flush()
        if let outcome { return outcome }
        // Some commands of vi end editing without a line; the end of the input has its own outcome.
        guard let text else { return .interrupted }
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        if lines.last == "" { lines.removeLast() }
        guard let first = lines.first else { return .line("") }
        pending = Array(lines.dropFirst())
        return .line(first)
    }

    private static let pasteOn = "\u{1B}[?2004h"
    private static let pasteOff = "\u{1B}[?2004l"

    // MARK: Keys

    func nextKey() -> Unicode.Scalar? {
        while outcome == nil {
            let event = keys.next(
                beforeWaiting: { [unowned self] in
                    paint()
                    showSuggestion()
                    canvas.flush()
                },
                afterWaiting: { [unowned self] in hideSuggestion() })
            switch event {
            case .key(let scalar):
                keyCount += 1
                return scalar
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
        canvas.write("\r\n\u{1B}[J")
        return nil
    }

    private func perform(_ action: EditLine.Action) -> EditLine.Effect {
        guard let editor else { return .refuse }
        switch action {
        case .complete: return complete(with: editor)
        case .interrupt:
            SystemTerminal.clearInterrupts()
            moveBelow()
            canvas.write("^C\r\n\u{1B}[J")
            outcome = .interrupted
            return .finish
        case .end:
            let (text, cursor) = editor.line
            if text.isEmpty {
                canvas.write("\r\n")
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

    /// Returns a pasted text without characters that a line cannot have. A final line end would act like Return.
    private static func block(_ text: String) -> String {
        var text = text.replacing("\r\n", with: "\n").replacing("\r", with: "\n").replacing("\t", with: "    ")
        while text.hasSuffix("\n") { text.removeLast() }
        return String(
            String.UnicodeScalarView(
                text.unicodeScalars.filter { $0 == "\n" || $0.value >= 32 && !(0x7F..<0xA0).contains($0.value) }))
    }

    private func suspend(_ editor: EditLine) {
        moveBelow()
        canvas.write(Self.pasteOff + "\r\n\u{1B}[J")
        canvas.flush()
        editor.holdTerminal(false)
        SystemTerminal.restore()
        SystemTerminal.suspend()
        editor.holdTerminal(true)
        canvas.write(Self.pasteOn)
        painted = nil
        resizesSeen = SystemTerminal.resizes
        if canEdit {
            editor.resize()
            drawnColumns = window.size?.columns ?? 80
        }
        editor.draw()
    }
}
