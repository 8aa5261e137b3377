/// The importance of the columns of a table for a model: the fall of its score if the values of a column are permuted
/// among the rows (Breiman, "Random forests", 2001; Fisher, Rudin and Dominici, "All models are wrong, but many are
/// useful", 2019).
///
/// Columns that encode one value together, such as one-hot columns, are permuted together. Columns that contain the
/// same information share their importance: each of them may seem to matter little.
public struct PermutationImportance: Hashable, Sendable {
    /// The default number of permutations of each column.
    public static let usualRepeats = 5

    /// The fall of the score by permutation; below 0 if the score rose. Not empty.
    public let falls: [Double]

    /// Creates the importance of one column.
    public init(falls: [Double]) {
        precondition(!falls.isEmpty, "one permutation or more")
        self.falls = falls
    }

    /// The mean fall of the score.
    public var mean: Double { falls.reduce(0, +) / Double(falls.count) }

    /// The standard deviation of the falls, with a divisor of n as in scikit-learn.
    public var deviation: Double {
        let mean = mean
        return (falls.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(falls.count)).squareRoot()
    }

    /// Returns a table with some columns permuted among its rows.
    ///
    /// - Parameters:
    ///   - values: rows × `width` numbers, row by row.
    ///   - columns: the columns that are permuted together.
    ///   - order: the row that each row takes the values from.
    /// - Complexity: O(values)
    public static func permuted(
        _ values: [Float], width: Int, columns: Range<Int>, order: [Int]
    ) -> [Float] {
        var permuted = values
        for (row, source) in order.enumerated() {
            for column in columns { permuted[row * width + column] = values[source * width + column] }
        }
        return permuted
    }
}
