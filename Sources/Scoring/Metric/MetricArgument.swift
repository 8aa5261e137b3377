/// The argument of a metric: the class in `recall of 2`, the number in `pinball 0.9`.
public enum MetricArgument: Hashable, Sendable {
    /// Nothing.
    case none
    /// One class, by its name, against all others.
    case ofClass(String)
    /// A number.
    case number(Double)

    /// The arguments that a metric takes.
    package enum Kind: Sendable {
        case none
        /// Nothing, or one class.
        case optionalClass
        /// A number between two bounds, both excluded, with an example.
        case number(above: Double, below: Double, example: String)
        /// A whole number from 1 inside the name, as in `top_3_accuracy`: the text before and after it.
        case count(before: String, after: String)
    }
}

/// The targets for which a metric is defined.
public enum MetricTask: Sendable {
    /// Classes.
    case classes
    /// Numbers.
    case numbers
    /// Both.
    case any
}
