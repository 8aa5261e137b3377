/// `load digits`: reads data and makes them what networks are trained on.
public struct LoadCommand: Command {
    /// Where the data come from.
    public enum Origin: Sendable {
        /// A dataset by its word; from a folder or file where one is given.
        case dataset(String, from: String?)
        /// A table of the user's own.
        case csv(Table)
        /// Arrays that NumPy wrote; whether the label is an amount, where that was said.
        case npz(String, isRegression: Bool?)
        /// Pictures and labels in MNIST's format.
        case idx(images: String, labels: String)
        /// A folder of pictures, and the size that they are brought to.
        case images(String, size: (width: Int, height: Int)?)
    }

    /// A table of the user's own; what is nil follows from its file.
    public struct Table: Hashable, Sendable {
        /// Its file.
        public let path: String
        /// The column that is to be learned.
        public let label: String?
        /// The columns to learn from; nil for all others.
        public let features: [String]?
        /// The columns to leave out.
        public let ignored: [String]
        /// Whether the label is an amount; false: classes.
        public let isRegression: Bool?
        /// What stands between two fields.
        public let delimiter: String?
        /// Whether the first line names the columns.
        public let hasHeader: Bool?
        /// The decimal mark.
        public let decimal: String?
        /// The mark between groups of three digits; empty for none.
        public let thousands: String?
        /// The character encoding.
        public let encoding: String?
        /// Words that mean a missing value.
        public let missing: [String]
        /// The number of lines before the table.
        public let skip: Int?
        /// The columns that are numbers.
        public let numbers: [String]
        /// The columns that are texts.
        public let texts: [String]
        /// The columns that are dates.
        public let dates: [String]
    }

    /// A part of the samples.
    public enum Part: Hashable, Sendable {
        case fraction(Double)
        /// The official test part.
        case official
    }

    /// Where the data come from.
    public let origin: Origin
    /// The validation part; nil for the default.
    public let validation: Part?
    /// The test part, a fraction; nil for the default.
    public let test: Double?
    /// The word for the mean that is taken off images; nil for the default.
    public let centring: String?
    /// How many folds each fitness is the mean over, 1 for none; nil for the default.
    public let folds: Int?
    /// How many samples to use at the most; nil for all.
    public let limit: Int?

    /// Its words, help and examples.
    public static let grammar = CommandGrammar(
        "load", topic: .data, "read a dataset, or data of your own",
        searchTerms: [
            "import", "read", "dataset", "CSV", "table", "k-fold", "cross-validation", "holdout", "train test split",
            "validation split", "stratified split", "classification", "regression", "normalization", "standardization",
            "one-hot encoding", "imputation", "missing values", "augmentation",
        ],
        form: .choice([
            .sequence([
                .word("csv", "a table of your own"), .value("path", .path, "the table's file, plain or compressed"),
                .settings(tableSettings + kindSettings + partSettings),
            ]),
            .sequence([
                .word("npz", "NumPy's arrays x and y"), .value("arrays", .path, "the arrays' file"),
                .settings(kindSettings + partSettings),
            ]),
            .sequence([
                .word("idx", "pictures and labels in MNIST's format"),
                .value("images", .path, "the pictures' file, plain or compressed"),
                .value("labels", .path, "the labels' file"), .settings(partSettings),
            ]),
            .sequence([
                .word("images", "a folder of pictures, a folder a class"),
                .value("folder", .path, "the folder that holds a folder for each class"),
                .settings([Setting("size", .size, "what pictures are brought to")] + partSettings),
            ]),
            .sequence([
                .value("dataset", .vocabulary(.dataset), "the dataset's name"),
                .settings(
                    [
                        Setting(
                            "from", .path, "a folder or file to read instead of the shipped, installed or cached one")
                    ] + partSettings),
            ]),
        ]),
        discussion: """
            The samples are parted into training, validation and test: networks learn from the first, their fitness is \
            measured on the second, and only `train fittest` reads the third. Without settings 15% each are kept for \
            validation and test; a dataset with an official test part keeps that for the test. With `validation test` \
            the official test part is the validation part, and no test part is left.

            Of a table, `label` names the column to be learned. Numbers are regression, text and few whole numbers \
            classes; `regression` and `classes` decide otherwise. Text columns become a column a value; text that \
            differs in over half of the rows is left out, and so are columns that only count the rows or never change. \
            Dates become numbers: year, month, day of the week, days since the first. Missing numbers become the \
            column's median, missing text its most frequent value. Decimal and thousands marks, the encoding and \
            missing values are found by looking at whole columns; the settings say otherwise, and a saved network keeps \
            them. `show columns` shows each column with the decisions about it.

            Pictures lie in folders, one a class; where there are folders `train` and `test`, each with the classes', \
            those of `test` are the official test part.

            One small validation part chooses by luck. Below 1,000 samples, and with `folds N`, fitness is the mean over \
            folds: all but the test part is dealt into N, and each judges a network that the others trained. A \
            `validation` share or `folds 1` asks for one part after all.

            When no genes were set, the 15 default genes of a network are; when nothing is sought, `maximize accuracy` \
            is, or `maximize r2` for regression.
            """,
        examples: [
            "load digits", "load digits validation 20% test 10%", "load digits folds 5", "load digits limit 500",
            "load csv 'flowers.csv' label species", "load csv 'flowers.csv' label petal_length ignore species",
            "load csv 'flowers.csv' label petal_width features petal_length, species regression",
            "load csv 'flowers.csv' label petal_width classes delimiter ',' header on",
            "load csv 'flowers.csv' label column3 header off",
            "load csv 'flowers.csv' label species missing '-', '?' text species number petal_length decimal '.'",
            "load csv 'flowers.csv' label species thousands ',' encoding utf-8 skip 0",
            "load csv 'sales.csv' label sold date day", "load npz 'arrays.npz'",
            "load idx 'images.idx' 'labels.idx'", "load images 'animals' size 32x32 centre channel",
            "load digits centre pixel",
        ])

