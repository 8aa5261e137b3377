package import CommandParsing
package import Expressions

/// `workers 2`, `workers 64 on slurm`: sets the number and the kind of parallel workers.
package struct WorkersCommand: Command {
    /// The kinds of workers.
    package enum Location: Hashable, Sendable {
        /// Threads of this process.
        case here
        /// Evaluators that a command starts.
        case through(CommandTemplate)
        /// Evaluators that a profile starts, with the words after it.
        case profile(String, places: [String])
    }

    /// The allowed numbers of workers.
    package static let counts = 1...4096

    /// The number of workers; nil to show it.
    package let count: Int?
    /// The kind of workers.
    package let location: Location
    /// True if evaluators with other instruction sets take part.
    package let acceptsOtherProcessors: Bool

    /// The number of lost evaluators after which a genome is given up; nil to give it up only if it causes the losses
    /// itself.
    package let losses: Int?

    package static let grammar = CommandGrammar(
        "workers", topic: .search, "set the number of genomes evaluated in parallel, here or on a cluster",
        searchTerms: [
            "parallel", "threads", "CPU", "cores", "cluster", "Slurm", "Kubernetes", "SSH", "distributed", "jobs",
        ],
        form: .optional(
            .sequence([
                .value("count", .integer(counts), "threads of this process; by default one per core"),
                .optional(.word("mixed", "accepts evaluators with other processors: the last bits may differ")),
                .optional(
                    .sequence([
                        .word("losses", "gives up a genome after a number of lost evaluators"),
                        .value(
                            "times", .integer(1...1_000_000),
                            "the number; by default, a genome fails only if it causes the losses"),
                    ])),
                .optional(
                    .choice([
                        .sequence([
                            .word("through", "evaluators started by a command"),
                            .value(
                                "command", .commandLine(.launcher),
                                "started without a shell, as COMMAND ns evaluator"),
                        ]),
                        .sequence([
                            .word("on", "evaluators started by a profile"),
                            .value("launcher", .vocabulary(.launcher), "a built-in profile, or your own"),
                            .optional(.value("places", .words, "arguments of the profile: hosts, an image")),
                        ]),
                    ])),
            ])),
        discussion: """
            More threads are faster, up to one per core. Evaluators are processes that a cluster's own launcher \
            starts, for example `workers 64 on slurm`, `workers 8 on ssh node1 node2` or `workers 64 through 'srun \
            --ntasks=1'`. The shell talks to each through its standard input and output, gives the work of a lost \
            evaluator to another one, and keeps the memory. A genome fails if its evaluators crash three times, or if \
            they exit repeatedly while those of other genomes keep running; with `losses N`, it fails after N lost \
            evaluators. The results are the same for any number of workers, wherever they are. `show workers` shows the \
            activity of each; `help cluster` has the details.
            """,
        examples: [
            "workers", "workers 2", "workers 2 on processes", "workers 2 through 'nice -n 19'",
            "workers 2 mixed on processes", "workers 2 losses 5 on processes",
        ])

    /// Reads the values of the command.
    ///
    /// - Throws: `Diagnostic` if the launcher has an unknown parameter, or if an option of evaluators is given without
    ///   a launcher.
    package init(_ captures: Captures) throws(Diagnostic) {
        count = captures.integer("count")
        acceptsOtherProcessors = captures.has("mixed")
        losses = captures.integer("times")
        if let command = captures.commandLine("command"), let position = captures.position(of: "command") {
            let names = ["ns", "shell_ns", "number", "unique"]
            do { try command.check(names: names) } catch { throw position.diagnostic(error) }
            self.location = .through(command)
        } else if let profile = captures.text("launcher") {
            location = .profile(profile, places: captures.words("places"))
        } else {
            guard !acceptsOtherProcessors else {
                throw .mixedThreads(in: captures)
            }
            guard losses == nil else {
                throw .lossesOfThreads(in: captures)
            }
            location = .here
        }
    }
}
