import FileWriting
import Foundation

/// Where the learner is in each lesson, in a file of the user's.
final class LessonProgress {
    /// Where the learner is in one lesson.
    struct Place: Codable, Hashable {
        /// The parts that were seen since it was begun last.
        var seen = 0
        /// Whether it was ever seen to its end.
        var isDone = false

        private enum CodingKeys: String, CodingKey { case seen, isDone }
    }

    private let path: String?
    private var forgotten: [String: Place] = [:]

    /// - Parameter path: the file; nil where nothing is to be kept longer than the session.
    init(path: String?) { self.path = path }

    /// The place in a lesson.
    subscript(name: String) -> Place {
        get { places[name] ?? Place() }
        set {
            var places = places
            places[name] = newValue
            write(places)
        }
    }

    /// Read anew each time: another shell may have a lesson, too. A file that is damaged is as an empty one.
    private var places: [String: Place] {
        guard let path else { return forgotten }
        guard let data = FileManager.default.contents(atPath: path),
            let read = try? JSONDecoder().decode([String: Place].self, from: data)
        else { return [:] }
        return read
    }

    /// A file that cannot be written is no reason to stop learning.
    private func write(_ places: [String: Place]) {
        guard let path else {
            forgotten = places
            return
        }
        let file = URL(filePath: path)
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted]
        guard let data = try? encoder.encode(places) else { return }
        try? FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700])
        try? AtomicFile(path, access: .own).write(data)
    }
}
