import FileWriting
import Foundation
public import Messages

/// Answers to the questions of a lesson or script, one a line, for a run without a learner.
public final class AnswerLines {
    private let path: String
    private var lines: [Substring]
    private var next = 0

    /// Reads the answers of a file: the first line answers the first question. An empty line or `skip` passes.
    ///
    /// - Throws: `.failed` if the file cannot be read or is not text in UTF-8.
    public init(path: String) throws(SessionError) {
        self.path = path
        lines = try Self.lines(of: path)
    }

    /// Returns the lines of a text file.
    ///
    /// - Throws: `.failed` if it cannot be read; `.unusable` if it is not text in UTF-8.
    package static func lines(of path: String) throws(SessionError) -> [Substring] {
        let data: Data
        do { data = try InputFile.contents(of: path) } catch { throw .failed(error.description) }
        guard var text = String(data: data, encoding: .utf8) else { throw .answersNotText(path) }
        if text.hasPrefix("\u{FEFF}") { text.removeFirst() }
        // A line break of Windows is a single character.
        var lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        if lines.last == "" { lines.removeLast() }
        return lines
    }

    /// Returns the next answer with its position; nil after the last one.
    package func take() -> (line: String, position: String)? {
        guard next < lines.count else { return nil }
        next += 1
        return (String(lines[next - 1]), "\(path):\(next)")
    }
}
