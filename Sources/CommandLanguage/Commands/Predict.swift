/// `score`: the network at hand on the data.
public struct ScoreCommand: Command {
    /// Its words, help and examples.
    public static let grammar = CommandGrammar(
        "score", topic: .winner, "score the network at hand on the data",
        discussion: """
            The network that `train` gave or `open network` read, on the validation and the test part of the data that are \
            loaded: all scores, intervals, and what was said of each class. Numbers become inputs as they did where it was \
            trained. This reads the test part.
            """,
        examples: ["train fittest epochs 2", "score"])

    /// Takes the values that were read.
    public init(_ captures: Captures) throws(Diagnostic) {}
}

/// `predict new.csv to answers.csv`: what the network at hand says of new samples.
public struct PredictCommand: Command {
    /// The file or folder with the samples.
    public let path: String
    /// The file to write; nil for none.
    public let target: String?

    /// Whether a file that is there already is replaced.
    public let replaces: Bool

    /// Its words, help and examples.
    public static let grammar = CommandGrammar(
        "predict", topic: .winner, "what the network at hand says of new samples",
        form: .sequence([
            .value(
                "path", .path, "a table (CSV), arrays (.npy, .npz), images (IDX), a picture or a folder of pictures"),
            .settings([
                Setting("to", .writtenPath, "the CSV file to write, with a row a sample"), Replacing.setting,
            ]),
        ]),
        discussion: """
            The samples need no labels. A table has the columns that the network was trained on, in any order and among \
            others; what is missing is filled as it was then. Pictures become as large as they were. The file that `to` \
            names holds the class that is said and the share of each class, or the numbers.
            """,
        examples: [
            "load csv 'flowers.csv' label species; training epochs 2; evolve 1; train fittest epochs 2",
            "predict 'flowers.csv'", "predict 'flowers.csv' to 'answers.csv'",
        ])

    /// Takes the values that were read.
    public init(_ captures: Captures) throws(Diagnostic) {
        path = captures.text("path") ?? ""
        target = captures.text("to")
        replaces = Replacing.isWanted(captures)
    }
}
