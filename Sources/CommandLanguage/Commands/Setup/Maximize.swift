package import CommandParsing

/// `maximize accuracy`, `maximize output of 'COMMAND'`: sets the objective, or several.
package struct MaximizeCommand: Command {
    /// The objective to maximize.
    package let objective: TypedObjective
    /// The objectives after it.
    package let further: [TypedFurtherObjective]
    /// The position of the objective in the source.
    package let position: TextPosition

    package static let grammar = CommandGrammar(
        "maximize", topic: .objective, "maximize an expression or the output of a program",
        searchTerms: [
            "objective", "fitness function", "target", "score", "metric", "black box", "custom function", "penalty",
            "constraint", "external program", "early stopping", "pruning", "successive halving", "budget",
        ],
        form: ObjectiveForm.form, discussion: ObjectiveForm.discussion,
        examples: [
            .init("maximize accuracy", prints: "maximize accuracy"),
            .init("maximize accuracy - 1e-7 * parameters", prints: "maximize accuracy - 1e-07 * parameters"),
            .init(
                "maximize accuracy and minimize parameters", prints: "maximize accuracy and minimize parameters"),
            .init("maximize auc", prints: "maximize auc"),
            "maximize f1 of 'setosa' and minimize parameters",
            "maximize output of 'python3 train.py --lr {lr} --depth {depth}' timeout 10min",
            "maximize output of './serve --table a' kept running remember",
            "maximize output of 'python3 train.py --seed {seed}' repeat 3",
            "maximize output of './train {lr}' named accuracy and minimize output named seconds",
            .init(
                "maximize output of 'python3 train.py --lr {lr} --epochs {epochs} --folder {checkpoint}' epochs 1..81",
                prints:
                    "maximize output of 'python3 train.py --lr {lr} --epochs {epochs} --folder {checkpoint}' epochs 1..81"
            ),
            .init(
                "maximize output of 'python3 train.py --lr {lr}' epochs 1..64 factor 4 reports",
                prints: "maximize output of 'python3 train.py --lr {lr}' epochs 1..64 factor 4 reports"),
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
