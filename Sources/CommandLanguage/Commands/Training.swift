/// `training epochs 1`: how each network is trained.
public struct TrainingCommand: Command {
    /// The loss that is minimised; nil leaves it.
    public let loss: String?
    /// The output layer's activation; nil leaves it.
    public let output: String?
    /// How the learning rate changes; nil leaves it.
    public let schedule: String?
    /// What each step takes off each weight, times the learning rate; nil leaves it.
    public let decay: Double?
    /// The share of each target that is spread over all classes; nil leaves it.
    public let smoothing: Double?
    /// What the products are made of; nil leaves it.
    public let precision: String?
    /// The most epochs; nil leaves it.
    public let epochs: Int?
    /// The longest time in seconds; nil leaves it.
    public let seconds: Double?
    /// Epochs without improvement before it stops; nil leaves it.
    public let patience: Int?
    /// What counts as improvement; nil leaves it.
    public let change: Double?
    /// The seed of the networks' random numbers; nil leaves it.
    public let seed: Int?
    /// How many trainings each fitness is the mean of; nil leaves it.
    public let repeats: Int?
    /// Whether the settings go back to what they were at first.
    public let isDefault: Bool

    /// Its words, help and examples.
    public static let grammar = CommandGrammar(
        "training", topic: .objective, "how each network is trained",
        form: .choice([
            .word("default", "the settings as they were at first"),
            .settings([
                Setting("loss", .vocabulary(.loss), "what training minimises"),
                Setting("output", .vocabulary(.activation), "the activation of the output layer"),
                Setting("schedule", .vocabulary(.schedule), "how the learning rate changes over the epochs"),
                Setting("decay", .number(0...1e9), "what each step takes off each weight, times the learning rate"),
                Setting("smoothing", .number(0...0.999), "the share of each target that is spread over all classes"),
                Setting("precision", .vocabulary(.precision), "what the matrix products are made of"),
                Setting("epochs", .integer(1...1_000_000), "passes over the training samples, at the most"),
                Setting("time", .duration, "seconds at the most; results then depend on the machine"),
                Setting("patience", .integer(1...1_000_000), "epochs without improvement before it stops"),
                Setting("change", .number(0...1e9), "the least change of the score that is an improvement"),
                Setting("seed", .integer(0...Int.max), "fixes the networks' random numbers"),
                Setting(
                    "repeat", .integer(1...1000), "trainings with other random numbers that fitness is the mean of"),
            ]),
        ]),
        discussion: """
            A network is trained until its validation score has not improved by `change` for `patience` epochs, and its \
            best weights are kept. `epochs` and `time` end it earlier. Loss and output follow from the data unless they \
            are set: classes have categorical_crossentropy and softmax. With `repeat 3` each network is trained three \
            times with other random numbers, side by side, and its fitness is the mean.
            """,
        examples: [
            "training epochs 1", "training patience 5 change 0.001", "training seed 2", "training default",
            "training loss mean_squared_error output sigmoid", "training schedule cosine decay 0.01 smoothing 0.1",
            "training precision float32", "training time 90s", "training repeat 3",
        ])

    /// Whether nothing was given: the settings are shown.
    public var isQuestion: Bool {
        !isDefault && loss == nil && output == nil && schedule == nil && decay == nil && smoothing == nil
            && precision == nil
            && epochs == nil && seconds == nil && patience == nil
            && change == nil && seed == nil && repeats == nil
    }

    /// Takes the values that were read.
    public init(_ captures: Captures) throws(Diagnostic) {
        loss = captures.text("loss")
        output = captures.text("output")
        schedule = captures.text("schedule")
        decay = captures.number("decay")
        smoothing = captures.number("smoothing")
        precision = captures.text("precision")
        epochs = captures.integer("epochs")
        seconds = captures.number("time")
        patience = captures.integer("patience")
        change = captures.number("change")
        seed = captures.integer("seed")
        repeats = captures.integer("repeat")
        isDefault = captures.has("default")
    }
}
