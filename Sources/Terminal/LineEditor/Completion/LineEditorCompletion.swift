/// Completion by Tab.
extension LineEditor {
    func complete(with editor: EditLine) -> EditLine.Effect {
        // The same list is still on the screen.
        if let listedAt, listedAt == keyNumber - 1 {
            self.listedAt = keyNumber
            return .refuse
        }
        let edited = editor.line
        let (bytes, cursor) = (edited.bytes, edited.cursor)
        // In a block, completes only the cursor's line; the earlier ones tell what may stand there.
        let (start, end) = (edited.line.lowerBound, edited.line.upperBound)
        let found = completion(edited.text(start..<end), cursor - start, edited.text(0..<start))
        let range = found.range.lowerBound + start..<found.range.upperBound + start
        guard !found.candidates.isEmpty || !found.hints.isEmpty, range.lowerBound >= start, range.upperBound <= end
        else { return .refuse }
        let replaced = String(decoding: bytes[range], as: UTF8.self)
        func replace(with text: String) { editor.line.replace(range, with: text) }
        if found.candidates.count == 1, found.hints.isEmpty, let only = found.candidates.first {
            let hasBlank = range.upperBound < bytes.count && bytes[range.upperBound] == UInt8(ascii: " ")
            replace(with: only.text + (only.isComplete && !hasBlank ? " " : ""))
            if only.isComplete, hasBlank { editor.line.moveForward() }
            return .done
        }
        list(found, with: editor)
        listedAt = keyNumber
        let common = found.commonBeginning
        if common.utf8.count > replaced.utf8.count, common.hasPrefix(replaced) { replace(with: common) }
        return .done
    }

    func list(_ completion: Completion, with editor: EditLine) {
        moveBelow()
        let size = window.size ?? (80, 24)
        let list = CompletionList(
            completion, columns: size.columns, rows: size.rows, theme: window.theme(of: stream))
        canvas.write(list.lines.map { $0 + "\r\n" }.joined())
    }
}
