import FileWriting
import Foundation

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

    /// The progress of a student in a lesson; nil for a learner without a number.
    package subscript(name: String, student: Student?) -> Entry {
        get { all[Self.key(name, student)] ?? Entry() }
        set {
            var all = all
            all[Self.key(name, student)] = newValue
            write(all)
        }
    }

    private static func key(_ name: String, _ student: Student?) -> String {
        student.map { "\(name) of \($0.title)" } ?? name
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
