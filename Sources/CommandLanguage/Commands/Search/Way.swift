package import CommandParsing

/// `way "roulette" population selection roulette`: names a way of an experiment.
package struct WayCommand: Command {
    /// The name.
    package let name: String
    /// The command that changes the settings; nil if other commands follow, or none.
    package let command: NestedCommand?

    /// The maximum number of ways in an experiment.
    package static let maximumWays = 100

    package static let grammar = CommandGrammar(
        "way", topic: .search, "name a way of an experiment and change its settings",
        searchTerms: ["arm", "treatment", "variant", "condition of an experiment"],
        form: .sequence([
            .value("name", .text, "a name for the way"),
            .optional(.value("command", .command, "a command that changes the settings of the search")),
        ]),
        discussion: """
            A way belongs between `experiment` and `end`. It begins with the settings of the session. The command after \
            its name, and all commands up to the next `way`, change the settings for this way alone: `population`, \
            `strategy`, `training`, `network`, `gene` and `genes`. A way without commands uses the settings as they are. \
            The others are compared with the first way.
            """,
        examples: [
            "genes clear; gene x0..x19 in 0, 1; maximize sum(x0..x19); population size 10",
            "experiment 'parents' seeds 1..6 evolve 4; way 'as set'; way 'roulette' population selection roulette; end",
            "experiment 'sampling' seeds 1..6 evolve 4; way 'as set'; way 'random'; strategy random; end",
        ])

    package init(_ captures: Captures) throws(Diagnostic) {
        name = captures.text("name") ?? ""
        command = captures.command("command")
    }
}
