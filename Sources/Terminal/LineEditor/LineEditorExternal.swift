import Platform

/// Editing the line in the user's own editor, by Ctrl-X Ctrl-E.
extension LineEditor {
    func editElsewhere(with editor: EditLine) -> EditLine.Effect {
        guard let file = LineFile(text: editor.line.text) else { return .refuse }
        defer { file.remove() }
        var status: Int32 = -1
        lendTerminal(editor) { status = SystemTerminal.run(Self.editorCommand(for: file.path)) }
        // An editor that failed may have left anything in the file; Vim's `:cq` means that nothing should change.
        guard status == 0, let text = file.read() else { return .refuse }
        var changed = text.replacing("\r\n", with: "\n").replacing("\t", with: "    ")
        while changed.hasSuffix("\n") { changed.removeLast() }
        editor.line = EditedText(changed.withoutControls)
        return .done
    }

    /// Returns the command that opens a file: VISUAL, EDITOR, or else the editor that is installed.
    static func editorCommand(
        for path: String, environment: (String) -> String? = environmentVariable
    ) -> String {
        let file = SystemTerminal.quoted(path)
        let wanted = [environment("VISUAL"), environment("EDITOR")].compactMap { $0 }.first { !$0.isEmpty }
        if let wanted { return "\(wanted) \(file)" }
        return "if command -v vi >/dev/null; then vi \(file); else nano \(file); fi"
    }
}

/// A temporary file with a line, readable only by the user.
private struct LineFile {
    let path: String

    /// Writes a text; nil if that is impossible.
    init?(text: String) {
        let folder = environmentVariable("TMPDIR").flatMap { $0.isEmpty ? nil : $0 } ?? "/tmp"
        let suffix = ".ns"
        var template = Array("\(folder)/ns-line-XXXXXX\(suffix)".utf8CString)
        // mkstemps creates the file with mode 0600, and never follows a link.
        let descriptor = mkstemps(&template, Int32(suffix.utf8.count))
        guard descriptor >= 0 else { return nil }
        path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        let isWritten = HistoryFile.writeAll(text + "\n", to: descriptor)
        guard close(descriptor) == 0, isWritten else {
            unlink(path)
            return nil
        }
    }

    /// Returns the content; nil if the file cannot be read, or is too large for a line.
    func read() -> String? {
        // Editors replace the file, so it is opened again.
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        let bytes = HistoryFile.bytes(of: descriptor)
        return bytes.count <= Self.limit ? String(decoding: bytes, as: UTF8.self) : nil
    }

    /// The maximum size in bytes.
    private static let limit = 1_000_000

    func remove() { unlink(path) }
}
