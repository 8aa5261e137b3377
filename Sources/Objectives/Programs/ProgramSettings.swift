public import Expressions

/// A program that is sought over, and how it is asked.
public struct ProgramSettings: Codable, Hashable, Sendable {
    /// What is started, with genes in braces.
    public let command: CommandTemplate
    /// Whether it is started once for many genomes, and asked by lines.
    public let isKeptRunning: Bool
    /// The longest time in seconds that one answer may take; nil for no limit.
    public let timeout: Double?
    /// How often each genome is measured; nil for once, without a seed.
    public let repeats: Int?
    /// Whether its answers hold for later sessions.
    public let isRemembered: Bool
    /// Where the script lies that names it: files that the command names may lie beside it.
    public let folder: String?

    private enum CodingKeys: String, CodingKey { case command, isKeptRunning, timeout, repeats, isRemembered, folder }

    /// Whether limits and counts, which a file may hold as well, lie where a program can use them.
    public var isSound: Bool {
        (timeout ?? 1) > 0 && (timeout ?? 1).isFinite && (1...1_000_000).contains(repeats ?? 1)
    }

    /// A program and how it is asked.
    public init(
        command: CommandTemplate, isKeptRunning: Bool = false, timeout: Double? = nil, repeats: Int? = nil,
        isRemembered: Bool = false, folder: String? = nil
    ) {
        self.command = command
        self.isKeptRunning = isKeptRunning
        self.timeout = timeout
        self.repeats = repeats
        self.isRemembered = isRemembered
        self.folder = folder
    }
}
