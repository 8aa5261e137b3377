import CommandLanguage
import CommandParsing
import HelpPages
import Messages
import Reports
import Session
import Testing

/// For a term of the field, the first three results include the page that explains it.
@Suite struct HelpSearchTests {
    private static let places: [(topic: String, terms: [String])] = [
        (
            "training",
            [
                "early stopping", "patience", "epochs", "loss function", "learning rate schedule", "regularization",
                "mixed precision", "cross-entropy", "overfitting", "class weights", "epoch", "augmentation",
                "random crop",
            ]
        ),
        (
            "load",
            [
                "cross-validation", "cross validation", "k-fold", "holdout", "classification", "regression",
                "normalization",
                "standardisation", "one-hot encoding", "imputation", "dataset", "import",
            ]
        ),
        (
            "population",
            [
                "mating pool", "tournament", "roulette wheel", "stochastic universal sampling", "elitism",
                "mutation rate",
                "crossover rate", "warm start", "surrogate", "bayesian optimization", "bayesian", "gaussian process",
                "expected improvement", "acquisition function", "selection pressure", "initial population",
                "individuals",
            ]
        ),
        ("strategy", ["regularized evolution", "steady state", "random search", "grid search", "evolution strategy"]),
        ("network", ["architecture", "hidden layers", "number of layers", "mlp"]),
        ("convolution", ["cnn", "max pooling", "resnet", "flops", "cutout", "data augmentation"]),
        ("evolve", ["time limit", "stopping criterion", "termination", "optimise", "tune"]),
        ("gene", ["hyperparameter", "search space", "categorical", "log-uniform", "locus", "allele"]),
        ("fronts", ["pareto front", "hypervolume", "non-dominated", "knee point", "nsga-ii", "trade-off"]),
        ("genus", ["search space", "cardinality"]),
        ("maximize", ["objective", "fitness function", "metric", "black box", "penalty", "constraint"]),
        ("minimize", ["cost function", "error"]),
        ("show", ["leaderboard", "ranking", "table"]),
        (
            "plot",
            [
                "chart", "learning curve", "feature importance", "hyperparameter importance", "parallel coordinates",
                "fitness landscape", "genealogy", "figure", "contour",
            ]
        ),
        ("why", ["ancestry", "provenance"]),
        ("train", ["retrain", "test score", "generalization", "confusion matrix", "best model"]),
        ("ensemble", ["averaging", "bagging"]),
        ("score", ["metrics", "rmse", "mae", "evaluate"]),
        ("predict", ["inference", "new data", "classify"]),
        ("save", ["export model", "onnx", "checkpoint"]),
        ("open", ["load model", "restore"]),
        ("resume", ["crash", "interrupted", "recover"]),
        ("export", ["pandas", "dataframe", "trials"]),
        ("report", ["HTML", "dashboard", "web page"]),
        ("record", ["replay", "transcript"]),
        ("undo", ["revert", "mistake"]),
        ("step", ["single step", "phase"]),
        ("whatif", ["scenario", "branch"]),
        ("lesson", ["tutorial", "course", "genetic drift", "premature convergence", "local optimum"]),
        ("compare", ["baseline", "random search", "significance"]),
        ("seed", ["random state", "determinism", "rng"]),
        ("workers", ["parallel", "threads", "cpu", "slurm", "distributed"]),
        ("memory", ["cache", "sqlite"]),
        ("forget", ["clear cache", "delete"]),
        ("run", ["execute"]),
        ("let", ["variable", "assign"]),
        ("print", ["echo"]),
        ("!", ["shell command", "bash"]),
        ("if", ["condition", "branch"]),
        ("for", ["loop", "iterate", "sweep"]),
        ("expect", ["assert"]),
        ("pause", ["wait"]),
        ("help", ["manual", "documentation"]),
        ("settings", ["configuration", "options"]),
        ("version", ["release"]),
        ("quit", ["exit", "logout"]),
        ("prompt", ["completion", "theme", "syntax highlighting"]),
        ("start", ["getting started", "quick start"]),
        ("words", ["glossary", "genotype", "phenotype", "offspring", "individual"]),
        ("data", ["missing values", "proxy", "offline", "decimal comma", "csv"]),
        ("hyperparameters", ["weight decay", "label smoothing", "batch normalization", "momentum", "dropout rate"]),
        ("require", ["constraints"]),
        ("objectives", ["auc", "pareto", "multi-objective", "class imbalance"]),
        ("selection", ["exploration", "exploitation", "takeover", "selection intensity", "niching", "recombination"]),
        ("language", ["syntax", "quoting", "percentages"]),
        ("scripts", ["exit status", "exit code", "command line options", "flags"]),
        ("reproducibility", ["reproducible", "random seed", "winner's curse", "confidence interval"]),
        ("networks", ["keras", "pytorch", "onnxruntime", "safetensors"]),
        ("plots", ["gnuplot", "PED-ANOVA", "heat map"]),
        ("programs", ["flag", "external program", "environment variables", "subprocess"]),
        ("expressions", ["arithmetic", "formula", "modulo"]),
        ("teaching", ["schema", "building block", "epistasis", "no free lunch", "lessons"]),
        ("terminal", ["keyboard shortcuts", "key bindings", "screen reader"]),
        ("json", ["api", "machine readable"]),
        ("cluster", ["kubernetes", "hpc", "spot machines"]),
    ]

