import CommandParsing
import Expressions

/// The form of objectives, the same for `maximize` and `minimize`.
enum ObjectiveForm {
    private static let first = Form.choice([
        .sequence([
            .word("output", "a program computes the fitness"), .word("of", "before the command"),
            .value(
                "command", .commandLine(.objective), "started without a shell; {gene} is replaced by the gene's value"),
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
                Setting(
                    "reports", "the program prints lines such as `report 7 0.81` while it works, and is ended early"),
            ]),
        ]),
        .value("expression", .objective, "an expression of scores, `parameters` and genes"),
    ])

    static let form = Form.sequence([first, .repeated((2...TypedObjective.maximum).map(further))])

    /// Returns the form of the second objective or a later one.
    private static func further(_ number: Int) -> Form {
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

    static let discussion = """
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
}

extension TypedObjective {
    /// The maximum number of objectives of a search.
    fileprivate static let maximum = 4
}

extension Captures {
    /// Returns the objectives after the first one.
    ///
    /// - Throws: `Diagnostic` if they do not fit the first one.
    func furtherObjectives(after first: TypedObjective) throws(Diagnostic) -> [TypedFurtherObjective] {
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

    /// Returns the first objective and its position.
    ///
    /// - Throws: `Diagnostic` if there is none, or if it is malformed.
    func objective() throws(Diagnostic) -> (TypedObjective, TextPosition) {
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
