package import CommandParsing
package import Expressions

/// The objective as it was written.
package enum TypedObjective: Hashable, Sendable {
    /// The value of an expression.
    case expression(ParsedExpression)
    /// The number that a program prints.
    case output(CommandTemplate, ProgramWords)
}

/// The direction of an objective.
package enum TypedDirection: String, Hashable, Sendable {
    case maximize, minimize
}

/// The second objective of a search, or one after it.
package struct TypedFurtherObjective: Hashable, Sendable {
    /// The objective as it was written.
    package enum Value: Hashable, Sendable {
        /// The value of an expression.
        case expression(ParsedExpression)
        /// A number that the program of the first objective prints, with its name; nil for the next number.
        case output(name: String?)
    }

    /// Its direction.
    package let direction: TypedDirection
    /// The objective.
    package let value: Value
    /// Its position in the source; nil for the output of a program.
    package let position: TextPosition?
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
    /// The name of the first number; nil if the numbers have no names.
    package let name: String?
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

private let first = Form.choice([
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
                "named", form: .value("name1", .geneName, "the number's name"),
                "the name of the number in the last line, such as {\"accuracy\": 0.9, \"seconds\": 3}"),
            Setting(
                "epochs", .integers(1...1_000_000_000),
                "first and last number of epochs; only promising genomes get more than the first"),
            Setting("factor", .integer(2...1000), "factor between two numbers of epochs; by default 3"),
            Setting("reports", "the program prints lines such as `report 7 0.81` while it works, and is ended early"),
        ]),
    ]),
    .value("expression", .objective, "an expression of scores, `parameters` and genes"),
])

private let form = Form.sequence([first, .repeated((2...TypedObjective.maximum).map(further))])

/// Returns the form of the second objective or a later one.
private func further(_ number: Int) -> Form {
    .sequence([
        .word("and", "another objective", as: "and\(number)"),
        .choice([
            .word("maximize", "higher values are better", as: "maximize\(number)"),
            .word("minimize", "lower values are better", as: "minimize\(number)"),
        ]),
        .choice([
            .sequence([
                .word("output", "the next number that the program prints", as: "output\(number)"),
                .optional(
                    .sequence([
                        .word("named", "before the name of the number", as: "named\(number)"),
                        .value("name\(number)", .geneName, "the number's name"),
                    ])),
            ]),
            .value("expression\(number)", .objective, "an expression of scores, `parameters` and genes"),
        ]),
    ])
}

private let discussion = """
    The expression reads the scores of a trained network (accuracy, auc, f1 of setosa, rmse …; `help scores` lists them), \
    facts about it (parameters), and genes. Without any score no network is trained: the expression itself is the function. To keep a \
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

    `maximize accuracy and minimize parameters` gives the search two objectives, and up to four are possible. No weights \
    are needed: the search keeps the front, the genomes than which no other one is better in every objective. A program \
    prints as many numbers at the end of its last line as there are objectives, `maximize output of … and minimize \
    output`, or names them, `maximize output of … named accuracy and minimize output named seconds`.

    A program may answer differently each time, so ns runs it for each birth; with `remember`, only once for each \
    genome, as long as its command and the files named in it do not change. `repeat 3` runs it three times, with the \
    seeds 1, 2 and 3 (in {seed}, NS_seed or the "seed" of a JSON line), and takes the mean.

    With `epochs 1..81`, hopeless genomes end early: the program works for 1 epoch, and only for promising genomes for \
    3, 9, 27 and 81 (`factor 3`). {epochs} is the number of epochs in all, and {checkpoint} a folder of the genome's \
    own, in which the program finds what it saved after fewer epochs. A command without {epochs} is started once: the \
    program prints a line such as `report 7 0.81` after each epoch, and ns ends it when the genome is hopeless. \
    `training stopping` is the rule. `help programs` shows examples.
    """

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
        form: form, discussion: discussion,
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
        form: form, discussion: discussion,
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

extension TypedObjective {
    /// The maximum number of objectives of a search.
    fileprivate static let maximum = 4
}

extension Captures {
    fileprivate func furtherObjectives(after first: TypedObjective) throws(Diagnostic) -> [TypedFurtherObjective] {
        var objectives: [TypedFurtherObjective] = []
        for number in 2...TypedObjective.maximum where has("and\(number)") {
            let direction = has("maximize\(number)") ? TypedDirection.maximize : .minimize
            if let expression = expression("expression\(number)") {
                guard let position = position(of: "expression\(number)") else { continue }
                if case .output = first { throw .outputAndExpression(in: self, at: "expression\(number)") }
                do { try expression.check() } catch { throw position.diagnostic(error) }
                objectives.append(.init(direction: direction, value: .expression(expression), position: position))
            } else {
                guard case .output(_, let words) = first else {
                    throw .outputWithoutProgram(in: self, at: "output\(number)")
                }
                guard words.budget == nil else { throw .budgetOfSeveralObjectives(in: self) }
                let name = text("name\(number)")
                if (name == nil) != (words.name == nil) { throw .namedInPart(in: self, at: "output\(number)") }
                objectives.append(.init(direction: direction, value: .output(name: name), position: nil))
            }
        }
        return objectives
    }

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
                isRemembered: has("remember"), name: text("name1"), budget: try budget())
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
