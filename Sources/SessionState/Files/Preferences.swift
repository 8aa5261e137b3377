import FileWriting
import Foundation

/// The colours of the terminal that the user chose.
public enum TerminalTheme: String, CaseIterable, Codable, Hashable, Sendable {
    /// The colours that suit the terminal's background.
    case automatic
    /// Colours for a light background.
    case light
    /// Colours for a dark background.
    case dark
    /// No colours.
    case none
}

/// The user's preferences for the prompt, and the hints already shown. They are kept for later sessions, but not part
/// of one.
public struct Preferences: Codable, Hashable, Sendable {
    /// True to show suggestions from the history, dimmed.
    public var suggestions = true
    /// True to colour words while they are typed.
    public var colors = true
    /// The colours of the terminal.
    public var theme = TerminalTheme.automatic
    /// True to redraw nothing and to describe plots in sentences, for screen readers and logs.
    public var plain = false
    /// True to suggest the next step.
    public var next = true
    /// The steps that were already suggested.
    public var suggested: Set<String> = []

    private enum CodingKeys: String, CodingKey {
        case suggestions, colors, theme, plain, next
        case suggested = "told"
    }

    /// Creates the default preferences.
    public init() {}

    /// Decodes preferences; missing ones have their defaults.
    ///
    /// - Throws: `DecodingError` if a value has the wrong type.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        suggestions = try container.decodeIfPresent(Bool.self, forKey: .suggestions) ?? true
        colors = try container.decodeIfPresent(Bool.self, forKey: .colors) ?? true
        // A theme of a later version is unknown here.
        theme =
            try container.decodeIfPresent(String.self, forKey: .theme).flatMap {
                TerminalTheme(rawValue: $0)
            } ?? .automatic
        plain = try container.decodeIfPresent(Bool.self, forKey: .plain) ?? false
        next = try container.decodeIfPresent(Bool.self, forKey: .next) ?? true
        suggested = try container.decodeIfPresent(Set<String>.self, forKey: .suggested) ?? []
    }

    /// Reads a file; a missing or damaged one gives the defaults.
    package static func read(path: String) -> Preferences {
        guard let data = FileManager.default.contents(atPath: path),
            let read = try? JSONDecoder().decode(Preferences.self, from: data)
        else { return Preferences() }
        return read
    }

    /// Writes the file completely or not at all.
    ///
    /// - Throws: An error of the system if the file or its folder cannot be written.
    package func write(path: String) throws {
        let file = URL(filePath: path)
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700])
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted]
        try AtomicFile(path, access: .own).write(try encoder.encode(self))
    }
}
