public import Expressions

/// What is sought, as it was written.
public enum Sought: Hashable, Sendable {
    /// The value of an expression.
    case expression(Expression)
    /// The number that a program gives.
    case output(CommandTemplate, ProgramWords)
}

/// How a program is asked.
public struct ProgramWords: Hashable, Sendable {
    /// Whether it is started once for many genomes.
    public let isKeptRunning: Bool
    /// The longest time in seconds that one answer may take; nil for no limit.
    public let timeout: Double?
    /// How often each genome is measured; nil for once.
    public let repeats: Int?
    /// Whether its answers are kept for later sessions.
    public let isRemembered: Bool
}

private let form = Form.choice([
    .sequence([
        .word("output", "a program computes the fitness"), .word("of", "before the command"),
        .value("command", .commandLine, "started without a shell; {gene} is replaced by the gene's value"),
        .settings([
            Setting(
                "kept", form: .word("running", "before the search until its end"),
                "starts the program once and sends it genomes as JSON lines"),
            Setting("timeout", .duration, "time limit for one answer"),
            Setting(
                "repeat", .integer(1...1_000_000), "runs of each genome with different seeds; the fitness is their mean"
            ),
            Setting("remember", "caches its answers for later sessions"),
        ]),
    ]),
    .value("expression", .expression, "an expression of scores, `parameters` and genes"),
])

private let discussion = """
    The expression reads scores of a trained network (accuracy, binary_accuracy, loss …), facts of it (parameters), and \
    genes that are numbers. Without any score no network is trained: the expression itself is the function.

    A program is started without a shell, in a process group of its own that ends with the evolution and with this shell. \
    Its command is split into words at blanks and quotes; {lr} is the value of the gene lr, {seed} the number of the call \
    (from `training seed` on), {{ a brace. Each gene is also in its environment, as NS_lr. A gene whose condition does not \
    hold is an empty text, and not in the environment. The last number on the last line of its output is the fitness. One \
    that fails, prints no number or runs past `timeout` gives no fitness: it is told and ranks last. Ten failures in a row \
    stop the evolution.

    With `kept running` each worker starts the program once and sends it one line for each genome, such as \
    {"lr": 0.01, "depth": 3}; it answers each with one line that ends with the number. Its output must not wait in a buffer \
    (in Python: `print(value, flush=True)`). It is started again where it ends. `timeout` counts its start as well.

    A program may answer differently each time, so it is asked for each birth; with `remember`, once for each genome, as \
    long as its command and the files named in it stay as they are. `repeat 3` asks three times, with the seeds 1, 2 and 3 \
    (as {seed} or NS_seed, or "seed" of the line), and takes the mean.
    """

/// `maximize accuracy`, `maximize output of 'COMMAND'`: says what is sought.
public struct MaximizeCommand: Command {
    /// What is to be as large as possible.
    public let sought: Sought
    /// Where it was written.
    public let place: WrittenPlace

    /// Its words, help and examples.
    public static let grammar = CommandGrammar(
        "maximize", topic: .objective, "maximize an expression or the output of a program",
        searchTerms: [
            "objective", "fitness function", "target", "score", "metric", "black box", "custom function", "penalty",
            "constraint", "external program",
        ],
        form: form, discussion: discussion,
        examples: [
            .init("maximize accuracy", prints: "maximize accuracy"),
            .init("maximize accuracy - 1e-7 * parameters", prints: "maximize accuracy - 1e-07 * parameters"),
            "maximize output of 'python3 train.py --lr {lr} --depth {depth}' timeout 10min",
            "maximize output of './serve --table a' kept running remember",
            "maximize output of 'python3 train.py --seed {seed}' repeat 3",
        ])

    /// Takes the values that were read.
    public init(_ captures: Captures) throws(Diagnostic) { (sought, place) = try captures.sought() }
}

/// `minimize loss`: says what is sought.
public struct MinimizeCommand: Command {
    /// What is to be as small as possible.
    public let sought: Sought
    /// Where it was written.
    public let place: WrittenPlace

    /// Its words, help and examples.
    public static let grammar = CommandGrammar(
        "minimize", topic: .objective, "minimize an expression or the output of a program",
        searchTerms: ["objective", "cost function", "error", "loss", "penalty", "constraint"],
        form: form, discussion: discussion,
        examples: [
            .init("minimize loss", prints: "minimize loss"),
            "minimize output of 'python3 train.py --lr {lr}' timeout 10min remember",
            "minimize output of './serve' kept running", "minimize output of './measure {seed}' repeat 3",
        ])

    /// Takes the values that were read.
    public init(_ captures: Captures) throws(Diagnostic) { (sought, place) = try captures.sought() }
}

extension Captures {
    fileprivate func sought() throws(Diagnostic) -> (Sought, WrittenPlace) {
        if let command = commandLine("command"), let place = place(of: "command") {
            let words = ProgramWords(
                isKeptRunning: has("kept"), timeout: number("timeout"), repeats: integer("repeat"),
                isRemembered: has("remember"))
            if words.isKeptRunning {
                do { try command.checkNoNames() } catch { throw place.diagnostic(error) }
            }
            return (.output(command, words), place)
        }
        guard let expression = expression("expression"), let place = place(of: "expression") else {
            throw Diagnostic("expected an expression", at: 0..<1, of: source)
        }
        do { try expression.check() } catch { throw place.diagnostic(error) }
        return (.expression(expression), place)
    }
}
