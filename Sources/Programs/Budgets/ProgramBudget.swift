public import Evolution
public import Expressions

/// The epochs that a program may work on a genome: few at first, and more as long as the genome is promising.
///
/// An epoch is any unit of work: an epoch of training, a step, a sample.
public struct ProgramBudget: Codable, Hashable, Sendable {
    /// The way in which a program works for a limited number of epochs.
    public enum Form: String, Codable, Hashable, Sendable {
        /// It receives the number of epochs, continues from its checkpoint, and prints its result.
        case continued
        /// It prints a value after each epoch or after some, and ns ends it early.
        case reported
    }

    /// The numbers of epochs.
    public let rungs: Rungs
    /// The way in which the program works for a limited number of epochs.
    public let form: Form

    private enum CodingKeys: String, CodingKey { case rungs, form }

    /// The placeholder of the number of epochs in a command.
    public static let epochsName = "epochs"
    /// The placeholder of the folder in which the program keeps what it needs to continue.
    public static let checkpointName = "checkpoint"

    /// Creates a budget.
    public init(_ rungs: Rungs, form: Form) {
        self.rungs = rungs
        self.form = form
    }

    /// Creates the budget of a command. Unless the program is known to report values, it is started for each rung if it
    /// can know the number of epochs: because the command names it, or because each genome arrives with it.
    public init(_ rungs: Rungs, of command: CommandTemplate, isKeptRunning: Bool, reports: Bool) {
        let knowsEpochs =
            isKeptRunning || command.names.contains(Self.epochsName) || command.mentions("NS_\(Self.epochsName)")
        self.init(rungs, form: reports || !knowsEpochs ? .reported : .continued)
    }
}
