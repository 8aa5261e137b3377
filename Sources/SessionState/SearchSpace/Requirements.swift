package import Evolution
package import Expressions
import Memory
import Objectives
import Programs
import SearchRunner

/// The conditions of `require`, divided by when it is known whether a genome meets them.
package struct Requirements {
    /// Conditions on genes and on facts of the network that they describe, in the order of their definition.
    package private(set) var ofGenomes: [ParsedExpression] = []
    /// Conditions on results.
    package private(set) var ofResults: [ParsedExpression] = []
    private let genes: [Gene]

    /// Divides conditions.
    ///
    /// - Parameter outputs: The names of the numbers that a program prints.
    /// - Throws: `ExpressionError` for the first condition that reads an unknown name or is none.
    package init(_ conditions: [ParsedExpression], genes: [Gene], outputs: [String]) throws(ExpressionError) {
        self.genes = genes
        for condition in conditions {
            if try Self.isOfGenome(condition, genes, outputs) {
                ofGenomes.append(condition)
            } else {
                ofResults.append(condition)
            }
        }
    }

    /// Returns true if a genome alone decides whether it meets a condition.
    ///
    /// - Throws: `ExpressionError` for an unknown name, or if the expression is no condition.
    package static func isOfGenome(
        _ condition: ParsedExpression, _ genes: [Gene], _ outputs: [String]
    ) throws(ExpressionError) -> Bool {
        let known = GeneSlots.names(of: genes, GenomeConditions.factNames)
        do {
            _ = try CompiledCondition(compiling: condition, names: known)
            return true
        } catch {
            let scores =
                ResultConditions.names(outputs: nil, among: condition.names) + outputs + [ProgramObjective.score]
            _ = try CompiledCondition(
                compiling: condition, names: GeneSlots.names(of: genes, GenomeConditions.factNames + scores))
            return false
        }
    }

    /// Returns true if a condition reads a fact of a network.
    package func readsFacts(_ condition: ParsedExpression) -> Bool { Self.readsFacts(condition, genes) }

    /// Returns true if a condition over some genes reads a fact of a network.
    package static func readsFacts(_ condition: ParsedExpression, _ genes: [Gene]) -> Bool {
        let names = Set(Genus.columns(of: genes).map(\.name))
        return !condition.names.intersection(GenomeConditions.factNames).isSubset(of: names)
    }
}

extension SessionState {
    /// The names of the numbers that the program of the objective prints; empty without a program.
    package var programOutputs: [String] { objective?.program?.scores ?? [] }
}
