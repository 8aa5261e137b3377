public import Expressions

/// An error that prevents a fitness or a search.
public enum ObjectiveError: Error, Equatable, Sendable {
    /// This genome has no fitness; the search continues.
    case failed(reason: String)
    /// The evaluation was abandoned.
    case cancelled
    /// A gene that nothing reads.
    case unreadableGene(name: String, suggestion: String?)
    /// An order that nothing reads.
    case unreadableOrder(String)
    /// A gene that only networks of images read.
    case geneOfImages(String)
    /// Genes that the expression, which is the whole objective, does not name.
    case unnamedGenes(first: String, count: Int, expression: String)
    /// A gene with a value that its hyperparameter cannot have.
    case unusableValue(gene: String, value: String, expected: String)
    /// An error in the objective's expression.
    case expression(ExpressionError)
    /// A gene with the name of something that a program with a budget is given.
    case geneOfBudget(String)
    /// A program that cannot be found.
    case noProgram(String, suggestion: String?)
    /// A setting that is infinite or NaN.
    case notFinite(setting: String, value: String)
    /// A file named in a command, on whose content the cached answers depend.
    case unreadableFile(path: String)
    /// A launcher of evaluators that cannot be used, and the reason.
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
        case .unreadableOrder(let name):
            "networks do not read the gene \"\(name)\" as an order; give it single values with `gene \(name) in …`, or "
                + "remove it with `gene remove \(name)`"
        case .geneOfImages(let name):
            "the gene \(name) needs images, but each sample is a row of numbers; `gene remove \(name)` removes it, "
                + "`network convolution 0` and `genes default` restore the genes of dense networks"
        case .unnamedGenes(let first, let count, let expression):
            "the objective does not use the gene \"\(first)\"\(count > 1 ? " and \(count - 1) more" : ""): \(expression) does not name "
                + (count > 1 ? "them" : "it") + "; remove it with `gene remove \(first)`"
        case .unusableValue(let gene, let value, let expected):
            "the gene \(gene) has the value \"\(value)\"; expected \(expected). Set other values with `gene \(gene) in …`, "
                + "or restore the default genes with `genes default`"
        case .expression(let mistake): mistake.description
        case .geneOfBudget(let name):
            "with `epochs`, {\(name)} is what ns gives to the program, but a gene has the same name; rename the gene: "
                + "remove it with `gene remove \(name)` and define it under another name"
        case .notFinite(let setting, let value): "the setting \(setting) is \(value); give it a finite number"
        case .unreadableFile(let path):
            "\(path) cannot be read, so changes to it would go unnoticed; make it readable, or omit `remember`"
        case .unusableLauncher(let reason): reason
        case .noProgram(let program, let suggestion):
            "there is no program \"\(program)\""
                + (suggestion.map { "; did you mean \"\($0)\"?" }
                    ?? (program.contains("/") ? " that can be executed" : " on the PATH"))
        }
    }
}
