import CHelp
import CommandLanguage

/// A lesson of the folder `Scripts/lessons`: a script whose parts end with `pause`.
public struct Lesson: Sendable {
    /// The word that tells it from others, whatever its place.
    public let name: String
    /// What it is about, in one line.
    public let title: String
    /// The script.
    public let text: String

    /// Every lesson, in the order in which they build on one another.
    public static let all: [Lesson] = (0..<lessons_count()).map { index in
        let page = lesson_at(index)
        let bytes = UnsafeRawBufferPointer(start: page.text, count: page.count)
        return Lesson(name: String(cString: page.name), text: String(decoding: bytes, as: UTF8.self))
    }

    /// A script whose first comment is its title.
    private init(name: String, text: String) {
        self.name = name
        self.text = text
        let first = text.split(separator: "\n").first { $0.hasPrefix("# ") }
        title = String(first?.dropFirst(2) ?? "")
    }

    /// One part: what is executed before the learner is waited for, and what is asked meanwhile.
    struct Part {
        var blocks: [Block] = []
        /// What the `pause` at its end says; nil at the lesson's end.
        var question: String?
    }

    /// Its parts, in order.
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
