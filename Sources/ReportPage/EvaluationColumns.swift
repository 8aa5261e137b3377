/// The evaluations of a search in columns, which take little space in a page.
public struct EvaluationColumns: Sendable {
    /// The values of one gene in all evaluations.
    public struct GeneColumn: Sendable {
        /// The values.
        public enum Values: Sendable {
            /// Texts, each with its position on an axis from 0 to 1, and the index of each evaluation's value among
            /// them; nil for an inactive gene.
            case listed([String], positions: [Double], indices: [Int?])
            /// Positions from 0 to 1 between two bounds, on a linear or a logarithmic scale; nil for an inactive gene.
            case interval(low: Double, high: Double, isLogarithmic: Bool, positions: [Double?])
        }

        /// A labelled position on an axis, from 0 to 1.
        public struct Mark: Hashable, Sendable {
            /// The position.
            public let position: Double
            /// The label.
            public let text: String

            /// Creates a mark.
            public init(_ text: String, at position: Double) {
                self.text = text
                self.position = position
            }
        }

        /// The name of the gene.
        public let name: String
        /// The values.
        public let values: Values
        /// The marks on its axis.
        public let marks: [Mark]
        /// True if the values of an interval are whole numbers.
        public let isWhole: Bool

        /// Creates a column.
        public init(name: String, values: Values, marks: [Mark], isWhole: Bool = false) {
            self.name = name
            self.values = values
            self.marks = marks
            self.isWhole = isWhole
        }
    }

    /// Numbers beside the fitness, one for each evaluation.
    public struct Measure: Sendable {
        /// What the numbers are.
        public enum Kind: Sendable {
            /// The values of another objective.
            case objective
            /// The amounts by which conditions are violated.
            case violation
            /// Something else.
            case other
        }

        /// The name; no gene has it.
        public let name: String
        /// The kind.
        public let kind: Kind
        /// The values; nil for none.
        public let values: [Double?]

        /// Creates numbers.
        public init(name: String, kind: Kind, values: [Double?]) {
            self.name = name
            self.kind = kind
            self.values = values
        }
    }

    /// One evaluation without its genome.
    public struct Row: Sendable {
        /// The number of the birth; ascending.
        public let birth: Int
        /// The generation, from 1.
        public let generation: Int
        /// The mother's birth, an earlier one; nil for none.
        public let mother: Int?
        /// The father's birth, an earlier one; nil for none.
        public let father: Int?
        /// The value of the objective; nil if the evaluation failed.
        public let fitness: Double?
        /// The reason of a failure; nil for none.
        public let failure: String?
        /// The duration of the measurement in seconds; nil if it is not known.
        public let seconds: Double?
        /// The indices of the mutated genes.
        public let changed: [Int]

        /// Creates an evaluation.
        public init(
            birth: Int, generation: Int, mother: Int?, father: Int?, fitness: Double?, failure: String?,
            seconds: Double?, changed: [Int]
        ) {
            self.birth = birth
            self.generation = generation
            self.mother = mother
            self.father = father
            self.fitness = fitness
            self.failure = failure
            self.seconds = seconds
            self.changed = changed
        }
    }

    /// The name of the objective.
    public let objective: String
    /// True if lower is better.
    public let isMinimized: Bool
    /// The evaluations by birth.
    public let rows: [Row]
    /// The genes; each column has a value for each row.
    public let genes: [GeneColumn]
    /// Numbers beside the fitness; each has a value for each row.
    public let measures: [Measure]
    /// The number of evaluations of the search; more than `rows` if some are left out.
    public let total: Int

    /// Creates the columns.
    public init(
        objective: String, isMinimized: Bool, rows: [Row], genes: [GeneColumn], measures: [Measure] = [], total: Int
    ) {
        self.objective = objective
        self.isMinimized = isMinimized
        self.rows = rows
        self.genes = genes
        self.measures = measures
        self.total = total
    }

    /// The greatest number of evaluations in a page.
    public static let maximumRows = 100_000
}
