package import CommandParsing

/// `train fittest`: trains the best network in full; `train network` continues with the current one.
package struct TrainCommand: Command {
    /// The networks that can be trained.
    package enum Subject: Sendable, Equatable {
        /// The fittest network, from new weights; with several seeds, the best result is kept.
        case fittest(seeds: Int)
        /// A network of the front, by its number in `show front`, from new weights.
        case front(number: Int, seeds: Int)
        /// The current network, from its present weights.
        case network
    }

    /// The network to train.
    package let subject: Subject
    /// The limits of the training.
    package let limits: TrainingLimits
    /// The file to save the network to; nil for none.
    package let path: String?

    /// True if an existing file is replaced.
    package let replaces: Bool
    /// True if the network is trained once more, on the training and validation sets together.
    package let refits: Bool

    package static let grammar = CommandGrammar(
        "train", topic: .winner, "train the fittest network in full, or continue with the current one, and save it",
        searchTerms: [
            "fit", "final training", "retrain", "test score", "generalization", "best model", "confusion matrix",
            "checkpoint",
        ],
        form: .sequence([
            .choice([
                .word("fittest", "the best network so far, from new weights; with several objectives, the knee"),
                .sequence([
                    .word("front", "a network of the front, from new weights"),
                    .value("number", .integer(1...1_000_000), "its number in `show front`"),
                ]),
                .word("network", "the current network, from its present weights"),
            ]),
            .settings(
                TrainingLimits.settings + [
                    Setting(
                        "from",
                        form: .sequence([
                            .value("count", .integer(1...1000), "number of trainings"),
                            .word("seeds", "each with its own random numbers"),
                        ]), "trains the network N times with different random numbers and keeps the best"),
                    Setting(
                        "save", .writtenPath,
                        "the file to write: `.h5` (without an extension), `.keras`, `.onnx` or `.safetensors`"),
                    Replacing.setting, Refit.setting,
                ]),
        ]),
        discussion: """
            ns trains the network from new weights, always with the same result, until its validation score has not \
            improved for 10 epochs (or `training patience`, if it is higher); then it restores the best weights. The report contains the validation and test \
            scores with their 95% confidence intervals. This reads the test set. `from 5 seeds` trains the network \
            five times and keeps the one with the best validation score. `train network` continues with the network \
            that was trained or opened last, and keeps its weights if no epoch improves them. With several objectives, \
            `train front 3` trains the third network of `show front` (`help fronts`).

            With `refit`, ns then trains the network again from new weights, on the training and validation sets \
            together, for as many epochs as were best. This network becomes the current one and is saved. It has learned \
            from more rows, which can make it better, and its test score is as honest as before. The validation score in \
            the report is that of the first training.
            """,
        examples: [
            "train fittest epochs 2", "train fittest epochs 2 save 'fittest'", "train fittest time 1min patience 2",
            "train fittest from 2 seeds epochs 2", "train network epochs 1 save 'further.keras'",
            "train fittest epochs 2 save 'fittest' replace", "train fittest epochs 2 refit",
            "maximize accuracy and minimize parameters; evolve 1; train front 1 epochs 2 save 'small'",
        ])

    /// Reads the values of the command.
    ///
    /// - Throws: `Diagnostic` if the current network is to be trained from several seeds.
    package init(_ captures: Captures) throws(Diagnostic) {
        if captures.has("network") {
            subject = .network
            if captures.has("count") {
                throw .seedsOfTrainedNetwork(in: captures)
            }
            if Refit.isWanted(captures) { throw .refitOfTrainedNetwork(in: captures) }
        } else if let number = captures.integer("number") {
            subject = .front(number: number, seeds: captures.integer("count") ?? 1)
        } else {
            subject = .fittest(seeds: captures.integer("count") ?? 1)
        }
        limits = TrainingLimits(captures)
        path = captures.text("save")
        replaces = Replacing.isWanted(captures)
        refits = Refit.isWanted(captures)
    }
}
