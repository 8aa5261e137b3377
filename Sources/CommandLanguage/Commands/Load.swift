/// `load digits`: reads a dataset and makes it what networks are trained on.
public struct LoadCommand: Command {
    /// A part of the samples.
    public enum Part: Hashable, Sendable {
        case fraction(Double)
        /// The official test part.
        case official
    }

    /// The dataset's word.
    public let dataset: String
    /// The folder or file to read instead of the shipped, installed or kept one.
    public let path: String?
    /// The validation part; nil for the default.
    public let validation: Part?
    /// The test part, a fraction; nil for the default.
    public let test: Double?
    /// How many folds each fitness is the mean over, 1 for none; nil for the default.
    public let folds: Int?
    /// How many samples to use at the most; nil for all.
    public let limit: Int?

    /// Its words, help and examples.
    public static let grammar = CommandGrammar(
        "load", topic: .data, "read a dataset",
        form: .sequence([
            .value("dataset", .vocabulary(.dataset), "the dataset's name"),
            .settings([
                Setting("from", .path, "a folder or file to read instead of the shipped, installed or cached one"),
                Setting(
                    "validation",
                    form: .choice([
                        .word("test", "the official test part is the validation part", as: "official"),
                        .value("validation share", .fraction, "the share that fitness is measured on"),
                    ]), "the part that fitness is measured on: a share, or `test` for the official test part"),
                Setting("test", .fraction, "the share that only `train fittest` reads"),
                Setting("folds", .integer(1...1000), "folds that fitness is the mean over; 1 for one validation part"),
                Setting("limit", .integer(1...100_000_000), "use at most N samples, classes in proportion"),
            ]),
        ]),
        discussion: """
            The samples are parted into training, validation and test: networks learn from the first, their fitness is \
            measured on the second, and only `train fittest` reads the third. Without settings 15% each are kept for \
            validation and test; a dataset with an official test part keeps that for the test. With `validation test` \
            the official test part is the validation part, and no test part is left.

            One small validation part chooses by luck. Below 1,000 samples, and with `folds N`, fitness is the mean over \
            folds: all but the test part is dealt into N, and each judges a network that the others trained. A \
            `validation` share or `folds 1` asks for one part after all.

            When no genes were set, the 15 default genes of a network are; when nothing is sought, `maximize accuracy` is.
            """,
        examples: [
            "load digits", "load digits validation 20% test 10%", "load digits folds 5", "load digits limit 500",
        ])

    /// Takes the values that were read.
    public init(_ captures: Captures) throws(Diagnostic) {
        dataset = captures.text("dataset") ?? ""
        path = captures.text("from")
        if let share = captures.number("validation share") {
            validation = .fraction(share)
        } else {
            validation = captures.has("official") ? .official : nil
        }
        test = captures.number("test")
        folds = captures.integer("folds")
        limit = captures.integer("limit")
    }
}
