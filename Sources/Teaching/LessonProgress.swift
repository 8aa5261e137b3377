import FileWriting
import Foundation

/// The end of a lesson.
enum EndedLesson {
    /// The learner has left it, or it is a teacher's own: no other lesson follows.
    case left
    /// The lesson of the course with this index is finished.
    case finished(Int)
}

extension Session {
    /// Returns the suggestion after a lesson that has just ended, once; nil if there was none.
    ///
    /// - Returns: The command with the topic of the next lesson that is not done; empty if there is none.
    public func takeSuggestionAfterLesson() -> String? {
        guard let ended = endedLesson else { return nil }
        endedLesson = nil
        guard case .finished(let index) = ended else { return "" }
        let all = Lesson.all
        let others = Array(index + 1..<all.count) + Array(0..<index)
        guard let next = others.first(where: { !lessons[all[$0].name].isDone }) else { return "" }
        return "lesson \(next + 1) (\(all[next].title))"
    }
}

/// The learner's progress in each lesson, stored in a file of the user.
package final class LessonProgress {
    /// The learner's progress in one lesson.
    package struct Entry: Codable, Hashable {
        /// The number of parts seen since the lesson was last started.
        package var seen = 0
        /// True if the lesson was ever finished.
        package var isDone = false

        package init(seen: Int = 0, isDone: Bool = false) {
            self.seen = seen
            self.isDone = isDone
        }

        private enum CodingKeys: String, CodingKey { case seen, isDone }
    }

    private let path: String?
    private var forgotten: [String: Entry] = [:]

    /// Creates the progress of a user.
    ///
    /// - Parameter path: the file; nil to keep the progress only for this session.
    package init(path: String?) { self.path = path }

    /// The progress in a lesson.
    package subscript(name: String) -> Entry {
        get { all[name] ?? Entry() }
        set {
            var all = all
            all[name] = newValue
            write(all)
        }
    }

    /// The progress in all lessons, read each time because another shell may change it. A damaged file counts as
    /// empty.
    private var all: [String: Entry] {
        guard let path else { return forgotten }
        guard let data = FileManager.default.contents(atPath: path),
            let read = try? JSONDecoder().decode([String: Entry].self, from: data)
        else { return [:] }
        return read
    }

    /// Writes the progress; errors are ignored, so that lessons work without the file.
    private func write(_ all: [String: Entry]) {
        guard let path else {
            forgotten = all
            return
        }
        let file = URL(filePath: path)
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted]
        guard let data = try? encoder.encode(all) else { return }
        try? FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700])
        try? AtomicFile(path, access: .own).write(data)
    }
}
