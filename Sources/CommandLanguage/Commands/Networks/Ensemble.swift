package import CommandParsing

/// `ensemble 5`: averages the outputs of the fittest networks.
package struct EnsembleCommand: Command {
    /// The number of networks.
    package let count: Int
    /// The limits for networks that still have to be trained.
    package let limits: TrainingLimits
    /// True if the networks are trained once more, on the training and validation sets together.
    package let refits: Bool

    package static let grammar = CommandGrammar(
        "ensemble", topic: .winner, "average the outputs of the fittest networks and show the gain",
        searchTerms: ["averaging", "bagging", "committee", "model averaging"],
        form: .sequence([
            .value("count", .integer(2...1000), "number of networks"),
            .settings(TrainingLimits.settings + [Refit.setting]),
        ]),
        discussion: """
            ns trains the fittest distinct networks in full, as `train fittest` does; networks already trained this \
            way in this session are not trained again. The gain is the difference between the score of their \
            averaged outputs and the score of the best of them. This reads the test set.

            `predict FILE ensemble` then predicts with the averaged outputs, as long as the shell runs. With `refit`, \
            each network is then trained again on the training and validation sets together, for as many epochs as \
            were best (with folds, on average over the folds): the test score and the \
            predictions are those of these networks.
            """,
        examples: ["ensemble 2 epochs 2", "ensemble 3 time 1min patience 2", "ensemble 2 epochs 2 refit"])

    package init(_ captures: Captures) throws(Diagnostic) {
        count = captures.integer("count") ?? 2
        limits = TrainingLimits(captures)
        refits = Refit.isWanted(captures)
    }
}