    private static let tableSettings = [
        Setting("label", .column, "the column that is to be learned"),
        Setting("features", .columns, "the columns to learn from; otherwise all others"),
        Setting("ignore", .columns, "columns to leave out"),
        Setting(
            "delimiter", .text, "the character between two fields: `,`, `;`, tab, space; otherwise found in the file"),
        Setting("decimal", .text, "the decimal mark, `.` or `,`; otherwise found in the file"),
        Setting(
            "thousands", .text, "the mark between thousands: `,`, `.`, `'`, space or none; otherwise found in the file"),
        Setting(
            "encoding", .text, "the character encoding, such as utf-16 or windows-1252; otherwise found in the file"),
        Setting("missing", .texts, "more words for a missing value, such as '-', '?'"),
        Setting("skip", .integer(0...1_000_000), "lines before the table, such as a title"),
        Setting("number", .columns, "columns that are numbers; other text in them is missing"),
        Setting("text", .columns, "columns that are texts, such as codes and postcodes"),
        Setting("date", .columns, "columns that are dates"),
        Setting(
            "header",
            form: .choice([
                .word("on", "the first line names the columns", as: "header on"),
                .word("off", "the first line is a row; columns are column1, column2 …", as: "header off"),
            ]), "whether the first line names the columns; otherwise as it suggests"),
    ]

    private static let kindSettings = [
        Setting("classes", "each value of the label is a class"),
        Setting("regression", "the label is an amount"),
    ]

    private static let partSettings = [
        Setting(
            "validation",
            form: .choice([
                .word("test", "the official test part is the validation part", as: "official"),
                .value("validation share", .fraction, "the share that fitness is measured on"),
            ]), "the part that fitness is measured on: a share, or `test` for the official test part"),
        Setting("test", .fraction, "the share that only `train fittest` reads"),
        Setting("folds", .integer(1...1000), "folds that fitness is the mean over; 1 for one validation part"),
        Setting(
            "centre",
            form: .choice([
                .word("pixel", "each pixel's own mean"), .word("channel", "one mean a channel, of all pixels"),
            ]), "the mean of the training part that is taken off images: each pixel's, or one a channel"),
        Setting("limit", .integer(1...100_000_000), "use at most N samples, classes in proportion"),
    ]

    /// A mark by its name.
    private static func mark(_ word: String) -> String {
        ["comma": ",", "point": ".", "space": " ", "apostrophe": "'", "none": ""][word] ?? word
    }

    /// Takes the values that were read.
    ///
    /// - Throws: classes and regression at once.
    public init(_ captures: Captures) throws(Diagnostic) {
        if captures.has("classes"), captures.has("regression") {
            throw captures.mistake("expected one of classes and regression, found both", at: "regression")
        }
        let isRegression: Bool? = captures.has("regression") ? true : captures.has("classes") ? false : nil
        if let path = captures.text("path") {
            let header: Bool? = captures.has("header on") ? true : captures.has("header off") ? false : nil
            origin = .csv(
                Table(
                    path: path, label: captures.text("label"),
                    features: captures.has("features") ? captures.words("features") : nil,
                    ignored: captures.words("ignore"), isRegression: isRegression,
                    delimiter: captures.text("delimiter"), hasHeader: header,
                    decimal: captures.text("decimal").map(Self.mark),
                    thousands: captures.text("thousands").map(Self.mark),
                    encoding: captures.text("encoding"), missing: captures.words("missing"),
                    skip: captures.integer("skip"), numbers: captures.words("number"), texts: captures.words("text"),
                    dates: captures.words("date")))
        } else if let path = captures.text("arrays") {
            origin = .npz(path, isRegression: isRegression)
        } else if let images = captures.text("images"), let labels = captures.text("labels") {
            origin = .idx(images: images, labels: labels)
        } else if let folder = captures.text("folder") {
            origin = .images(folder, size: captures.size("size"))
        } else {
            origin = .dataset(captures.text("dataset") ?? "", from: captures.text("from"))
        }
        if let share = captures.number("validation share") {
            validation = .fraction(share)
        } else {
            validation = captures.has("official") ? .official : nil
        }
        test = captures.number("test")
        centring = ["pixel", "channel"].first { captures.has($0) }
        folds = captures.integer("folds")
        limit = captures.integer("limit")
    }
}
