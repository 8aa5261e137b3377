/// The states of a text that is edited, for undo.
package struct UndoSteps: Sendable {
    private var earlier: [EditedText] = []
    private var current = EditedText()
    /// True if the last change typed a character of a word; the next one then belongs to the same step.
    private var isTyping = false

    /// The maximum number of steps.
    private static let limit = 1_000

    package init() {}

    /// The state noted last.
    package var last: EditedText { current }

    /// Notes the present state. A word that is typed is one step.
    package mutating func note(_ state: EditedText) {
        guard state.bytes != current.bytes else {
            if state.cursor != current.cursor { isTyping = false }
            current = state
            return
        }
        let isTyped = Self.isTyped(current, state)
        if !isTyped || !isTyping {
            earlier.append(current)
            if earlier.count > Self.limit { earlier.removeFirst() }
        }
        isTyping = isTyped
        current = state
    }

    /// Returns the state before the last step; nil if there is none.
    package mutating func undo() -> EditedText? {
        guard let state = earlier.popLast() else { return nil }
        isTyping = false
        current = state
        return state
    }

    private static func isTyped(_ before: EditedText, _ after: EditedText) -> Bool {
        let count = after.bytes.count - before.bytes.count
        guard count > 0, count <= 4, after.cursor == before.cursor + count else { return false }
        let typed = after.text(before.cursor..<after.cursor)
        return !typed.contains(where: \.isWhitespace)
            && after.bytes[..<before.cursor] == before.bytes[..<before.cursor]
            && after.bytes[after.cursor...] == before.bytes[before.cursor...]
    }
}
