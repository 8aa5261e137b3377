public import Plots

/// A piece of a section.
public enum ReportBlock: Sendable {
    /// A sentence or several.
    case paragraph(String)
    /// A sentence that the reader should not miss.
    case warning(String)
    /// A heading within the section.
    case heading(String)
    /// Names with their values.
    case facts([Fact])
    /// Rows and columns.
    case table(ReportTable)
    /// A figure with its caption.
    case figure(Figure, caption: String, links: Links)
    /// A script, coloured, to copy.
    case script([ScriptSpan])
    /// The layers of a network, drawn one below the other.
    case layers([NetworkLayer])
    /// A confusion matrix.
    case confusion(ConfusionMatrix)
    /// Samples with pictures if they are images.
    case samples([Sample])
    /// Counts of something, with bars.
    case counts([Count])
    /// The output of commands, as a terminal shows it.
    case screen(String)
    /// A question to a learner.
    case question(LearnerQuestion)
    /// The table of all evaluations, to sort and filter; a document has it at most once.
    case evaluations

    /// The connection of a figure with the evaluations, for readers who point at it.
    public enum Links: Sendable {
        /// A figure of its own.
        case none
        /// Generation and fitness are its axes: organisms are shown on it as points.
        case organisms
        /// Generation and fitness are its axes, and it draws organisms already.
        case drawnOrganisms
        /// Parallel coordinates of the evaluations.
        case parallel
    }

    /// A name with its value.
    public struct Fact: Hashable, Sendable {
        /// The name.
        public let name: String
        /// The value.
        public let value: String
        /// True for checksums and the like, in letters of equal width.
        public let isCode: Bool

        /// Creates a fact.
        public init(_ name: String, _ value: String, isCode: Bool = false) {
            self.name = name
            self.value = value
            self.isCode = isCode
        }
    }

    /// A part of a script with its kind.
    public struct ScriptSpan: Hashable, Sendable {
        /// The kinds that the language's highlighting tells apart.
        public enum Kind: String, Sendable { case plain, command, word, text, variable, comment, mistake }

        /// The text.
        public let text: String
        /// The kind.
        public let kind: Kind

        /// Creates a part.
        public init(_ text: String, _ kind: Kind) {
            self.text = text
            self.kind = kind
        }
    }

    /// A layer of a network.
    public struct NetworkLayer: Hashable, Sendable {
        /// The name: `dense 64, relu`.
        public let name: String
        /// The shape of the outputs: `14×14×8`.
        public let shape: String
        /// The number of outputs.
        public let size: Int
        /// The number of parameters; nil for inputs.
        public let parameters: Int?

        /// Creates a layer.
        public init(name: String, shape: String, size: Int, parameters: Int?) {
            self.name = name
            self.shape = shape
            self.size = size
            self.parameters = parameters
        }
    }

    /// A confusion matrix.
    public struct ConfusionMatrix: Hashable, Sendable {
        /// The set of the samples: `validation`.
        public let set: String
        /// The names of the classes.
        public let classes: [String]
        /// The numbers of samples: a row for each actual class, a column for each predicted one.
        public let counts: [[Int]]

        /// Creates a matrix; it has as many rows and columns as there are classes.
        public init(set: String, classes: [String], counts: [[Int]]) {
            precondition(counts.count == classes.count && counts.allSatisfy { $0.count == classes.count })
            self.set = set
            self.classes = classes
            self.counts = counts
        }
    }

    /// A sample with facts about it.
    public struct Sample: Hashable, Sendable {
        /// The facts.
        public let facts: [Fact]
        /// The picture; nil for rows of a table.
        public let picture: Bitmap?

        /// Creates a sample.
        public init(facts: [Fact], picture: Bitmap?) {
            self.facts = facts
            self.picture = picture
        }
    }

    /// A count with its name.
    public struct Count: Hashable, Sendable {
        /// The name.
        public let name: String
        /// The count, 0 or more.
        public let count: Int

        /// Creates a count.
        public init(_ name: String, _ count: Int) {
            self.name = name
            self.count = count
        }
    }
}

/// A table of texts.
public struct ReportTable: Hashable, Sendable {
    /// A column.
    public struct Column: Hashable, Sendable {
        /// The heading.
        public let name: String
        /// True if the cells are aligned right, as numbers are.
        public let isNumeric: Bool

        /// Creates a column.
        public init(_ name: String, isNumeric: Bool) {
            self.name = name
            self.isNumeric = isNumeric
        }
    }

    /// The caption.
    public let caption: String
    /// The columns.
    public let columns: [Column]
    /// The cells, one per column in each row.
    public let rows: [[String]]

    /// Creates a table.
    public init(caption: String, columns: [Column], rows: [[String]]) {
        self.caption = caption
        self.columns = columns
        self.rows = rows
    }
}
