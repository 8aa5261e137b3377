import Evolution
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
    /// The name of the number that is the first objective; nil if the numbers have no names.
    public let name: String?
    /// The numbers that are the second objective and the following ones; nil for one objective.
    public let further: [ProgramOutput]?

    private enum CodingKeys: String, CodingKey {
        case command, isKeptRunning, timeout, repeats, isRemembered, budget, folder, name, further
    }

    /// The numbers that the program prints.
    var outputs: ProgramOutputs {
        let further = further ?? []
        guard let name else { return .numbers(1 + further.count) }
        return .named([name] + further.compactMap(\.name))
    }

    /// The names under which the numbers are kept, one for each objective.
    public var scores: [String] { outputs.scores }

    /// True if limits and counts, which may come from a file, are in the valid range, and all numbers have names or
    /// none.
    public var isSound: Bool {
        (further ?? []).count < Criteria.counts.upperBound && (budget == nil || further == nil)
            && (further ?? []).allSatisfy { ($0.name == nil) == (name == nil) } && (timeout ?? 1) > 0
            && (timeout ?? 1).isFinite && (1...1_000_000).contains(repeats ?? 1)
    }

    /// Creates the settings of a program.
    public init(
        command: CommandTemplate, isKeptRunning: Bool = false, timeout: Double? = nil, repeats: Int? = nil,
        isRemembered: Bool = false, budget: ProgramBudget? = nil, folder: String? = nil, name: String? = nil,
        further: [ProgramOutput] = []
    ) {
        self.command = command
        self.isKeptRunning = isKeptRunning
        self.timeout = timeout
        self.repeats = repeats
        self.isRemembered = isRemembered
        self.budget = budget
        self.folder = folder
        self.name = name
        self.further = further.isEmpty ? nil : further
    }
}
