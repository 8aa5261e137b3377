/// `train fittest`: trains the best network in full; `train network` goes on with the one at hand.
public struct TrainCommand: Command {
    /// Which network is trained.
    public enum Subject: Sendable, Equatable {
        /// The fittest one, anew; from several seeds, of which the best is kept.
        case fittest(seeds: Int)
        /// The one at hand, from its weights on.
        case network
    }

    /// Which network is trained.
    public let subject: Subject
    /// How far.
    public let limits: TrainingLimits
    /// The file to save it in; nil for none.
    public let path: String?

    /// Whether a file that is there already is replaced.
    public let replaces: Bool

    /// Its words, help and examples.
    public static let grammar = CommandGrammar(
        "train", topic: .winner, "train the fittest network in full, or go on with the one at hand, and save it",
        searchTerms: [
            "fit", "final training", "retrain", "test score", "generalization", "best model", "confusion matrix",
            "checkpoint",
        ],
        form: .sequence([
            .choice([
                .word("fittest", "the best network so far, anew"),
                .word("network", "the network at hand, from its weights on"),
            ]),
            .settings(
                TrainingLimits.settings + [
                    Setting(
                        "from",
                        form: .sequence([
                            .value("count", .integer(1...1000), "how many times it is trained"),
                            .word("seeds", "each with random numbers of its own"),
                        ]), "train the fittest so many times, with other random numbers, and keep the best"),
                    Setting(
                        "save", .writtenPath,
                        "the file to write: `.h5` where no extension is given, or `.keras`, `.onnx`, `.safetensors`"),
                    Replacing.setting,
                ]),
        ]),
        discussion: """
            The network is trained anew, always to the same result, until its validation score has not improved for 10 \
            epochs; its best weights are restored. The report has the validation and test scores with their 95% confidence \
            intervals. This reads the test part. `from 5 seeds` trains it five times \
            and keeps the best by validation. `train network` goes on with what was trained or opened last, and keeps its \
            weights where no epoch improves them.
            """,
        examples: [
            "train fittest epochs 2", "train fittest epochs 2 save 'fittest'", "train fittest time 1min patience 2",
            "train fittest from 2 seeds epochs 2", "train network epochs 1 save 'further.keras'",
            "train fittest epochs 2 save 'fittest' replace",
        ])

    /// Takes the values that were read.
    public init(_ captures: Captures) throws(Diagnostic) {
        if captures.has("network") {
            subject = .network
            if captures.has("count") {
                throw captures.mistake("seeds are where a training begins: `train fittest from 5 seeds`", at: "count")
            }
        } else {
            subject = .fittest(seeds: captures.integer("count") ?? 1)
        }
        limits = TrainingLimits(captures)
        path = captures.text("save")
        replaces = Replacing.isWanted(captures)
    }
}

/// How far a network is trained in full.
public struct TrainingLimits: Hashable, Sendable {
    /// The most epochs; nil for no limit.
    public let epochs: Int?
    /// The longest time in seconds; nil for no limit.
    public let seconds: Double?
    /// Epochs without improvement before it stops; nil for `defaultPatience`.
    public let patience: Int?

    /// The numbers of epochs that a training can be limited to.
    public static let epochCounts = 1...1_000_000
    /// The numbers of epochs without improvement that a training can wait for.
    public static let patiences = 1...1_000_000
    /// The patience of a full training: more than that of a search.
    public static let defaultPatience = 10

    static let settings = [
        Setting("epochs", .integer(epochCounts), "passes over the training samples, at the most"),
        Setting("time", .duration, "seconds at the most"),
        Setting("patience", .integer(patiences), "epochs without improvement before it stops; \(defaultPatience)"),
    ]

    init(_ captures: Captures) {
        epochs = captures.integer("epochs")
        seconds = captures.number("time")
        patience = captures.integer("patience")
    }
}

/// `ensemble 5`: the mean of what the fittest networks say.
public struct EnsembleCommand: Command {
    /// How many networks.
    public let count: Int
    /// How far those are trained that have to be.
    public let limits: TrainingLimits

    /// Its words, help and examples.
    public static let grammar = CommandGrammar(
        "ensemble", topic: .winner, "average the outputs of the fittest networks, and tell what that gains",
        searchTerms: ["averaging", "bagging", "committee", "model averaging"],
        form: .sequence([
            .value("count", .integer(2...1000), "how many networks"), .settings(TrainingLimits.settings),
        ]),
        discussion: """
            The fittest networks that differ are trained in full, as `train fittest` does it; those that were trained so in \
            this session are not trained again. The gain is what the mean of their outputs is better by than the best of \
            them. This reads the test part.
            """,
        examples: ["ensemble 2 epochs 2", "ensemble 3 time 1min patience 2"])

    /// Takes the values that were read.
    public init(_ captures: Captures) throws(Diagnostic) {
        count = captures.integer("count") ?? 2
        limits = TrainingLimits(captures)
    }
}
