import Platform

/// A reader of lines: with editing at a terminal, without it from a file or pipe.
///
/// A line that a command needs more of becomes a block: one text with several lines, edited and returned as a whole.
/// Keep one instance for the life of the shell: it holds typed-ahead input.
package final class LineEditor {
    /// The result of reading a line.
    package enum Input: Equatable, Sendable {
        /// A line, or a block of lines.
        case line(String)
        /// Ctrl-D in the last, empty line of a block: the block stays unfinished.
        case unfinished(String)
        /// Ctrl-C: the line was dropped.
        case interrupted
        case endOfInput
        /// SIGTERM: the shell must end.
        case terminated
    }

    /// The answer to whether a text can be executed.
    package enum Completeness: Equatable, Sendable {
        case finished
        /// More lines must follow; the advice is shown once.
        case unfinished(advice: String?)
    }

    /// True if the rest of a matching line of the history is shown dimmed while typing.
    package var suggests = true
    /// True if the words of the line are coloured while typing.
    package var colors = true

    private let name: String
    let history: LineHistory
    let completion: (_ line: String, _ cursor: Int, _ earlier: String) -> Completion
    let coloring: (_ line: String) -> [ColoredRange]
    private let completeness: (_ text: String) -> Completeness
    let window: TerminalWindow
    let keys = KeyReader()
    private var plain = PlainLines()
    private(set) var editor: EditLine?
    var prompt = Prompt("")
    /// The prompt of the lines of a block after the first.
    let continuation = Prompt("...")
    /// True if a command is read, and not the answer to a question.
    private var readsCommand = true
    var outcome: Input?
    /// The number of keys read: actions that follow one another differ by one.
    private(set) var keyNumber = 0
    var walk: HistoryWalk?
    var arguments: ArgumentWalk?
    /// The search by Ctrl-R, if one is under way.
    var currentSearch: IncrementalSearch?
    var undo = UndoSteps()
    var killed = KillRing()
    /// The numbers of the keys that deleted and that inserted a text last.
    var lastKill = -1
    var lastYank = -1
    /// The buffer for everything drawn while a line is edited.
    let canvas: EditLineScreen
    /// The number of the last key that listed candidates.
    var listedAt: Int?
    var display = LineDisplay()
    /// The text coloured last, and its colours.
    var coloredText: (text: String, ranges: [ColoredRange])?
    /// The size of the window in which the line was drawn.
    var drawnSize: (columns: Int, rows: Int)?
    /// The commands of a pasted block that are still to be returned.
    private var pending: [String] = []

    /// Creates a line editor.
    ///
    /// - Parameters:
    ///   - interrupts: required as proof that the signal handlers are installed.
    ///   - completion: gets the line with the cursor, the cursor as a UTF-8 offset, and the earlier lines of the block.
    ///   - coloring: returns the coloured ranges of a text.
    ///   - completeness: returns whether a text can be executed.
    package init(
        name: String, history: LineHistory, interrupts: Interrupts, window: TerminalWindow = TerminalWindow(),
        completion: @escaping (_ line: String, _ cursor: Int, _ earlier: String) -> Completion,
        coloring: @escaping (_ text: String) -> [ColoredRange] = { _ in [] },
        completeness: @escaping (_ text: String) -> Completeness = { _ in .finished }
    ) {
        canvas = EditLineScreen(stream: window.isTerminal(.output) ? .output : .error)
        self.coloring = coloring
        self.completeness = completeness
        self.name = name
        self.history = history
        self.window = window
        self.completion = completion
    }

    /// Reads a line or a block, without its line end. The prompt is shown only at a terminal. Lines are not added to the
    /// history here.
    ///
    /// - Parameter isCommand: false for the answer to a question, which is always one line.
    package func readLine(prompt: Prompt, isCommand: Bool = true) -> Input {
        self.prompt = prompt
        readsCommand = isCommand
        if SystemTerminal.isTerminateRequested { return .terminated }
        if !pending.isEmpty {
            let text = pending.removeFirst()
            let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
            stream.write(prompt.plain + lines.joined(separator: "\n" + continuation.plain) + "\n")
            return .line(text)
        }
        guard canEdit, let editor = startedEditor(), editor.isEditing else {
            if window.isInteractive { SystemTerminal.restore() }
            return plain.next(prompt: window.isInteractive ? prompt.plain : nil, on: stream)
        }
        return edit(with: editor)
    }

    /// True if commands of a pasted block are still to be returned.
    package var hasPending: Bool { !pending.isEmpty }

    /// Drops the rest of a pasted block, after an error or an interrupt.
    package func discardPending() {
        pending = []
    }

    var stream: TerminalWindow.Stream { canvas.stream }

    /// True if lines can be edited. libedit crashes if it is started in a window of a few rows.
    package var canEdit: Bool {
        guard window.isInteractive, window.movesCursor, let size = window.size else { return false }
        return size.rows >= 4 && size.columns >= 20
    }

    private func startedEditor() -> EditLine? {
        if let editor { return editor }
        editor = EditLine(
            name: name, canvas: canvas, readKey: { [unowned self] in nextKey() },
            perform: { [unowned self] in perform($0) })
        return editor
    }

    private func edit(with editor: EditLine) -> Input {
        outcome = nil
        walk = nil
        arguments = nil
        undo = UndoSteps()
        coloredText = nil
        SystemTerminal.clearInterrupts()
        keys.decoder.escapeIsKey = editor.usesViKeys
        display.forget()
        drawnSize = nil
        canvas.write(Self.beginning)
        let text = editor.read()
        // Keys of libedit's own can end the line too, and the user may have bound others to them.
        if outcome == nil { accept(text.map { $0.hasSuffix("\n") ? String($0.dropLast()) : $0 }) }
        canvas.write(Self.end)
        canvas.flush()
        return taken(outcome ?? .interrupted)
    }

    private func accept(_ text: String?) {
        guard let text else {
            // Some commands of vi end editing without a line; the end of the input has its own outcome.
            outcome = .interrupted
            canvas.write(display.leave())
            return
        }
        draw(EditedText(text), suggestion: "")
        canvas.write(display.leave())
        outcome = .line(text)
    }

    /// Returns the first command of a block, and keeps the others.
    private func taken(_ input: Input) -> Input {
        guard case .line(let text) = input, readsCommand, text.contains("\n") else { return input }
        var commands: [String] = []
        var command: [Substring] = []
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            if command.isEmpty, line.allSatisfy(\.isWhitespace) { continue }
            command.append(line)
            guard completeness(command.joined(separator: "\n")) == .finished else { continue }
            commands.append(command.joined(separator: "\n"))
            command = []
        }
        if !command.isEmpty { commands.append(command.joined(separator: "\n")) }
        guard let first = commands.first else { return .line("") }
        pending = Array(commands.dropFirst())
        return .line(first)
    }

    /// Returns whether a text can be executed; the answer to a question always can.
    func completeness(of text: String) -> Completeness { readsCommand ? completeness(text) : .finished }

    /// Pastes arrive as blocks, and the terminal counts what is seen as one character as one, if it can.
    private static let beginning = "\u{1B}[?2004h\u{1B}[?2027h"
    private static let end = "\u{1B}[?2004l\u{1B}[?2027l"

    // MARK: Keys

    /// Waits for the next key; nil if the line has ended.
    ///
    /// - Parameter isQuoted: true if the key is text, whatever it means elsewhere.
    func nextKey(isQuoted: Bool = false) -> Unicode.Scalar? {
        settle()
        while outcome == nil {
            let event = keys.next(beforeWaiting: { [unowned self] in
                draw()
                canvas.flush()
            })
            switch event {
            case .key(Self.quit) where !isQuoted:
                // As elsewhere, it has no effect in a process that ignores the signal. This thread may block it.
                kill(getpid(), SIGQUIT)
                if SystemTerminal.isTerminateRequested { return leave(.terminated) }
            case .key(let scalar):
                keyNumber += 1
                return scalar
            case .end: return leave(.endOfInput)
            case .signal:
                if SystemTerminal.isTerminateRequested { return leave(.terminated) }
                if SystemTerminal.interrupts > 0 {
                    keyNumber += 1
                    return "\u{03}"
                }
            // Drawing follows the size of the window.
            }
        }
        return nil
    }

    /// Ctrl-\, which sends no signal while a line is edited.
    private static let quit: Unicode.Scalar = "\u{1C}"

    private func leave(_ input: Input) -> Unicode.Scalar? {
        moveBelow()
        outcome = input
        return nil
    }

    /// Notes the change of the last key. libedit moves and deletes code points: this makes whole characters of them.
    private func settle() {
        guard currentSearch == nil, let editor else { return }
        let before = undo.last
        var state = editor.line
        if state != before {
            let isVi = editor.usesViKeys
            if isVi, let whole = state.deletingWhole(since: before) { state = whole }
            if !state.isBoundary(state.cursor) {
                if state.cursor < before.cursor { state.moveBackward() } else { state.moveForward() }
            }
            if state != editor.line { editor.line = state }
        }
        undo.note(state)
    }

    func suspend(_ editor: EditLine) {
        lendTerminal(editor) { SystemTerminal.suspend() }
    }

    /// Gives the terminal to something else, with its usual settings; the line is drawn again afterwards.
    func lendTerminal(_ editor: EditLine, to other: () -> Void) {
        moveBelow()
        canvas.write(Self.end)
        canvas.flush()
        editor.holdTerminal(false)
        SystemTerminal.restore()
        other()
        editor.holdTerminal(true)
        canvas.write(Self.beginning)
    }
}
