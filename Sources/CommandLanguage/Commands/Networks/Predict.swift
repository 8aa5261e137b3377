package import CommandParsing

/// `predict new.csv to answers.csv`, `predict alcohol 13.2 hue 1.04`: predictions of the current network.
package struct PredictCommand: Command {
    /// The samples to predict.
    package enum SampleSource: Sendable {
        /// The samples of a file or folder, the columns to keep in the answers, and the file to write, if any.
        case path(String, keep: [String], target: String?)
        /// One row, as it was typed.
        case row(TypedRow)
    }

    /// The samples to predict.
    package let samples: SampleSource

    /// True if an existing file is replaced.
    package let replaces: Bool
    /// True if the networks of the last `ensemble` predict, and not the current network.
    package let usesEnsemble: Bool

    package static let grammar = CommandGrammar(
        "predict", topic: .winner, "predict new samples with the current network",
        searchTerms: [
            "inference", "new data", "classify", "prediction", "unlabelled data", "unlabeled data", "score new samples",
        ],
        form: .choice([
            .sequence([
                .value(
                    "path", .file(.samples),
                    "a table (CSV), arrays (.npy, .npz), images (IDX), an image or a folder of images"),
                .settings([
                    Setting("keep", .columns, "columns of the table to copy into the answers"),
                    Setting("to", .writtenPath, "the CSV file to write, with one row per sample"), Replacing.setting,
                    Setting("ensemble", form: .nothing, "predicts with the networks of the last `ensemble` together"),
                ]),
            ]), .value("row", .row, "each column that the network takes, followed by its value; `NA` if missing"),
        ]),
        discussion: """
            The samples need no labels. A table needs the columns that the network was trained on, in any order; ns \
            ignores other columns, reads numbers and dates as in the training table, and fills in missing values. ns warns \
            of categories that were not in the training table and of numbers far outside its range. Images are \
            converted to the size and the scale of the training images; damaged ones are skipped and listed. The \
            file after `to` contains the predicted class and the output of each class, or the predicted numbers. With \
            `ensemble`, the outputs are the means of those of the networks of the last `ensemble`.
            """,
        examples: [
            "load csv 'flowers.csv' label species; training epochs 2; evolve 1; train fittest epochs 2",
            "predict 'flowers.csv'", "predict 'flowers.csv' keep species to 'answers.csv'",
            "predict 'flowers.csv' to 'answers.csv' replace", "ensemble 2 epochs 2; predict 'flowers.csv' ensemble",
        ])

    package init(_ captures: Captures) throws(Diagnostic) {
        replaces = Replacing.isWanted(captures)
        usesEnsemble = captures.has("ensemble")
        if let row = captures.row("row") {
            samples = .row(row)
        } else {
            samples = .path(
                captures.text("path") ?? "", keep: captures.words("keep"), target: captures.text("to"))
        }
    }
}
