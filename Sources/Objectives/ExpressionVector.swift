public import Evolution
import Expressions

/// Several objectives that are functions of the genes: nothing is trained.
public struct ExpressionVector: Sendable {
    /// The objectives in the order in which they were given.
    public let objectives: [ExpressionObjective]

    /// Compiles expressions over the genes of a genus.
    ///
    /// - Throws: `.expression` for a name that is not a gene; `.unnamedGenes` for genes that neither an expression nor
    ///   the condition of another gene reads.
    public init(_ expressions: [DirectedExpression], genus: Genus) throws(ObjectiveError) {
        let names = expressions.reduce(into: Set<String>()) { $0.formUnion($1.expression.names) }
        var objectives: [ExpressionObjective] = []
        for objective in expressions {
            objectives.append(
                try ExpressionObjective(
                    objective.expression, direction: objective.direction, genus: genus, readElsewhere: names))
        }
        self.objectives = objectives
    }

    /// Returns the values of all objectives of a genome.
    public func outcome(of genome: Genome) -> Outcome {
        var values: [Double] = []
        for objective in objectives {
            let outcome = objective.outcome(of: genome)
            guard let value = outcome.fitness else { return outcome }
            values.append(value)
        }
        return .measured(ObjectiveVector(values))
    }

    /// The number of genomes whose evaluation takes some hundredths of a second, after which to check for Ctrl-C.
    public var genomesBetweenChecks: Int {
        let least = objectives.map(\.genomesBetweenChecks).min() ?? 1
        return max(1, least / max(1, objectives.count))
    }

    /// Returns the outcomes of many genomes; those with a value that is not finite are failures.
    ///
    /// - Parameters:
    ///   - codes: the codes of the genomes, one row after the other.
    ///   - rows: the rows to evaluate.
    ///   - workers: the maximum number of threads; the results are the same for any number.
    /// - Complexity: O(rows × parts of the expressions), divided by the number of threads
    public func outcomes(_ codes: [UInt32], rows: Range<Int>, workers: Int) -> [Outcome] {
        let columns = objectives.map { $0.fitness(codes, rows: rows, workers: workers) }
        return rows.enumerated().map { index, row in
            if let failed = columns.firstIndex(where: { !$0[index].isFinite }) {
                return .failure(objectives[failed].reason(columns[failed][index], codes, row: row))
            }
            return .measured(ObjectiveVector(columns.map { $0[index] }))
        }
    }
}
