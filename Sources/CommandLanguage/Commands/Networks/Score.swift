package import CommandParsing

/// `score`: scores the current network on the data.
package struct ScoreCommand: Command {
    package static let grammar = CommandGrammar(
        "score", topic: .winner, "score the current network on the data",
        searchTerms: ["evaluate", "test", "confusion matrix", "precision", "recall", "metrics", "MAE", "RMSE"],
        discussion: """
            `score` evaluates the network from `train` or `open network` on the validation and test sets of the loaded data: \
            all scores, confidence intervals, and the results for each class. ns preprocesses the data as in \
            training. This reads the test set.
            """,
        examples: ["train fittest epochs 2", "score"])

    package init(_ captures: Captures) throws(Diagnostic) {}
}
