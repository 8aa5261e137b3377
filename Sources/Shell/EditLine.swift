import CEditLine

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The line editor libedit: its keys, line and drawing, without its signals, history and completion.
final class EditLine {
    /// Keys that are handled here instead of by libedit.
    enum Action: String, CaseIterable {
        case complete, end, interrupt, suspend, older, newer, search, paste, forward, lineEnd

        /// The name of the function in libedit.
        var function: String { "ns-\(rawValue)" }
    }

    /// The effect of an action.
    enum Effect {
        /// The screen already shows the line.
        case drawn
        /// The line has changed and must be redrawn.
        case changed
        /// The line is finished.
        case finish
        /// The action is impossible; the terminal beeps.
        case refuse
    }

    private let editor: OpaquePointer
    private var promptBytes: UnsafeMutablePointer<CChar>?
    private let prompt: () -> String
    private let readKey: () -> Unicode.Scalar?
    private let perform: (Action) -> Effect

    /// Creates the editor; nil if libedit cannot be started. It is never ended: that would discard typed-ahead input.
    init?(
        name: String, canvas: EditLineScreen, prompt: @escaping () -> String, readKey: @escaping () -> Unicode.Scalar?,
        perform: @escaping (Action) -> Effect
    ) {
        guard let file = canvas.file, let editor = editline_open(name, file, canvas.stream.rawValue) else { return nil }
        self.editor = editor
        self.prompt = prompt
        self.readKey = readKey
        self.perform = perform
        editline_set_client_data(editor, Unmanaged.passUnretained(self).toOpaque())
        editline_set_signals(editor, 0)
        editline_set_keys(editor, "emacs")
        editline_set_prompt(editor) { editor in EditLine.of(editor)?.nextPrompt() }
        editline_set_reader(editor) { editor, key in EditLine.of(editor)?.next(key) ?? 0 }
        for action in Action.allCases {
            editline_add(editor, action.function, action.rawValue, Self.function(action))
        }
        bindAll()
        el_source(editor, nil)
        bindAll()
        // Ctrl-C, Ctrl-Z and Ctrl-\ are keys while a line is edited; so are Ctrl-S and Ctrl-Q.
        for setting in ["-isig", "-ixon", "-ixoff"] { editline_set_terminal(editor, "-d", setting) }
        // Between two lines too: otherwise a typed-ahead Ctrl-D would end a line and reach the next one as a zero
        // byte.
        for setting in ["-icanon", "-echo"] { editline_set_terminal(editor, "-x", setting) }
    }

    /// True unless the user's `.editrc` turns editing off.
    var isEditing: Bool { editline_is_editing(editor) != 0 }

    var usesViKeys: Bool { editline_uses_vi(editor) != 0 }

    /// Edits a line and returns it; nil at the end of the input, or if an action finished an empty line.
    func read() -> String? {
        var count: Int32 = 0
        // Otherwise libedit draws the prompt first, and the terminal echoes early input after it.
        holdTerminal(true)
        return el_gets(editor, &count).map { String(cString: $0) }
    }

    /// The line and the cursor's offset in it, in UTF-8 code units.
    var line: (text: String, cursor: Int) {
        guard let info = el_line(editor)?.pointee, let start = info.buffer, let end = info.lastchar,
            let cursor = info.cursor
        else { return ("", 0) }
        let bytes = UnsafeRawBufferPointer(start: start, count: max(0, end - start))
        return (String(decoding: bytes, as: UTF8.self), min(max(0, cursor - start), bytes.count))
    }

    /// Replaces the whole line and moves the cursor to its end.
    func replaceLine(with text: String) {
        moveToEnd()
        el_deletestr(editor, Int32(clamping: line.text.unicodeScalars.count))
        insert(text)
    }

    func insert(_ text: String) {
        if !text.isEmpty { el_insertstr(editor, text) }
    }

    /// Deletes characters before the cursor.
    func deleteBackward(_ scalars: Int) {
        if scalars > 0 { el_deletestr(editor, Int32(clamping: scalars)) }
    }

