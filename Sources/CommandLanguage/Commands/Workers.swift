public import Expressions

/// `workers 2`, `workers 64 on slurm`: how many genomes are evaluated at once, and on what.
public struct WorkersCommand: Command {
    /// What evaluates.
    public enum Place: Hashable, Sendable {
        /// Threads of this process.
        case here
        /// Evaluators that a command starts.
        case through(CommandTemplate)
        /// Evaluators that a profile starts, with what was named behind it.
        case profile(String, places: [String])
    }

    /// The numbers of workers that there can be.
    public static let counts = 1...4096

    /// How many; nil shows it.
    public let count: Int?
    /// What evaluates.
    public let place: Place
    /// Whether evaluators with other instruction sets take part.
    public let acceptsOtherProcessors: Bool

    /// The losses of evaluators after which a genome is given up; nil for as many as it takes where it is not to blame.
    public let losses: Int?

    /// Its words, help and examples.
    public static let grammar = CommandGrammar(
        "workers", topic: .search, "set how many genomes are evaluated in parallel, here or on a cluster",
        searchTerms: [
            "parallel", "threads", "CPU", "cores", "cluster", "Slurm", "Kubernetes", "SSH", "distributed", "jobs",
        ],
        form: .optional(
            .sequence([
                .value("count", .integer(counts), "threads of this process; by default one a core"),
                .optional(.word("mixed", "evaluators with other processors take part: last bits may differ")),
                .optional(
                    .sequence([
                        .word("losses", "when a genome is given up that loses its evaluators"),
                        .value(
                            "times", .integer(1...1_000_000), "lost evaluators; by default only where it is to blame"),
                    ])),
                .optional(
                    .choice([
                        .sequence([
                            .word("through", "evaluators started by a command"),
                            .value("command", .commandLine, "started without a shell, as COMMAND ns evaluator"),
                        ]),
                        .sequence([
                            .word("on", "evaluators started by a profile"),
                            .value("launcher", .vocabulary(.launcher), "a built-in profile, or your own"),
                            .optional(.value("places", .words, "arguments of the profile: hosts, an image")),
                        ]),
                    ])),
            ])),
        discussion: """
            More threads are faster, up to one a core. Evaluators are processes that a cluster's own launcher places, such as \
            `workers 64 on slurm`, `workers 8 on ssh node1 node2` or `workers 64 through 'srun --ntasks=1'`: the shell talks with \
            each through its standard input and output, gives what one loses to another, and keeps the memory. A genome fails where \
            its evaluators crash or end while those of others live, with `losses N` after N lost evaluators. The results are \
            the same for any number of workers, wherever they are. `show workers` tells what each does; `help cluster` tells \
            more.
            """,
        examples: [
            "workers", "workers 2", "workers 2 on processes", "workers 2 through 'nice -n 19'",
            "workers 2 mixed on processes", "workers 2 losses 5 on processes",
        ])

    /// Takes the values that were read.
    public init(_ captures: Captures) throws(Diagnostic) {
        count = captures.integer("count")
        acceptsOtherProcessors = captures.has("mixed")
        losses = captures.integer("times")
        if let command = captures.commandLine("command"), let place = captures.place(of: "command") {
            let names = ["ns", "shell_ns", "number", "unique"]
            do { try command.check(names: names) } catch { throw place.diagnostic(error) }
            self.place = .through(command)
        } else if let profile = captures.text("launcher") {
            place = .profile(profile, places: captures.words("places"))
        } else {
            guard !acceptsOtherProcessors else {
                throw captures.mistake("expected `through` or `on` after `mixed`", at: "mixed")
            }
            guard losses == nil else {
                throw captures.mistake("expected `through` or `on` behind `losses N`", at: "losses")
            }
            place = .here
        }
    }
}