    @Test(arguments: places.flatMap { place in place.terms.map { (place.topic, $0) } })
    func `a term of the field leads to the page that explains it`(topic: String, term: String) async throws {
        let report = try #require(try await Talking().say("help \"\(term)\"").first)
        guard case .help(let help) = report else {
            Issue.record("\(report)")
            return
        }
        switch help {
        case .command(let grammar): #expect(grammar.name == topic)
        case .page(let page): #expect(page.name == topic)
        case .found(_, let findings):
            // The definition of a term comes before the pages about it.
            let first = findings.map(\.topic).filter { $0 != "help terms" || topic == "terms" }.prefix(3)
            #expect(first.contains("help \(topic)"), "\(term): \(first)")
        case .overview, .part: Issue.record("\(help)")
        }
    }

    @Test(arguments: [
        "individual", "schema", "building block", "epistasis", "drift", "premature convergence", "exploration",
        "takeover",
        "selection intensity", "niching", "pareto", "penalty", "repair", "no free lunch", "surrogate", "permutation",
        "landscape", "local optimum", "offspring", "mating pool", "locus", "allele", "genotype", "phenotype",
        "individuals",
    ])
    func `a term of the field is answered with its definition and with what to read on`(term: String) async throws {
        guard case .help(.found(_, let findings)) = try #require(try await Talking().say("help \(term)").first) else {
            Issue.record("no findings of \(term)")
            return
        }
        let first = try #require(findings.first)
        #expect(first.topic == "help terms")
        #expect(first.line.contains("; see "))
    }

    @Test func `the lessons and pages that terms refer to exist`() async throws {
        let page = try #require(HelpPage.all.first { $0.name == "terms" })
        let commands = page.text.split(separator: "`").enumerated().filter { $0.offset % 2 == 1 }.map { $0.element }
        for command in commands where command.hasPrefix("lesson ") {
            #expect(Lesson.number(named: String(command.dropFirst(7))) != nil, "\(command)")
        }
        for command in commands where command.hasPrefix("help ") && command != "help WORD" {
            let report = try #require(try await Talking().say(String(command)).first)
            guard case .help(let help) = report else { continue }
            switch help {
            case .command, .page: break
            default: Issue.record("\(command)")
            }
        }
    }

    @Test func `a search finds lessons`() async throws {
        guard case .help(.found(_, let findings)) = try #require(try await Talking().say("help headless chicken").first)
        else {
            Issue.record("no findings")
            return
        }
        #expect(findings.prefix(3).contains { $0.topic == "lesson crossover" })
    }

    @Test func `a search matches whole words`() async throws {
        let session = Talking()
        await #expect(throws: SessionError.self) { try await session.say("help rc") }
        await #expect(throws: SessionError.self) { try await session.say("help xyzzy") }
    }

    @Test(arguments: [
        ("dropot", "dropout"), ("evovle", "evolve"), ("tournamnt", "tournament"), ("lerning rate", "learning"),
    ])
    func `a misspelt term has a suggestion`(words: String, wanted: String) async throws {
        let error = await #expect(throws: SessionError.self) { try await Talking().say("help \(words)") }
        #expect(error?.description == "no help found for \"\(words)\"; did you mean \"\(wanted)\"?")
    }

    @Test func `results contain no Markdown syntax`() async throws {
        for word in ["evaluations", "exit", "workers", "file"] {
            guard case .help(.found(_, let findings)) = try #require(try await Talking().say("help the \(word)").first)
            else { continue }
            for finding in findings {
                #expect(!finding.line.contains("`") && !finding.line.contains("| ") && !finding.line.hasPrefix("#"))
            }
        }
    }

    @Test func `each form of a command has a synopsis, and help shows a single form on request`() async throws {
        guard case .help(.command(let load)) = try #require(try await Talking().say("help load").first),
            case .help(.command(let csv)) = try #require(try await Talking().say("help load csv").first)
        else {
            Issue.record("no help on load")
            return
        }
        #expect(load.synopses.count == 5)
        #expect(csv.synopses.count == 1)
        #expect(csv.synopsis.hasPrefix("load csv PATH"))
        #expect(csv.examples.allSatisfy { $0.line.hasPrefix("load csv") })
    }
}
