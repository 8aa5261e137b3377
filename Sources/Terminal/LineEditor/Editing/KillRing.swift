/// The deleted texts that Ctrl-Y inserts again.
package struct KillRing: Sendable {
    private var texts: [String] = []
    private var index = 0

    /// The maximum number of texts.
    private static let limit = 60

    package init() {}

    /// Adds a deleted text, or joins it to the last one: in front of it if it was deleted backwards.
    package mutating func add(_ text: String, joins: Bool, backwards: Bool) {
        guard !text.isEmpty else { return }
        if joins, let last = texts.popLast() {
            texts.append(backwards ? text + last : last + text)
        } else {
            texts.append(text)
            if texts.count > Self.limit { texts.removeFirst() }
        }
        index = texts.count - 1
    }

    /// The text to insert; nil if nothing was deleted yet.
    package var current: String? { texts.indices.contains(index) ? texts[index] : nil }

    /// Moves to the text deleted before the current one, and from the oldest to the newest.
    package mutating func rotate() {
        index = index > 0 ? index - 1 : max(0, texts.count - 1)
    }

    /// Moves to the text that was deleted last.
    package mutating func rewind() { index = max(0, texts.count - 1) }
}
