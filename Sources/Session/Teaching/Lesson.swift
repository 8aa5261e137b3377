import CHelp
import CommandLanguage
package import CommandParsing
package import Messages
import Notation
import Suggestions

/// A lesson of the folder `Scripts/lessons`: a script whose parts end with `pause`.
public struct Lesson: Sendable {
    /// The name, which does not depend on the order of lessons.
    public let name: String
    /// The topic, in one line.
    public let title: String
    /// The time that it takes a learner, in minutes.
    public let minutes: Int
    /// The names of the lessons that it builds on.
    public let needs: [String]
    /// The concepts that it teaches, in one line.
    public let teaches: String
    /// Terms of the field that find this lesson in `help`, besides the words of its text.
    public let searchTerms: [String]
    /// The text of the script.
    public let text: String

    /// All lessons, in the order in which they build on one another.
    public static let all: [Lesson] = (0..<lessons_count()).map { index in
        let page = lesson_at(index)
        let bytes = UnsafeRawBufferPointer(start: page.text, count: page.count)
        return Lesson(
            name: String(cString: page.name), text: String(decoding: bytes, as: UTF8.self), reference: "\(index + 1)")
    }

    /// The words after `lesson` that start it: its number, or its file.
    public let reference: String

    /// The number of the lesson, or the name of its file without the folder.
    package var shortReference: String { Int(reference) == nil ? "\(name).ns" : reference }

    /// Reads a lesson of a teacher's own.
    ///
    /// - Throws: `.unusable` or `.failed` if the file cannot be read or is not text.
    package static func read(path: String, grammar: Grammar) throws(SessionError) -> Lesson {
        let text = try Script(path: path, grammar: grammar).source.text
        let file = path.split(separator: "/").last.map { String($0) } ?? path
        let name = isFile(file) ? String(file.dropLast(3)) : file
        return Lesson(name: name, text: text, reference: CommandText.quoted(path))
    }

    /// Creates a lesson from a script whose first comment is the title. The comments below it, such as `# minutes: 10`, say
    /// how long it takes, what it needs, what it teaches, and which terms find it.
    private init(name: String, text: String, reference: String) {
        self.reference = reference
        self.name = name
        self.text = text
        let head = text.split(separator: "\n").prefix { $0.hasPrefix("# ") }.map { $0.dropFirst(2) }
        func list(_ label: String) -> [String] {
            let line = head.first { $0.hasPrefix(label + ": ") }?.dropFirst(label.count + 2)
            return line.map { $0.split(separator: ", ").map(String.init) } ?? []
        }
        title = head.first.map { String($0) } ?? name
        minutes = list("minutes").first.flatMap { Int($0) } ?? 10
        needs = list("needs")
        teaches = list("teaches").joined(separator: ", ")
        searchTerms = list("search")
    }

    /// The number of a lesson in the course, from 1; nil if there is none with this name.
    public static func number(named name: String) -> Int? { all.firstIndex { $0.name == name }.map { $0 + 1 } }

    /// The name of a lesson that is similar to a word; nil if none is.
    package static func name(near word: String) -> String? { Suggestion.nearest(to: word, among: all.map(\.name)) }

    /// True if a word names a file with a lesson.
    package static func isFile(_ word: String) -> Bool { word.lowercased().hasSuffix(".ns") }

    /// One part: the commands before a pause or a question.
    package struct Part {
        /// The end of a part.
        package enum End {
            /// A pause with this text.
            case pause(String)
            /// A question to the learner.
            case question(Statement)
        }

        package var blocks: [Block] = []
        /// The pause or question at its end; nil at the lesson's end.
        package var end: End?
    }

    /// Returns the parts of a lesson, in order.
    package static func parts(of script: Script, grammar: Grammar) -> [Part] {
        var parts: [Part] = [Part()]
        let parser = Parser(grammar, words: .full)
        for block in script.blocks {
            guard case .command(let statement) = block, let end = end(statement, of: script.source, parser) else {
                parts[parts.count - 1].blocks.append(block)
                continue
            }
            parts[parts.count - 1].end = end
            parts.append(Part())
        }
        if parts.last?.blocks.isEmpty == true { parts.removeLast() }
        return parts
    }

    /// Returns the end of a part that a command is; nil for any other command.
    private static func end(_ statement: Statement, of source: Source, _ parser: Parser<any Command>) -> Part.End? {
        // What a question with variables contains is known only when it is asked.
        if statement.hasVariables {
            return statement.begins(with: AskCommand.grammar.name) ? .question(statement) : nil
        }
        guard let parsed = try? parser.parse(statement, of: source, variables: Variables()) else { return nil }
        if let pause = parsed.command as? PauseCommand { return .pause(pause.text) }
        if let ask = parsed.command as? AskCommand, case .answer = ask.request { return .question(statement) }
        return nil
    }
}
