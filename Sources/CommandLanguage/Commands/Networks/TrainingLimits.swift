import CommandParsing

/// The limits of a full training.
package struct TrainingLimits: Hashable, Sendable {
    /// The maximum number of epochs; nil for no limit.
    package let epochs: Int?
    /// The time limit in seconds; nil for no limit.
    package let seconds: Double?
    /// The number of epochs without improvement before training stops; nil for `defaultPatience`, or that of
    /// the search if it is higher.
    package let patience: Int?

    /// The allowed limits on the number of epochs.
    package static let epochCounts = 1...1_000_000
    /// The allowed values of patience.
    package static let patiences = 1...1_000_000
    /// The least patience of a full training, unless the user chose one.
    package static let defaultPatience = 10

    static let settings = [
        Setting("epochs", .integer(epochCounts), "maximum number of epochs (passes over the training set)"),
        Setting("time", .duration, "time limit"),
        Setting(
            "patience", .integer(patiences),
            "epochs without improvement before it stops; by default \(defaultPatience), or that of the search if it is higher"
        ),
    ]

    init(_ captures: Captures) {
        epochs = captures.integer("epochs")
        seconds = captures.number("time")
        patience = captures.integer("patience")
    }
}
