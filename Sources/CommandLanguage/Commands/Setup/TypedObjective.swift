package import CommandParsing
package import Expressions

/// The objective as it was written.
package enum TypedObjective: Hashable, Sendable {
    /// The value of an expression.
    case expression(ParsedExpression)
    /// The number that a program prints.
    case output(CommandTemplate, ProgramWords)
}

/// The direction of an objective.
package enum TypedDirection: String, Hashable, Sendable {
    case maximize, minimize
}

/// The second objective of a search, or one after it.
package struct TypedFurtherObjective: Hashable, Sendable {
    /// The objective as it was written.
    package enum Value: Hashable, Sendable {
        /// The value of an expression.
        case expression(ParsedExpression)
        /// A number that the program of the first objective prints, with its name; nil for the next number.
        case output(name: String?)
    }

    /// Its direction.
    package let direction: TypedDirection
    /// The objective.
    package let value: Value
    /// Its position in the source; nil for the output of a program.
    package let position: TextPosition?
}

/// The settings of a program whose output is the objective.
package struct ProgramWords: Hashable, Sendable {
    /// True if it is started once for many genomes.
    package let isKeptRunning: Bool
    /// The time limit of one answer in seconds; nil for no limit.
    package let timeout: Double?
    /// The number of measurements of each genome; nil for one.
    package let repeats: Int?
    /// True if its answers are cached for later sessions.
    package let isRemembered: Bool
    /// The name of the first number; nil if the numbers have no names.
    package let name: String?
    /// The epochs that it may work on a genome; nil if they are not limited.
    package let budget: BudgetWords?
}

/// The epochs that a program may work on a genome.
package struct BudgetWords: Hashable, Sendable {
    /// The epochs of the first and of the last rung.
    package let epochs: ClosedRange<Int>
    /// The factor between two rungs; nil for the default.
    package let factor: Int?
    /// True if the program reports values while it works.
    package let reports: Bool
}
