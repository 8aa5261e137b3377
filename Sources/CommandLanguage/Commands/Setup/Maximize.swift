package import Expressions

/// The objective as it was written.
package enum TypedObjective: Hashable, Sendable {
    /// The value of an expression.
    case expression(ParsedExpression)
    /// The number that a program prints.
    case output(CommandTemplate, ProgramWords)
}

/// The settings of a program whose output is the objective.
package struct ProgramWords: Hashable, Sendable {
    /// True if it is started once for many genomes.
    package let isKeptRunning: Bool
    /// The time limit of one answer in seconds; nil for no limit.
    package let timeout: Double?
    /// The number of measurements of each genome; nil for one.
    package let repeats: Int?
    /// True if its answers are cached for later sessions.
    package let isRemembered: Bool
    /// The epochs that it may work on a genome; nil if they are not limited.
    package let budget: BudgetWords?
}

/// The epochs that a program may work on a genome.
package struct BudgetWords: Hashable, Sendable {
    /// The epochs of the first and of the last rung.
    package let epochs: ClosedRange<Int>
    /// The factor between two rungs; nil for the default.
    package let factor: Int?
    /// True if the program reports values while it works.
    package let reports: Bool
}

private let form = Form.choice([
    .sequence([
        .word("output", "a program computes the fitness"), .word("of", "before the command"),
        .value("command", .commandLine(.objective), "started without a shell; {gene} is replaced by the gene's value"),
        .settings([
            Setting(
                "kept", form: .word("running", "from the start of the search to its end"),
                "starts the program once and sends it genomes as JSON lines"),
            Setting("timeout", .duration, "time limit for one answer"),
            Setting(
                "repeat", .integer(1...1_000_000), "runs per genome with different seeds; the fitness is their mean"
            ),
            Setting("remember", "caches its answers for later sessions"),
            Setting(
                "epochs", .integers(1...1_000_000_000),
                "first and last number of epochs; only promising genomes get more than the first"),
            Setting("factor", .integer(2...1000), "factor between two numbers of epochs; by default 3"),
            Setting("reports", "the program prints lines such as `report 7 0.81` while it works, and is ended early"),
        ]),
    ]),
    .value("expression", .expression, "an expression of scores, `parameters` and genes"),
])

private let discussion = """
    The expression reads the scores of a trained network (accuracy, binary_accuracy, loss …), facts about it \
    (parameters), and genes. Without any score no network is trained: the expression itself is the function. To keep a \
    long function short, write sums over an index, such as sum(i in 0..2, x[i] * w[i]), and name its parts with \
    `where`, such as `where w = [3, 5, 2]`; see `help expressions` and `help functions`.

    A program is started without a shell, in a process group of its own that ends with the evolution and with this \
    shell. ns splits its command into words at spaces and quotes; {lr} is the value of gene lr, {seed} is the seed of \
    the run (`training seed`, then the numbers after it), and {{ is a literal brace. {bn?--bn} is --bn if gene bn is \
    on (on, true, yes or 1) and nothing otherwise; {bn?--bn:--no-bn} is --no-bn if bn is off. Each gene is also an \
    environment variable, such as NS_lr. An inactive gene is replaced by nothing and has no environment variable; ns \
    leaves out a word that becomes empty, unless it is in quotes. The last word of the last line of output must be the \
    fitness, such as 0.93 or loss=0.93. If the program fails, prints no number there or exceeds `timeout`, the genome \
    has no fitness: ns reports the reasons and ranks the genome last. Ten failures in a row stop the evolution.

    With `kept running` each worker starts the program once and sends it one line for each genome, such as {"lr": \
    0.01, "depth": 3}. The program answers each line with one line that ends with the number, and must flush its \
    output (in Python: `print(value, flush=True)`). ns restarts it if it exits. `timeout` includes the start of the \
    program.

    A program may answer differently each time, so ns runs it for each birth; with `remember`, only once for each \
    genome, as long as its command and the files named in it do not change. `repeat 3` runs it three times, with the \
    seeds 1, 2 and 3 (in {seed}, NS_seed or the "seed" of a JSON line), and takes the mean.

    With `epochs 1..81`, hopeless genomes end early: the program works for 1 epoch, and only for promising genomes for \
    3, 9, 27 and 81 (`factor 3`). {epochs} is the number of epochs in all, and {checkpoint} a folder of the genome's \
    own, in which the program finds what it saved after fewer epochs. A command without {epochs} is started once: the \
    program prints a line such as `report 7 0.81` after each epoch, and ns ends it when the genome is hopeless. \
    `training stopping` is the rule. `help programs` shows examples.
    """

