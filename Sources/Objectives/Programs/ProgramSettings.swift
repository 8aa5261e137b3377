public import Expressions

/// The settings of an external program whose output is the objective.
public struct ProgramSettings: Codable, Hashable, Sendable {
    /// The command, with genes in braces.
    public let command: CommandTemplate
    /// True if it is started once for many genomes, which it receives line by line.
    public let isKeptRunning: Bool
    /// The time limit of one answer in seconds; nil for no limit.
    public let timeout: Double?
    /// The number of measurements of each genome; nil for one, without a seed.
    public let repeats: Int?
    /// True if its answers are valid for later sessions.
    public let isRemembered: Bool
    /// The epochs that the program may work on a genome; nil if its work is not limited.
    public let budget: ProgramBudget?
    /// The folder of the script that contains the command: files named in the command may lie beside it.
    public let folder: String?

    private enum CodingKeys: String, CodingKey {
        case command, isKeptRunning, timeout, repeats, isRemembered, budget, folder
    }

    /// True if limits and counts, which may come from a file, are in the valid range.
    public var isSound: Bool {
        (timeout ?? 1) > 0 && (timeout ?? 1).isFinite && (1...1_000_000).contains(repeats ?? 1)
    }

    /// Creates the settings of a program.
    public init(
        command: CommandTemplate, isKeptRunning: Bool = false, timeout: Double? = nil, repeats: Int? = nil,
        isRemembered: Bool = false, budget: ProgramBudget? = nil, folder: String? = nil
    ) {
        self.command = command
        self.isKeptRunning = isKeptRunning
        self.timeout = timeout
        self.repeats = repeats
        self.isRemembered = isRemembered
        self.budget = budget
        self.folder = folder
    }
}
