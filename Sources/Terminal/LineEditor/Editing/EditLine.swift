import CEditLine
import Platform

/// The line editor libedit: its line, the keys of vi, and the bindings of the user's `.editrc`.
///
/// Its drawing, signals, history and completion are not used.
final class EditLine {
    /// The effect of a key that is handled here instead of by libedit.
    enum Effect {
        case done
        /// The line is finished.
        case finish
        /// The action is impossible; the terminal beeps.
        case refuse
    }

    private let editor: OpaquePointer
    private let readKey: () -> Unicode.Scalar?
    private let perform: (Unicode.Scalar) -> Effect

    /// Creates the editor; nil if libedit cannot be started. It is never ended: that would discard typed-ahead input.
    init?(
        name: String, canvas: EditLineScreen, readKey: @escaping () -> Unicode.Scalar?,
        perform: @escaping (Unicode.Scalar) -> Effect
    ) {
        guard let file = canvas.file, let editor = editline_open(name, file, canvas.stream.rawValue) else { return nil }
        self.editor = editor
        self.readKey = readKey
        self.perform = perform
        editline_set_client_data(editor, Unmanaged.passUnretained(self).toOpaque())
        editline_set_signals(editor, 0)
        editline_set_keys(editor, "emacs")
        editline_set_reader(editor) { editor, key in EditLine.of(editor)?.next(key) ?? 0 }
        editline_add(editor, Self.function, "a key of the shell") { editor, key in
            EditLine.perform(key, editor)
        }
        bindKeys()
        el_source(editor, nil)
        bindKeys(onlyEssential: true)
        // Ctrl-C, Ctrl-Z and Ctrl-\ are keys while a line is edited; so are Ctrl-S and Ctrl-Q.
        for setting in ["-isig", "-ixon", "-ixoff"] { editline_set_terminal(editor, "-d", setting) }
        // Between two lines too: otherwise a typed-ahead Ctrl-D would end a line and reach the next one as a zero
        // byte.
        for setting in ["-icanon", "-echo"] { editline_set_terminal(editor, "-x", setting) }
    }

    /// The name of the shell's function in libedit.
    private static let function = "ns-key"

    /// True unless the user's `.editrc` turns editing off.
    var isEditing: Bool { editline_is_editing(editor) != 0 }

    var usesViKeys: Bool { editline_uses_vi(editor) != 0 }

    /// Edits a line and returns it; nil at the end of the input, or if an action finished an empty line.
    func read() -> String? {
        var count: Int32 = 0
        // Otherwise the terminal echoes early input.
        holdTerminal(true)
        return el_gets(editor, &count).map { String(cString: $0) }
    }

    /// The line and the cursor.
    var line: EditedText {
        get {
            guard let info = el_line(editor)?.pointee, let start = info.buffer, let end = info.lastchar,
                let cursor = info.cursor
            else { return EditedText() }
            let bytes = UnsafeRawBufferPointer(start: start, count: max(0, end - start))
            return EditedText(String(decoding: bytes, as: UTF8.self), cursor: cursor - start)
        }
        set {
            let present = line
            func scalars(_ text: EditedText, _ range: Range<Int>) -> Int32 {
                Int32(clamping: text.text(range).unicodeScalars.count)
            }
            if newValue.bytes == present.bytes {
                let (from, to) = (present.cursor, newValue.cursor)
                let count = scalars(newValue, min(from, to)..<max(from, to))
                if count > 0 { el_cursor(editor, to < from ? -count : count) }
                return
            }
            let rest = scalars(present, present.cursor..<present.bytes.count)
            if rest > 0 { el_cursor(editor, rest) }
            if !present.isEmpty { el_deletestr(editor, scalars(present, 0..<present.bytes.count)) }
            if !newValue.isEmpty { el_insertstr(editor, newValue.text) }
            let behind = scalars(newValue, newValue.cursor..<newValue.bytes.count)
            if behind > 0 { el_cursor(editor, -behind) }
        }
    }

    /// Prepares the terminal for editing, or ends editing, which leaves it without echo and line mode.
    func holdTerminal(_ holds: Bool) {
        editline_prepare(editor, holds ? 1 : 0)
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

    private static func perform(_ key: Int32, _ editor: OpaquePointer?) -> UInt8 {
        let scalar = UInt32(exactly: key).flatMap(Unicode.Scalar.init)
        let effect = scalar.flatMap { of(editor)?.perform($0) } ?? .refuse
        let code =
            switch effect {
            case .done: CC_REFRESH
            case .finish: CC_NEWLINE
            case .refuse: CC_ERROR
            }
        return UInt8(code)
    }

    /// Binds the shell's keys; after the user's `.editrc` only those that the shell depends on.
    private func bindKeys(onlyEssential: Bool = false) {
        let keys = LineKeys.common.keys.map { Self.name($0) }
        for key in keys { editline_bind(editor, key, Self.function) }
        if usesViKeys {
            // libedit would take the next key for one with Alt; vi ignores Escape in command mode.
            if onlyEssential { editline_bind_alternative(editor, "^[", "ed-unassigned") }
            for key in keys + LineKeys.viCommands.keys.map({ Self.name($0) }) where !LineKeys.viKeeps.contains(key) {
                editline_bind_alternative(editor, key, Self.function)
            }
        } else if !onlyEssential {
            for key in LineKeys.emacs.keys { editline_bind(editor, Self.name(key), Self.function) }
        }
    }

    /// Returns the name of a key in libedit's `bind`.
    private static func name(_ key: Unicode.Scalar) -> String {
        switch key.value {
        case 0x7F: "^?"
        case ..<0x20: Unicode.Scalar(key.value | 0x40).map { "^\($0)" } ?? ""
        default: String(key)
        }
    }
}
