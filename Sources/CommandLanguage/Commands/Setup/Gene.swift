package import CommandParsing
package import Expressions

/// `gene x in 1..10`: adds, changes or removes a gene of the search space.
package struct GeneCommand: Command {
    /// The actions of the command.
    package enum Action: Hashable, Sendable {
        /// Sets the values of the genes with a name or pattern, which may depend on a condition.
        case set(name: String, values: ValueList, condition: ParsedExpression?)
        /// Sets the items of the orders with a name or pattern, which may depend on a condition.
        case setOrder(name: String, items: ValueList, condition: ParsedExpression?)
        /// Removes the genes with a name or pattern.
        case remove(name: String)
    }

    /// The action.
    package let action: Action
    /// Each value of a list as it was written; empty for a range.
    package let written: [String]

    package static let grammar = CommandGrammar(
        "gene", topic: .variation, "add, change or remove a gene",
        searchTerms: [
            "hyperparameter", "search space", "parameter range", "conditional parameter", "categorical", "continuous",
            "integer", "log-uniform", "locus", "allele", "domain", "permutation", "order", "sequence",
        ],
        form: .choice([
            .sequence([
                .word("remove", "removes a gene"),
                .value("name", .geneName, "the gene to remove; `neurons*` and `x0..x9` remove several"),
            ]),
            .sequence([
                .value(
                    "name", .geneName, "a name; `neurons*` for all names that begin with it; `x0..x9` for ten genes"),
                .word("in", "before the values"),
                .optional(
                    .sequence([
                        .word("order", "the gene is an order: all of the values, each once"),
                        .word("of", "before the items of the order"),
                    ])),
                .value("values", .values, "a list or a range"),
                .optional(
                    .sequence([
                        .word("when", "the gene is active only where this condition holds"),
                        .value("condition", .expression, "a condition on other genes, such as `optimizer is sgd`"),
                    ])),
            ]),
        ]),
        discussion: """
            The values are a list (`relu, elu`), a range of integers (`1..10`, both ends included; `1..<10` without \
            the last), a range with a step (`0..0.5 by 0.1`), a continuous interval (`0.0..1.0`) or a logarithmic \
            interval (`1e-4..1e-1 log`; `help reals`). Quote a value that contains a space or a comma. In conditions and \
            expressions, also quote a value with a hyphen or another mark: `gene g in b-c, d; gene h in 1, 2 when g \
            is 'b-c'`. `1`, `1.0` and `'1'` are the same value.

            `order of` makes a gene whose value is an order (a permutation) of all values: `gene tour in order of \
            1..20`. An expression reads the item at a position as `tour[0]`, `tour[1]`, …; `help orders` has examples.

            Genes that networks use: optimizer, learning_rate, hidden_activation, batch_size, initializer, \
            input_dropout, neurons0, dropout0, neurons1 …; schedule, momentum and nesterov (of sgd), weight_decay, \
            label_smoothing, l1, l2, batch_normalization (on, off). For images also filters0, kernel0, convolutions0, \
            pooling0, convolution_dropout0 …, residual, head, flip, shift, cutout: `help convolution` explains them. A \
            gene that is not set has its default value.
            """,
        examples: [
            .init("gene x in 1..<10000", prints: "gene x in 1..9999"),
            .init("gene y in 0.0..1.0", prints: "gene y in 0.0..1.0"),
            .init("gene x0..x9 in 0, 1", prints: "10 genes in 0, 1"),
            .init("gene remove x*", prints: "11 genes removed"),
            .init("gene learning_rate in 1e-4..1e-1 log", prints: "gene learning_rate in 0.0001..0.1 log"),
            .init("gene tour in order of 1..20", prints: "gene tour in order of 1..20"),
            "gene optimizer in sgd, adam",
            .init(
                "gene momentum in 0.0..0.99 when optimizer is sgd",
                prints: "gene momentum in 0.0..0.99 when optimizer is sgd"), "gene batch_normalization in on, off",
        ])

    package init(_ captures: Captures) throws(Diagnostic) {
        let name = captures.text("name") ?? ""
        written = captures.written("values")
        if let values = captures.values("values") {
            let condition = captures.expression("condition")
            action =
                captures.has("order")
                ? .setOrder(name: name, items: values, condition: condition)
                : .set(name: name, values: values, condition: condition)
        } else {
            action = .remove(name: name)
        }
    }
}
