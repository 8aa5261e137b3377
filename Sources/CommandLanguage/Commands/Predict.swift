/// `score`: the network at hand on the data.
public struct ScoreCommand: Command {
    /// Its words, help and examples.
    public static let grammar = CommandGrammar(
        "score", topic: .winner, "score the network at hand on the data",
        searchTerms: ["evaluate", "test", "confusion matrix", "precision", "recall", "metrics", "MAE", "RMSE"],
        discussion: """
            The network that `train` gave or `open network` read, on the validation and the test part of the data that are \
            loaded: all scores, intervals, and what was said of each class. Numbers become inputs as they did where it was \
            trained. This reads the test part.
            """,
        examples: ["train fittest epochs 2", "score"])

    /// Takes the values that were read.
    public init(_ captures: Captures) throws(Diagnostic) {}
}

/// `predict new.csv to answers.csv`, `predict alcohol 13.2 hue 1.04`: predictions of the current network.
public struct PredictCommand: Command {
    /// The samples to predict.
    public enum Samples: Sendable {
        /// Those of a file or folder, with the columns that are kept in the answers and the file to write, if any.
        case path(String, keep: [String], target: String?)
        /// One row, as it was typed.
        case row(TypedRow)
    }

    /// The samples to predict.
    public let samples: Samples

    /// Whether a file that is there already is replaced.
    public let replaces: Bool

    /// Its words, help and examples.
    public static let grammar = CommandGrammar(
        "predict", topic: .winner, "predict new samples with the current network",
        searchTerms: [
            "inference", "new data", "classify", "prediction", "unlabelled data", "unlabeled data", "score new samples",
        ],
        form: .choice([
            .sequence([
                .value(
                    "path", .path,
                    "a table (CSV), arrays (.npy, .npz), images (IDX), a picture or a folder of pictures"),
                .settings([
                    Setting("keep", .columns, "columns of the table that stand beside the answers"),
                    Setting("to", .writtenPath, "the CSV file to write, with a row a sample"), Replacing.setting,
                ]),
            ]), .value("row", .row, "each column that the network takes, with its value; `NA` is missing"),
        ]),
        discussion: """
            The samples need no labels. A table has the columns that the network was trained on, in any order and among \
            others, and is read as the training table was; missing values are filled as in training. ns warns of categories \
            that were not in the training table and of numbers far outside its range. Pictures are brought to the size and \
            the scale of the training pictures; damaged ones are skipped and listed. The file that `to` names holds the \
            predicted class and the output of each class, or the numbers.
            """,
        examples: [
            "load csv 'flowers.csv' label species; training epochs 2; evolve 1; train fittest epochs 2",
            "predict 'flowers.csv'", "predict 'flowers.csv' keep species to 'answers.csv'",
            "predict 'flowers.csv' to 'answers.csv' replace",
        ])

    /// Takes the values that were read.
    public init(_ captures: Captures) throws(Diagnostic) {
        replaces = Replacing.isWanted(captures)
        if let row = captures.row("row") {
            samples = .row(row)
        } else {
            samples = .path(
                captures.text("path") ?? "", keep: captures.words("keep"), target: captures.text("to"))
        }
    }
}
