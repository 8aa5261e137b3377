package import Evolution

// The errors in the names, values and conditions of genes.

extension SessionError {
    package static func noValue(of gene: String) -> SessionError {
        .unusable("expected a value of \(gene); quote a value with a hyphen, such as 'b-c'")
    }

    package static func reservedGeneName(_ name: String) -> SessionError {
        .unusable("\"\(name)\" has a meaning in expressions; choose another name for the gene")
    }

    package static func readByCondition(of gene: String, _ removed: String) -> SessionError {
        .unusable("the condition of gene \(gene) depends on \(removed); remove \(gene) first")
    }

    package static var noCondition: SessionError {
        .unusable("expected a condition such as `optimizer is sgd` or `layers > 2` after \"when\"")
    }

    package static func wrongNameRange(_ text: String) -> SessionError {
        .unusable("expected a range of at most 1,000,000 names, such as x0..x9, found \"\(text)\"")
    }

    package static func noGene(_ pattern: String, nearest: String?) -> SessionError {
        .unusable(
            "there is no gene \"\(pattern)\""
                + (nearest.map { "; did you mean \"\($0)\"?" } ?? "; `genes` lists the genes"))
    }

    package static func noGene(_ name: String, among genes: [Gene], nearest: String?) -> SessionError {
        .unusable(
            "there is no gene \"\(name)\"; the genes are \(genes.map(\.name).joined(separator: ", "))"
                + suggestion(nearest))
    }

    /// - Parameter owner: The gene or loop with the values: `gene x`.
    package static func emptyRange(of owner: String) -> SessionError { .unusable("\(owner): its range is empty") }

    package static func boundsNotNumbers(of owner: String) -> SessionError {
        .unusable("\(owner): expected numbers as bounds")
    }

    package static func logarithmicSteps(of owner: String) -> SessionError {
        .unusable("\(owner): a logarithmic range has no step; leave out `by` or `log`")
    }

    package static func endlessOrder(of owner: String, _ domain: Domain) -> SessionError {
        .unusable(
            "\(owner): an interval has infinitely many values; an order has a list or a range of integers as items")
    }

    package static func logarithmicOrder(of owner: String) -> SessionError {
        .unusable("\(owner): an order has no logarithmic scale; leave out `log`")
    }

    package static func endlessLoop(over domain: Domain) -> SessionError {
        .unusable("an interval has infinitely many values; try `\(domain) by 0.1`")
    }

    package static var weightsGeneOfNumbers: SessionError {
        .unusable(
            "gene class_weights needs classes, but the targets are numbers; `gene remove class_weights` removes the gene"
        )
    }
}