/// `maximize accuracy`, `maximize output of 'COMMAND'`: sets the objective.
package struct MaximizeCommand: Command {
    /// The objective to maximize.
    package let objective: TypedObjective
    /// The position of the objective in the source.
    package let position: TextPosition

    package static let grammar = CommandGrammar(
        "maximize", topic: .objective, "maximize an expression or the output of a program",
        searchTerms: [
            "objective", "fitness function", "target", "score", "metric", "black box", "custom function", "penalty",
            "constraint", "external program", "early stopping", "pruning", "successive halving", "budget",
        ],
        form: form, discussion: discussion,
        examples: [
            .init("maximize accuracy", prints: "maximize accuracy"),
            .init("maximize accuracy - 1e-7 * parameters", prints: "maximize accuracy - 1e-07 * parameters"),
            "maximize output of 'python3 train.py --lr {lr} --depth {depth}' timeout 10min",
            "maximize output of './serve --table a' kept running remember",
            "maximize output of 'python3 train.py --seed {seed}' repeat 3",
            .init(
                "maximize output of 'python3 train.py --lr {lr} --epochs {epochs} --folder {checkpoint}' epochs 1..81",
                prints:
                    "maximize output of 'python3 train.py --lr {lr} --epochs {epochs} --folder {checkpoint}' epochs 1..81"
            ),
            .init(
                "maximize output of 'python3 train.py --lr {lr}' epochs 1..64 factor 4",
                prints: "maximize output of 'python3 train.py --lr {lr}' epochs 1..64 factor 4 reports"),
        ])

    /// Reads the values of the command.
    ///
    /// - Throws: `Diagnostic` if there is no expression, if it is malformed, or if a program that is kept running is
    ///   given genes as parameters.
    package init(_ captures: Captures) throws(Diagnostic) { (objective, position) = try captures.objective() }
}

/// `minimize loss`: sets the objective.
package struct MinimizeCommand: Command {
    /// The objective to minimize.
    package let objective: TypedObjective
    /// The position of the objective in the source.
    package let position: TextPosition

    package static let grammar = CommandGrammar(
        "minimize", topic: .objective, "minimize an expression or the output of a program",
        searchTerms: ["objective", "cost function", "error", "loss", "penalty", "constraint"],
        form: form, discussion: discussion,
        examples: [
            .init("minimize loss", prints: "minimize loss"),
            "minimize output of 'python3 train.py --lr {lr}' timeout 10min remember",
            "minimize output of './serve' kept running", "minimize output of './measure {seed}' repeat 3",
            "minimize output of 'python3 train.py --lr {lr} --epochs {epochs}' epochs 1..81 remember",
        ])

    /// Reads the values of the command.
    ///
    /// - Throws: `Diagnostic` if there is no expression, if it is malformed, or if a program that is kept running is
    ///   given genes as parameters.
    package init(_ captures: Captures) throws(Diagnostic) { (objective, position) = try captures.objective() }
}

extension Captures {
    private func budget() throws(Diagnostic) -> BudgetWords? {
        guard let epochs = integers("epochs") else {
            for name in ["factor", "reports"] where has(name) { throw .settingWithoutEpochs(name, in: self) }
            return nil
        }
        guard epochs.count > 1 else { throw .oneNumberOfEpochs(epochs.lowerBound, in: self) }
        return BudgetWords(epochs: epochs, factor: integer("factor"), reports: has("reports"))
    }

    fileprivate func objective() throws(Diagnostic) -> (TypedObjective, TextPosition) {
        if let command = commandLine("command"), let position = position(of: "command") {
            let words = ProgramWords(
                isKeptRunning: has("kept"), timeout: number("timeout"), repeats: integer("repeat"),
                isRemembered: has("remember"), budget: try budget())
            if words.isKeptRunning {
                do { try command.checkNoNames() } catch { throw position.diagnostic(error) }
            }
            return (.output(command, words), position)
        }
        guard let expression = expression("expression"), let position = position(of: "expression") else {
            throw .noExpression(in: self)
        }
        do { try expression.check() } catch { throw position.diagnostic(error) }
        return (.expression(expression), position)
    }
}
