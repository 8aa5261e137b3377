import FileWriting
import Foundation

/// How somebody likes the prompt, and what they were told already: kept for later sessions, never part of one.
public struct Preferences: Codable, Hashable, Sendable {
    /// Whether what the history goes on with is shown dimmed.
    public var suggestions = true
    /// Whether words are coloured while they are typed.
    public var colors = true
    /// Whether what comes next is suggested.
    public var next = true
    /// The steps that were suggested.
    public var told: Set<String> = []

    private enum CodingKeys: String, CodingKey { case suggestions, colors, next, told }

    /// As everybody begins.
    public init() {}

    /// Takes what there is; what is missing is as at first.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        suggestions = try container.decodeIfPresent(Bool.self, forKey: .suggestions) ?? true
        colors = try container.decodeIfPresent(Bool.self, forKey: .colors) ?? true
        next = try container.decodeIfPresent(Bool.self, forKey: .next) ?? true
        told = try container.decodeIfPresent(Set<String>.self, forKey: .told) ?? []
    }

    /// Reads a file; one that is not there or is damaged is as an empty one.
    static func read(path: String) -> Preferences {
        guard let data = FileManager.default.contents(atPath: path),
            let read = try? JSONDecoder().decode(Preferences.self, from: data)
        else { return Preferences() }
        return read
    }

    /// Writes the file whole or not at all.
    func write(path: String) throws {
        let file = URL(filePath: path)
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700])
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted]
        try AtomicFile(path, access: .own).write(try encoder.encode(self))
    }
}
