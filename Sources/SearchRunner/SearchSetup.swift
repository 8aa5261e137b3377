package import Evolution
package import Objectives
package import Programs

/// Everything that a search needs besides the population: the objective, the genes and the data.
package struct SearchSetup {
    /// The kinds of objectives.
    package enum Kind {
        /// A function of genes; nothing is trained.
        case expression(ExpressionObjective)
        /// Several functions of genes; nothing is trained.
        case expressions(ExpressionVector)
        /// A score of networks, which are trained.
        case network(NetworkObjective)
        /// The output of a program.
        case program(ProgramObjective)
        /// Values that another program tells.
        case told
    }

    package let choice: ObjectiveChoice
    /// The genes, with the conditions that are known before a genome is evaluated.
    package let genus: Genus
    package let kind: Kind
    /// The rule that ends hopeless measurements at the rungs of the objective.
    package let stopping: Stopping
    /// The conditions on results; nil for none.
    package var results: ResultConditions?

    package init(
        choice: ObjectiveChoice, genus: Genus, kind: Kind, stopping: Stopping, results: ResultConditions? = nil
    ) {
        self.choice = choice
        self.genus = genus
        self.kind = kind
        self.stopping = stopping
        self.results = results
    }

    /// The number of objectives, and whether outcomes can violate conditions.
    package var criteria: Criteria {
        Criteria(objectives: choice.criteria.objectives, isConstrained: results != nil)
    }

    package var trainsNetworks: Bool { if case .network = kind { true } else { false } }

    /// The objective if workers measure it; nil for a function of genes.
    package var measured: (any Objective)? {
        switch kind {
        case .expression, .expressions, .told: nil
        case .network(let objective): objective
        case .program(let objective): objective
        }
    }

    /// The budgets at which measurements pause; nil if all are measured whole.
    package var rungs: Rungs? { stopping == .none ? nil : measured?.rungs }

    /// The objective if it is the output of a program; otherwise nil.
    package var program: ProgramObjective? { if case .program(let objective) = kind { objective } else { nil } }

    /// The first objective as text: `validation accuracy`, `x / y`, `output`.
    package var title: String { choice.title }
}
