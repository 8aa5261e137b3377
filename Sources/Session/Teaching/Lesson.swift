import CHelp
import CommandLanguage

/// A lesson of the folder `Scripts/lessons`: a script whose parts end with `pause`.
public struct Lesson: Sendable {
    /// The name, which does not depend on the order of lessons.
    public let name: String
    /// The topic, in one line.
    public let title: String
    /// The text of the script.
    public let text: String

    /// All lessons, in the order in which they build on one another.
    public static let all: [Lesson] = (0..<lessons_count()).map { index in
        let page = lesson_at(index)
        let bytes = UnsafeRawBufferPointer(start: page.text, count: page.count)
        return Lesson(name: String(cString: page.name), text: String(decoding: bytes, as: UTF8.self))
    }

    /// Creates a lesson from a script whose first comment is the title.
    private init(name: String, text: String) {
        self.name = name
        self.text = text
        let first = text.split(separator: "\n").first { $0.hasPrefix("# ") }
        title = String(first?.dropFirst(2) ?? "")
    }

    /// One part: the commands before a pause, and the question asked at it.
    struct Part {
        var blocks: [Block] = []
        /// The text of the `pause` at its end; nil at the lesson's end.
        var question: String?
    }

    /// Returns the parts of a lesson, in order.
    static func parts(of script: Script, grammar: Grammar) -> [Part] {
        var parts: [Part] = [Part()]
        let parser = Parser(grammar, words: .full)
        for block in script.blocks {
            guard case .command(let statement) = block,
                let parsed = try? parser.parse(statement, of: script.source, variables: Variables()),
                let pause = parsed.command as? PauseCommand
            else {
                parts[parts.count - 1].blocks.append(block)
                continue
            }
            parts[parts.count - 1].question = pause.text
            parts.append(Part())
        }
        if parts.last?.blocks.isEmpty == true { parts.removeLast() }
        return parts
    }
}
