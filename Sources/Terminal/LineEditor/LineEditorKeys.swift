/// The effects of the keys that the shell handles itself.
extension LineEditor {
    func perform(_ key: Unicode.Scalar) -> EditLine.Effect {
        guard let editor, let action = LineKeys.action(of: key) else { return .refuse }
        switch action {
        case .complete: return complete(with: editor)
        case .interrupt:
            SystemTerminal.clearInterrupts()
            moveBelow(mark: "^C")
            outcome = .interrupted
            return .finish
        case .end: return end(with: editor)
        case .suspend:
            suspend(editor)
            return .done
        case .older, .newer: return walkHistory(older: action == .older, with: editor)
        case .search: return search(with: editor)
        case .clear:
            canvas.write("\u{1B}[H\u{1B}[2J")
            display.forget()
            return .done
        case .accept: return accept(with: editor)
        case .quote:
            guard let key = nextKey(isQuoted: true) else { return .done }
            if key.value > 0 { editor.line.insert(String(key)) }
            return .done
        case .yank, .yankPop: return yank(isPop: action == .yankPop, with: editor)
        case .undo: return undo(with: editor)
        case .lastArgument: return insertArgument(with: editor)
        case .comment:
            if editor.line.toggleComment() { return finish(editor.line.text, with: editor) }
            return .done
        case .prefix:
            switch nextKey().flatMap(LineKeys.action(afterPrefix:)) {
            case .undo: return undo(with: editor)
            case .edit: return editElsewhere(with: editor)
            case nil: return .refuse
            }
        default: return edit(action, with: editor)
        }
    }

    /// Performs an action that changes only the text and the cursor.
    private func edit(_ action: LineKeys.Action, with editor: EditLine) -> EditLine.Effect {
        var line = editor.line
        let before = line
        switch action {
        case .forward, .lineEnd:
            if line.cursor == line.bytes.count, let suggestion {
                line.insert(suggestion)
            } else if action == .forward {
                line.moveForward()
            } else {
                line.moveToLineEnd()
            }
        case .backward: line.moveBackward()
        case .lineStart: line.moveToLineStart()
        case .wordForward: line.moveWordForward()
        case .wordBackward: line.moveWordBackward()
        case .eraseBackward: line.eraseBackward()
        case .eraseForward: line.eraseForward()
        case .transpose: line.transpose()
        case .newLine: line.insert("\n")
        case .paste: line.insert(Self.block(keys.pasted))
        case .deleteAll: kill(.all, in: &line)
        case .deleteRestOfLine: kill(.restOfLine, in: &line)
        case .deleteBlankWord: kill(.previousBlankWord, in: &line)
        case .deletePreviousWord: kill(.previousWord, in: &line)
        case .deleteNextWord: kill(.nextWord, in: &line)
        default: return .refuse
        }
        guard line != before else { return action == .lineStart || action == .lineEnd ? .done : .refuse }
        editor.line = line
        return .done
    }

    private func kill(_ part: EditedText.Part, in line: inout EditedText) {
        let deleted = line.delete(part)
        let isBackwards: Bool
        switch part {
        case .previousBlankWord, .previousWord: isBackwards = true
        case .all, .restOfLine, .nextWord: isBackwards = false
        }
        killed.add(deleted, joins: lastKill == keyNumber - 1, backwards: isBackwards)
        lastKill = keyNumber
    }

    private func yank(isPop: Bool, with editor: EditLine) -> EditLine.Effect {
        guard let text = killed.current else { return .refuse }
        var line = editor.line
        if isPop {
            guard lastYank == keyNumber - 1 else { return .refuse }
            killed.rotate()
            let start = line.cursor - text.utf8.count
            guard let other = killed.current, start >= 0 else { return .refuse }
            line.replace(start..<line.cursor, with: other)
        } else {
            killed.rewind()
            line.insert(killed.current ?? text)
        }
        editor.line = line
        lastYank = keyNumber
        return .done
    }

    private func undo(with editor: EditLine) -> EditLine.Effect {
        guard let earlier = undo.undo() else { return .refuse }
        editor.line = earlier
        return .done
    }

    /// Ctrl-D: the end of the input, or of an unfinished block; within a line it deletes.
    private func end(with editor: EditLine) -> EditLine.Effect {
        let line = editor.line
        if line.isEmpty {
            moveBelow()
            outcome = .endOfInput
            return .finish
        }
        if line.cursor == line.bytes.count {
            guard line.line.isEmpty, case .unfinished = completeness(of: line.text) else { return .refuse }
            moveBelow()
            outcome = .unfinished(line.text)
            return .finish
        }
        editor.line.eraseForward()
        return .done
    }

    /// Return: executes a finished text, and continues an unfinished one on the next line.
    private func accept(with editor: EditLine) -> EditLine.Effect {
        let text = editor.line.text
        guard case .unfinished(let advice) = completeness(of: text) else { return finish(text, with: editor) }
        if let advice {
            let size = window.size ?? (80, 24)
            canvas.write(display.erase())
            for line in WordWrap.pieces(of: advice, columns: size.columns) {
                canvas.write(window.theme(of: stream).drawn(line, .dim) + "\r\n")
            }
        }
        editor.line.insert("\n")
        return .done
    }

    private func finish(_ text: String, with editor: EditLine) -> EditLine.Effect {
        moveBelow()
        outcome = .line(text)
        return .finish
    }

    /// Returns a pasted text without characters that a line cannot have. A final line end would act like Return.
    private static func block(_ text: String) -> String {
        var text = text.replacing("\r\n", with: "\n").replacing("\r", with: "\n").replacing("\t", with: "    ")
        while text.hasSuffix("\n") { text.removeLast() }
        return text.withoutControls
    }
}

extension String {
    /// The text without control characters; line ends stay.
    var withoutControls: String {
        String(
            String.UnicodeScalarView(
                unicodeScalars.filter { $0 == "\n" || $0.value >= 32 && !(0x7F..<0xA0).contains($0.value) }))
    }
}
