import HelpPages
public import Session

extension Session {
    /// True while a lesson runs or waits.
    public var isInLesson: Bool { running.contains { $0.lesson != nil } }
}

extension Lesson {
    /// The sentences that the lesson prints or asks, without its commands.
    var sentences: [String] {
        var found: [String] = []
        var text = ""
        var quote: Character?
        for line in self.text.split(separator: "\n", omittingEmptySubsequences: false) {
            var rest = line
            if quote == nil {
                let words = line.split(separator: " ", maxSplits: 1)
                guard words.count == 2, ["print", "pause", "ask"].contains(words[0]), let first = words[1].first,
                    first == "'" || first == "\""
                else { continue }
                quote = first
                rest = words[1].dropFirst()
            }
            guard let mark = quote else { continue }
            let end = rest.firstIndex(of: mark)
            text += " " + rest[..<(end ?? rest.endIndex)]
            guard end != nil else { continue }
            found += HelpWords.sentences(text)
            (text, quote) = ("", nil)
        }
        return found
    }
}

/// The layout of what a lesson shows, for windows of 80 columns.
package enum LessonText {
    private static let prompt = "ns> "
    private static let continuation = "    "
    private static let width = 79

    /// Returns a command after a prompt. If it is too long for a line, it continues on others, as it could be typed: a
    /// backslash ends each line but the last.
    package static func folded(command: String) -> String {
        var lines: [String] = []
        var line = prompt
        var isEmpty = true
        for word in command.split(separator: " ", omittingEmptySubsequences: false) {
            if !isEmpty, line.count + 1 + word.count + 2 > width, prompt.count + command.count > width {
                lines.append(line + " \\")
                (line, isEmpty) = (continuation, true)
            }
            line += (isEmpty ? "" : " ") + word
            isEmpty = false
        }
        return (lines + [line]).joined(separator: "\n")
    }
}
