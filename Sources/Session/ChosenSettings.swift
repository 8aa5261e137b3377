package import Evolution
import SearchRunner
import SessionState
package import Settings

extension Session {
    /// The settings that the search uses.
    package var searchSettings: SearchSettings { state.population.settings(for: searchKind, genes: geneCount) }

    package var geneCount: Int { state.genes.genes.count }

    /// The kind of search; costly if there is no objective yet.
    package var searchKind: PopulationChoice.SearchKind {
        guard let objective = state.objective, objective.isOverGenesAlone(state.genes.genes) else {
            let trainsNetworks = state.objective?.program == nil
            return trainsNetworks && state.population.hasSmallTable == true ? .smallTable : .costly
        }
        // Genes that an earlier version stored keep the defaults of that version, so that their search continues.
        let genes = state.genes.genes
        let areReals = !genes.isEmpty && genes.allSatisfy(\.domain.isReal)
        if let objective = state.objective, objective.objectives.count > 1 { return .fronts(areReals: areReals) }
        if areReals { return .reals }
        let areNumbers = genes.allSatisfy { $0.domain.isOrdered && $0.domain.count > 2 }
        return areNumbers ? .numbers : .categories
    }
}
