package import CommandParsing

/// `minimize loss`: sets the objective, or several.
package struct MinimizeCommand: Command {
    /// The objective to minimize.
    package let objective: TypedObjective
    /// The objectives after it.
    package let further: [TypedFurtherObjective]
    /// The position of the objective in the source.
    package let position: TextPosition

    package static let grammar = CommandGrammar(
        "minimize", topic: .objective, "minimize an expression or the output of a program",
        searchTerms: ["objective", "cost function", "error", "loss", "penalty", "constraint"],
        form: ObjectiveForm.form, discussion: ObjectiveForm.discussion,
        examples: [
            .init("minimize loss", prints: "minimize loss"),
            "minimize rmse", "minimize pinball 0.9",
            .init("minimize loss and minimize parameters", prints: "minimize loss and minimize parameters"),
            "gene x in -5.0..5.0; minimize x^2 and minimize (x - 2)^2",
            "minimize output of './train {lr}' named loss and maximize output named accuracy",
            "minimize output of 'python3 train.py --lr {lr}' timeout 10min remember",
            "minimize output of './serve' kept running", "minimize output of './measure {seed}' repeat 3",
            "minimize output of 'python3 train.py --lr {lr} --epochs {epochs}' epochs 1..81 remember",
            "minimize output of 'python3 train.py --lr {lr}' epochs 1..64 factor 4 reports",
        ])

    /// Reads the values of the command.
    ///
    /// - Throws: `Diagnostic` if there is no expression, if it is malformed, or if a program that is kept running is
    ///   given genes as parameters.
    package init(_ captures: Captures) throws(Diagnostic) {
        (objective, position) = try captures.objective()
        further = try captures.furtherObjectives(after: objective)
    }
}
