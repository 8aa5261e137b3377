package import CommandParsing

/// `load digits`: loads the data on which networks are trained.
package struct LoadCommand: Command {
    /// The source of the data.
    package enum Origin: Sendable {
        /// A built-in dataset by its name; from a folder or file if one is given.
        case dataset(String, from: String?)
        /// A table in a CSV file.
        case csv(CSVFile)
        /// NumPy arrays; `isRegression` is nil unless the kind of the label was given.
        case npz(String, isRegression: Bool?, split: SplitColumns)
        /// Images and labels in MNIST's IDX format.
        case idx(images: String, labels: String)
        /// A folder of images, and the size to which they are converted.
        case images(String, size: (width: Int, height: Int)?)
    }

    /// A table in a CSV file; nil settings are detected in the file.
    package struct CSVFile: Hashable, Sendable {
        /// The file.
        package let path: String
        /// The column to predict.
        package let label: String?
        /// The columns to learn from; nil for all others.
        package let features: [String]?
        /// The columns to leave out.
        package let ignored: [String]
        /// True for a numeric target, false for classes.
        package let isRegression: Bool?
        /// The delimiter between fields.
        package let delimiter: String?
        /// True if the first line names the columns.
        package let hasHeader: Bool?
        /// The decimal mark.
        package let decimal: String?
        /// The thousands separator; empty for none.
        package let thousands: String?
        /// The character encoding.
        package let encoding: String?
        /// Words that mean a missing value.
        package let missing: [String]
        /// The number of lines before the table.
        package let skip: Int?
        /// The numeric columns.
        package let numbers: [String]
        /// The text columns.
        package let texts: [String]
        /// The date columns.
        package let dates: [String]
        /// The columns by which the rows are split.
        package let split: SplitColumns
    }

    /// The columns of a table, or the arrays of a file, by which the rows are split; nil for none.
    package struct SplitColumns: Hashable, Sendable {
        /// Rows of the same value are in the same set.
        package let group: String?
        /// The sets follow one another.
        package let time: String?
        /// All sets have the same shares of its values.
        package let stratify: String?
    }

    /// A part of the samples.
    package enum Part: Hashable, Sendable {
        case fraction(Double)
        /// The official test set.
        case official
    }

    /// The source of the data.
    package let origin: Origin
    /// The validation set; nil for the default.
    package let validation: Part?
    /// The fraction of samples in the test set; nil for the default.
    package let test: Double?
    /// The word for the mean to subtract from images; nil for the default.
    package let centring: String?
    /// The number of cross-validation folds, 1 for none; nil for the default.
    package let folds: Int?
    /// The maximum number of samples; nil for all.
    package let limit: Int?

    package static let grammar = CommandGrammar(
        "load", topic: .data, "read a dataset, or data of your own",
        searchTerms: [
            "import", "read", "dataset", "CSV", "table", "k-fold", "cross-validation", "holdout", "train test split",
            "validation split", "stratified split", "group split", "time series", "leakage", "classification",
            "regression", "normalization", "standardization",
            "one-hot encoding", "imputation", "missing values",
        ],
        form: .choice([
            .sequence([
                .word("csv", "a table of your own"), .value("path", .file(.table), "the file, plain or compressed"),
                .settings(tableSettings + splitSettings(.column) + kindSettings + partSettings),
            ]),
            .sequence([
                .word("npz", "NumPy arrays x and y"), .value("arrays", .file(.arrays), "the file"),
                .settings(splitSettings(.text) + kindSettings + imageSettings + partSettings),
            ]),
            .sequence([
                .word("idx", "images and labels in MNIST's format"),
                .value("images", .path, "the file of images, plain or compressed"),
                .value("labels", .path, "the file of labels"), .settings(imageSettings + partSettings),
            ]),
            .sequence([
                .word("images", "a folder of images, with one folder per class"),
                .value("folder", .path, "the folder that contains one folder per class"),
                .settings(
                    [Setting("size", .size, "the size to which images are converted")] + imageSettings + partSettings),
            ]),
            .sequence([
                .value("dataset", .vocabulary(.dataset), "the dataset's name"),
                .settings(
                    [
                        Setting(
                            "from", .path, "a folder or file to read instead of the shipped, installed or cached one")
                    ] + imageSettings + partSettings),
            ]),
        ]),
        discussion: """
            ns splits the samples into training, validation and test sets: networks learn from the first, their \
            fitness is measured on the second, and only `train`, `score` and `ensemble` read the third. By default the \
            validation and test sets get 15% of the samples each; a dataset with an official test set keeps it as the \
            test set. With `validation test` the official test set becomes the validation set, and there is no test set.

            In a table, `label` names the column to predict. Text means classes, and so do whole numbers with few \
            different values; other numbers mean regression; `regression` and `classes` override this. A text column becomes one column per value \
            (one-hot encoding). ns leaves out text that differs in more than half of the rows, and columns that only \
            count the rows or never change. Dates become numbers: year, month, day of the week, days since the first \
            date. Missing numbers become the column's median, missing text its most frequent value. ns detects \
            decimal and thousands marks, the encoding and missing values from whole columns; the settings override \
            them, and a saved network keeps them. `show columns` shows each column with the decisions about it.

            Images are in folders, one per class. If there are folders `train` and `test`, each with the folders of \
            the classes, the images in `test` are the official test set.

            On a single small validation set, the best network may be due to chance. Below 1,000 samples, and with \
            `folds N`, fitness is therefore the mean over folds (cross-validation): ns deals all samples except the \
            test set into N folds, and each fold scores a network trained on the others. A `validation` fraction or \
            `folds 1` uses one validation set instead.

            By default, rows are drawn at random, with the same share of each class in each set. `group patient` keeps \
            all rows of a patient in one set and one fold; `time date` makes training rows earlier than validation \
            rows, and those earlier than test rows, with folds that roll forward; `stratify region` keeps the shares \
            of a column. Columns of groups and times are no inputs unless `features` lists them (`help splits`).

            If there are no genes, ns sets the 15 default genes of a dense network; if there is no objective, it sets \
            `maximize accuracy`, or `maximize r2` for regression. For images, `network convolution 3 dense 1` sets the \
            genes of convolutional networks.
            """,
        examples: [
            "load digits", "load digits validation 20% test 10%", "load digits folds 5", "load digits limit 500",
            "load csv 'flowers.csv' label species", "load csv 'flowers.csv' label petal_length ignore species",
            "load csv 'flowers.csv' label petal_width features petal_length, species regression",
            "load csv 'flowers.csv' label petal_width classes delimiter ',' header on",
            "load csv 'flowers.csv' label column3 header off",
            "load csv 'flowers.csv' label species missing '-', '?' text species number petal_length decimal '.'",
            "load csv 'flowers.csv' label species thousands ',' encoding utf-8 skip 0",
            "load csv 'sales.csv' label sold date day", "load csv 'sales.csv' label sold time day",
            "load csv 'sales.csv' label sold group shop", "load csv 'sales.csv' label sold stratify shop",
            "load npz 'arrays.npz'", "load npz 'arrays.npz' group patient", "load npz 'arrays.npz' time month",
            "load npz 'arrays.npz' stratify patient",
            "load idx 'images.idx' 'labels.idx'", "load images 'animals' size 32x32 centre channel",
            "load digits centre pixel",
        ])

    private static let tableSettings = [
        Setting("label", .column, "the column to predict"),
        Setting("features", .columns, "the columns to learn from; by default all others"),
        Setting("ignore", .columns, "columns to leave out"),
        Setting(
            "delimiter", .text, "the character between two fields: `,`, `;`, tab, space; detected by default"),
        Setting("decimal", .text, "the decimal mark, `.` or `,`; detected by default"),
        Setting(
            "thousands", .text, "the mark between thousands: `,`, `.`, `'`, space or none; detected by default"),
        Setting(
            "encoding", .text, "the character encoding, such as utf-16 or windows-1252; detected by default"),
        Setting("missing", .texts, "additional words for a missing value, such as '-', '?'"),
        Setting("skip", .integer(0...1_000_000), "number of lines before the table, such as a title"),
        Setting("number", .columns, "numeric columns; other text in them counts as missing"),
        Setting("text", .columns, "text columns, such as codes and postcodes"),
        Setting("date", .columns, "date columns"),
        Setting(
            "header",
            form: .choice([
                .word("on", "the first line names the columns", as: "header on"),
                .word("off", "the first line is a row; columns are column1, column2 …", as: "header off"),
            ]), "the role of the first line; detected by default"),
    ]

    /// - Parameter type: A column of a table, or the name of an array.
    private static func splitSettings(_ type: ValueType) -> [Setting] {
        [
            Setting("group", type, "rows with the same value are in the same set and fold, such as those of a patient"),
            Setting("time", type, "training rows are earlier than validation rows, and those earlier than test rows"),
            Setting("stratify", type, "all sets get the same share of each value; by default, of each class"),
        ]
    }

    private static let kindSettings = [
        Setting("classes", "treats each value of the label as a class"),
        Setting("regression", "treats the label as a numeric target"),
    ]

    private static let imageSettings = [
        Setting(
            "centre",
            form: .choice([
                .word("pixel", "each pixel's own mean"), .word("channel", "one mean per channel, over all pixels"),
            ]), "the mean of the training set to subtract from images: per pixel or per channel")
    ]

    private static let partSettings = [
        Setting(
            "validation",
            form: .choice([
                .word("test", "the official test set becomes the validation set", as: "official"),
                .value("fraction", .fraction, "the fraction of samples in the validation set"),
            ]), "the set on which fitness is measured: a fraction, or `test` for the official test set"),
        Setting("test", .fraction, "the fraction of samples in the test set"),
        Setting("folds", .integer(1...1000), "number of cross-validation folds; 1 for a single validation set"),
        Setting("limit", .integer(1...100_000_000), "use at most N samples, classes in proportion"),
    ]

    /// Returns the mark with this name.
    private static func mark(_ word: String) -> String {
        ["comma": ",", "point": ".", "space": " ", "apostrophe": "'", "none": ""][word] ?? word
    }

    /// Reads the values of the command.
    ///
    /// - Throws: `Diagnostic` if both `classes` and `regression`, or both `folds` and `validation` are given.
    package init(_ captures: Captures) throws(Diagnostic) {
        if captures.has("classes"), captures.has("regression") {
            throw .classesAndRegression(in: captures)
        }
        let isRegression: Bool? = captures.has("regression") ? true : captures.has("classes") ? false : nil
        if captures.has("time"), captures.has("group") || captures.has("stratify") {
            throw .timeAndOtherSplit(in: captures)
        }
        let split = SplitColumns(
            group: captures.text("group"), time: captures.text("time"), stratify: captures.text("stratify"))
        if let path = captures.text("path") {
            let header: Bool? = captures.has("header on") ? true : captures.has("header off") ? false : nil
            origin = .csv(
                CSVFile(
                    path: path, label: captures.text("label"),
                    features: captures.has("features") ? captures.words("features") : nil,
                    ignored: captures.words("ignore"), isRegression: isRegression,
                    delimiter: captures.text("delimiter"), hasHeader: header,
                    decimal: captures.text("decimal").map(Self.mark),
                    thousands: captures.text("thousands").map(Self.mark),
                    encoding: captures.text("encoding"), missing: captures.words("missing"),
                    skip: captures.integer("skip"), numbers: captures.words("number"), texts: captures.words("text"),
                    dates: captures.words("date"),
                    split: split))
        } else if let path = captures.text("arrays") {
            origin = .npz(path, isRegression: isRegression, split: split)
        } else if let images = captures.text("images"), let labels = captures.text("labels") {
            origin = .idx(images: images, labels: labels)
        } else if let folder = captures.text("folder") {
            origin = .images(folder, size: captures.size("size"))
        } else {
            origin = .dataset(captures.text("dataset") ?? "", from: captures.text("from"))
        }
        if let fraction = captures.number("fraction") {
            validation = .fraction(fraction)
        } else {
            validation = captures.has("official") ? .official : nil
        }
        test = captures.number("test")
        centring = ["pixel", "channel"].first { captures.has($0) }
        folds = captures.integer("folds")
        if validation == .official, split.group != nil || split.time != nil {
            throw .officialTestAndSplit(in: captures)
        }
        if let folds, folds > 1, validation != nil {
            throw .foldsAndValidation(in: captures)
        }
        limit = captures.integer("limit")
    }
}
