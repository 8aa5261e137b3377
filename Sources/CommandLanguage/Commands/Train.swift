/// `train fittest`: trains the best network in full.
public struct TrainCommand: Command {
    /// The most epochs; nil for no limit.
    public let epochs: Int?
    /// The longest time in seconds; nil for no limit.
    public let seconds: Double?
    /// Epochs without improvement before it stops; nil for 10.
    public let patience: Int?
    /// The file to save it in; nil for none.
    public let path: String?

    /// Its words, help and examples.
    public static let grammar = CommandGrammar(
        "train", topic: .winner, "train the fittest network in full, and save it",
        form: .sequence([
            .word("fittest", "the best network so far"),
            .settings([
                Setting("epochs", .integer(1...1_000_000), "passes over the training samples, at the most"),
                Setting("time", .duration, "seconds at the most"),
                Setting("patience", .integer(1...1_000_000), "epochs without improvement before it stops; 10"),
                Setting("save", .writtenPath, "the file to write: Keras HDF5, `.h5` where no extension is given"),
            ]),
        ]),
        discussion: """
            The network is trained anew, always to the same result, until its validation score has not improved for 10 \
            epochs; its best weights are restored, and validation and test scores are told. This reads the test part.
            """,
        examples: [
            "train fittest epochs 2", "train fittest epochs 2 save 'fittest'", "train fittest time 1min patience 2",
        ])

    /// Takes the values that were read.
    public init(_ captures: Captures) throws(Diagnostic) {
        epochs = captures.integer("epochs")
        seconds = captures.number("time")
        patience = captures.integer("patience")
        path = captures.text("save")
    }
}
