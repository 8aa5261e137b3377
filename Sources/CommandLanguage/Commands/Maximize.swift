public import Expressions

private let objectiveDiscussion = """
    The expression reads scores of a trained network (accuracy, binary_accuracy, loss …), facts of it (parameters), and \
    genes that are numbers. Without any score no network is trained: the expression itself is the function.
    """

/// `maximize accuracy`: says what is sought.
public struct MaximizeCommand: Command {
    /// What is to be as large as possible.
    public let expression: Expression

    /// Its words, help and examples.
    public static let grammar = CommandGrammar(
        "maximize", topic: .objective, "seek the largest value of an expression",
        form: .value("expression", .expression, "over scores, facts of the network and genes"),
        discussion: objectiveDiscussion, examples: ["maximize accuracy", "maximize accuracy - 1e-7 * parameters"])

    /// Takes the values that were read.
    public init(_ captures: Captures) throws(Diagnostic) { expression = try captures.objective() }
}

/// `minimize loss`: says what is sought.
public struct MinimizeCommand: Command {
    /// What is to be as small as possible.
    public let expression: Expression

    /// Its words, help and examples.
    public static let grammar = CommandGrammar(
        "minimize", topic: .objective, "seek the smallest value of an expression",
        form: .value("expression", .expression, "over scores, facts of the network and genes"),
        discussion: objectiveDiscussion, examples: ["minimize loss"])

    /// Takes the values that were read.
    public init(_ captures: Captures) throws(Diagnostic) { expression = try captures.objective() }
}

extension Captures {
    fileprivate func objective() throws(Diagnostic) -> Expression {
        guard let expression = expression("expression") else {
            throw Diagnostic("expected an expression", at: 0..<1, of: source)
        }
        return expression
    }
}
