package import CommandParsing

/// `whatif`: continues in several ways from one moment, and compares them in one plot.
package struct WhatIfCommand: Command {
    /// The actions of the command.
    package enum Action: Sendable {
        /// Lists the branches.
        case show
        /// Marks this moment as the start of all branches.
        case mark
        /// Saves the current branch under a name, or under the changed settings, and returns to the mark.
        case back(name: String?)
        /// Draws all branches: the best of each generation, or the mean.
        case plot(isMean: Bool, file: PictureFile?)
        /// Deletes the mark and the branches.
        case clear
    }

    /// The action.
    package let action: Action

    package static let grammar = CommandGrammar(
        "whatif", topic: .teaching, "continue in several ways from one moment and compare them in one plot",
        searchTerms: ["branch", "alternative", "scenario", "counterfactual"],
        form: .optional(
            .choice([
                .word("mark", "marks this moment as the start of all branches"),
                .sequence([
                    .word("back", "saves the branch and returns to the mark"),
                    .optional(.value("name", .text, "the name of the branch; by default, the changed setting")),
                ]),
                .sequence([
                    .word("plot", "draws the best of each generation, all branches in one plot"),
                    .optional(.word("mean", "draws the mean of each generation")),
                    .settings(PictureFile.settings),
                ]),
                .word("clear", "deletes the mark and the branches"),
            ])),
        discussion: """
            `whatif mark` marks the moment. Continue; then `whatif back` saves that branch and returns to the mark, \
            including settings and random numbers. Change something, for example `population elitism 0%`, continue, \
            and `whatif plot` draws both. `whatif` alone lists the branches. There may be any number of them.
            """,
        examples: [
            "strategy evolution", "evolve 1", "whatif mark", "evolve 1", "whatif back", "population elitism 0%",
            "evolve 1",
            "whatif", "whatif plot", "whatif plot mean to 'whatif.png'", "whatif plot to 'whatif.png' replace",
            "whatif plot to 'whatif.pdf' size 85mm x 60mm font 'Times,9'", "whatif plot to 'small.png' dpi 300",
            "whatif clear",
        ])

    /// Reads the values of the command.
    ///
    /// - Throws: `Diagnostic` if the page of a file is given without the file.
    package init(_ captures: Captures) throws(Diagnostic) {
        if captures.has("mark") {
            action = .mark
        } else if captures.has("back") {
            action = .back(name: captures.text("name"))
        } else if captures.has("plot") {
            action = .plot(isMean: captures.has("mean"), file: try PictureFile(captures))
        } else {
            action = captures.has("clear") ? .clear : .show
        }
    }
}
