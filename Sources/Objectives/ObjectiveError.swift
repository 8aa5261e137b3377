public import Expressions

/// Why a genome has no fitness, or why nothing could be sought.
public enum ObjectiveError: Error, Equatable, Sendable {
    /// This genome has no fitness; the search goes on.
    case failed(reason: String)
    /// The evaluation was abandoned.
    case cancelled
    /// A gene that nothing reads.
    case unreadableGene(name: String, suggestion: String?)
    /// Genes that the expression, which is all that is sought, does not name.
    case unnamedGenes(first: String, count: Int, expression: String)
    /// A gene whose value is none of its hyperparameter's.
    case unusableValue(gene: String, value: String, expected: String)
    /// A mistake in the expression that is sought.
    case expression(ExpressionError)
    /// A program that cannot be found.
    case noProgram(String, suggestion: String?)
    /// A setting whose number is infinite or NaN.
    case notFinite(setting: String, value: String)
    /// A file that a command names, whose content its remembered answers depend on.
    case unreadableFile(path: String)
    /// A launcher of evaluators that cannot be used, and why.
    case unusableLauncher(String)
}

extension ObjectiveError: CustomStringConvertible {
    /// The message a person reads.
    public var description: String {
        switch self {
        case .failed(let reason): reason
        case .cancelled: "the evaluation was abandoned"
        case .unreadableGene(let name, let suggestion):
            "networks do not read the gene \"\(name)\""
                + (suggestion.map { "; did you mean \"\($0)\"?" } ?? "; `help gene` lists the genes they read")
        case .unnamedGenes(let first, let count, let expression):
            "nothing reads the gene \"\(first)\"\(count > 1 ? " and \(count - 1) more" : ""): \(expression) does not name "
                + (count > 1 ? "them" : "it") + "; remove it with `gene remove \(first)`"
        case .unusableValue(let gene, let value, let expected):
            "the gene \(gene) has the value \"\(value)\"; expected \(expected). Set other values with `gene \(gene) in …`, "
                + "or restore the default genes with `genes default`"
        case .expression(let mistake): mistake.description
        case .notFinite(let setting, let value): "the setting \(setting) is \(value); give it a finite number"
        case .unreadableFile(let path):
            "\(path) cannot be read, so that a change of it would go unnoticed; make it readable, or leave out `remember`"
        case .unusableLauncher(let reason): reason
        case .noProgram(let program, let suggestion):
            "there is no program \"\(program)\""
                + (suggestion.map { "; did you mean \"\($0)\"?" }
                    ?? (program.contains("/") ? " that can be executed" : " on the PATH"))
        }
    }
}