    func moveCursor(by scalars: Int) {
        el_cursor(editor, Int32(clamping: scalars))
    }

    func moveToEnd() {
        let (text, cursor) = line
        moveCursor(by: String(decoding: Array(text.utf8)[cursor...], as: UTF8.self).unicodeScalars.count)
    }

    /// Redraws the prompt and the line from the cursor's position, which must be the beginning of a row.
    func draw() {
        editline_refresh(editor)
    }

    /// Updates the window's size.
    func resize() {
        el_resize(editor)
    }

    /// Prepares the terminal for editing, or ends editing, which leaves it without echo and line mode.
    func holdTerminal(_ holds: Bool) {
        editline_prepare(editor, holds ? 1 : 0)
    }

    private func nextPrompt() -> UnsafeMutablePointer<CChar>? {
        free(promptBytes)
        promptBytes = strdup(prompt())
        return promptBytes
    }

    private func next(_ key: UnsafeMutablePointer<wchar_t>?) -> Int32 {
        guard let scalar = readKey() else { return 0 }
        key?.pointee = wchar_t(scalar.value)
        return 1
    }

    private static func of(_ editor: OpaquePointer?) -> EditLine? {
        guard let editor, let data = editline_client_data(editor) else { return nil }
        return Unmanaged<EditLine>.fromOpaque(data).takeUnretainedValue()
    }

    private static func perform(_ action: Action, _ editor: OpaquePointer?) -> UInt8 {
        let code =
            switch of(editor)?.perform(action) ?? .refuse {
            case .drawn: CC_NORM
            case .changed: CC_REFRESH
            case .finish: CC_NEWLINE
            case .refuse: CC_ERROR
            }
        return UInt8(code)
    }

    /// Returns the C function of an action. There is one for each, because a C function cannot capture the action.
    private static func function(_ action: Action) -> editline_function {
        switch action {
        case .complete: { editor, _ in EditLine.perform(.complete, editor) }
        case .end: { editor, _ in EditLine.perform(.end, editor) }
        case .interrupt: { editor, _ in EditLine.perform(.interrupt, editor) }
        case .suspend: { editor, _ in EditLine.perform(.suspend, editor) }
        case .older: { editor, _ in EditLine.perform(.older, editor) }
        case .newer: { editor, _ in EditLine.perform(.newer, editor) }
        case .search: { editor, _ in EditLine.perform(.search, editor) }
        case .paste: { editor, _ in EditLine.perform(.paste, editor) }
        case .forward: { editor, _ in EditLine.perform(.forward, editor) }
        case .lineEnd: { editor, _ in EditLine.perform(.lineEnd, editor) }
        }
    }

    private func bindAll() {
        let special: [(SpecialKey, String)] = [
            (.up, Action.older.function), (.down, Action.newer.function), (.right, Action.forward.function),
            (.left, "ed-prev-char"), (.home, "ed-move-to-beg"), (.end, Action.lineEnd.function),
            (.delete, "ed-delete-next-char"), (.wordRight, "em-next-word"), (.wordLeft, "ed-prev-word"),
            (.deleteWord, "em-delete-next-word"), (.paste, Action.paste.function),
        ]
        let control: [(String, Action)] = [
            ("^I", .complete), ("^D", .end), ("^C", .interrupt), ("^Z", .suspend), ("^R", .search),
        ]
        let both = special.map { (String($0.scalar), $1) } + control.map { ($0, $1.function) }
        for (key, function) in both { editline_bind(editor, key, function) }
        if usesViKeys {
            for (key, function) in both + [("k", Action.older.function), ("j", Action.newer.function)] {
                editline_bind_alternative(editor, key, function)
            }
        } else {
            let emacs: [(String, Action)] = [("^P", .older), ("^N", .newer), ("^F", .forward), ("^E", .lineEnd)]
            for (key, action) in emacs { editline_bind(editor, key, action.function) }
            // Deletes up to the previous blank, as in other shells; libedit would delete the whole region.
            editline_bind(editor, "^W", "ed-delete-prev-word")
        }
    }
}
