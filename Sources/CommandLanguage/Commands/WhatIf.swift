/// `whatif`: tries several ways on from one moment, and draws them in one plot.
public struct WhatIfCommand: Command {
    /// What is to be done.
    public enum Action: Sendable {
        /// Lists what was tried.
        case show
        /// This is the moment that the ways begin at.
        case mark
        /// Keeps the way so far by a name, or by what was changed, and goes back to the moment.
        case back(name: String?)
        /// Draws all ways: the best of each generation, or the mean.
        case plot(isMean: Bool, path: String?)
        /// Forgets the moment and the ways.
        case clear
    }

    /// What is to be done.
    public let action: Action

    /// Whether a file that is there already is replaced.
    public let replaces: Bool

    /// Its words, help and examples.
    public static let grammar = CommandGrammar(
        "whatif", topic: .teaching, "try several ways on from one moment, and draw them in one plot",
        form: .optional(
            .choice([
                .word("mark", "the ways begin at this moment"),
                .sequence([
                    .word("back", "keeps the way so far and goes back to the moment"),
                    .optional(.value("name", .text, "what the plot calls it; what was changed where it is left out")),
                ]),
                .sequence([
                    .word("plot", "draws the best of each generation, all ways in one plot"),
                    .optional(.word("mean", "draws the mean of each generation")),
                    .settings([
                        Setting("to", .writtenPath, "a file: PNG, SVG or PDF by its extension"), Replacing.setting,
                    ]),
                ]),
                .word("clear", "forgets the moment and the ways"),
            ])),
        discussion: """
            `whatif mark` notes the moment. Go on as it is; `whatif back` keeps that way and goes back, settings and random \
            numbers included. Change something, `population elitism 0%`, go on, and `whatif plot` draws both. `whatif` alone \
            lists them. Ways are as many as wanted.
            """,
        examples: [
            "strategy evolution", "evolve 1", "whatif mark", "evolve 1", "whatif back", "population elitism 0%",
            "evolve 1",
            "whatif", "whatif plot", "whatif plot mean to 'whatif.png'", "whatif clear",
        ])

    /// Takes the values that were read.
    public init(_ captures: Captures) throws(Diagnostic) {
        replaces = Replacing.isWanted(captures)
        if captures.has("mark") {
            action = .mark
        } else if captures.has("back") {
            action = .back(name: captures.text("name"))
        } else if captures.has("plot") {
            action = .plot(isMean: captures.has("mean"), path: captures.text("to"))
        } else {
            action = captures.has("clear") ? .clear : .show
        }
    }
}
