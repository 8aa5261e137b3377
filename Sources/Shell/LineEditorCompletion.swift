/// Completion by Tab.
extension LineEditor {
    func complete(with editor: EditLine) -> EditLine.Effect {
        // The same list is still on the screen.
        if let listedAt, listedAt == keyCount - 1 {
            self.listedAt = keyCount
            return .refuse
        }
        let (text, cursor) = editor.line
        let bytes = Array(text.utf8)
        // In a pasted block, completes only the cursor's line.
        let newline = UInt8(ascii: "\n")
        let start = bytes[..<cursor].lastIndex(of: newline).map { $0 + 1 } ?? 0
        let end = bytes[cursor...].firstIndex(of: newline) ?? bytes.count
        let found = completion(String(decoding: bytes[start..<end], as: UTF8.self), cursor - start)
        let range = found.range.lowerBound + start..<found.range.upperBound + start
        guard !found.candidates.isEmpty || !found.hints.isEmpty, range.lowerBound >= start, range.upperBound <= end
        else { return .refuse }
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
        if found.candidates.count == 1, found.hints.isEmpty, let only = found.candidates.first {
            let hasBlank = range.upperBound < bytes.count && bytes[range.upperBound] == UInt8(ascii: " ")
            replace(with: only.text + (only.isComplete && !hasBlank ? " " : ""))
            if only.isComplete, hasBlank { editor.moveCursor(by: 1) }
            return .changed
        }
        list(found, with: editor)
        listedAt = keyCount
        let common = found.commonBeginning
        if common.utf8.count > replaced.utf8.count, common.hasPrefix(replaced) { replace(with: common) }
        editor.draw()
        return .drawn
    }

    func list(_ completion: Completion, with editor: EditLine) {
        moveBelow()
        let size = window.size ?? (80, 24)
        let list = CompletionList(
            completion, columns: size.columns, rows: size.rows, theme: window.theme(of: stream))
        canvas.write("\r\n\u{1B}[J" + list.lines.map { $0 + "\r\n" }.joined())
    }
}
