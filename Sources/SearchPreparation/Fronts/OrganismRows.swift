package import CommandLanguage
package import Evolution
package import Messages
import Objectives
package import Reports
package import SearchRunner
package import Session
import SessionState

/// Rows about organisms: birth, generation, the fitness or the values of several objectives, the violation of conditions
/// on results if there are any, and the genes.
package struct OrganismRows {
    private let genus: Genus
    private let objectives: [NamedObjective]
    private let isConstrained: Bool

    package init(_ evolution: Evolution, _ objective: ObjectiveChoice) {
        genus = evolution.genus
        objectives = objective.named
        isConstrained = evolution.criteria.isConstrained
    }

    /// The columns of the objectives: `fitness`, or the objectives by their names. An objective that is also the name
    /// of a gene has its direction before it.
    package var objectiveColumns: [String] {
        guard objectives.count > 1 else { return ["fitness"] }
        let genes = Set(genus.defined.map(\.name))
        return objectives.map { genes.contains($0.name) ? $0.description : $0.name }
    }

    /// The columns whose least values are the best.
    var minimized: Set<String> {
        Set(zip(objectiveColumns, objectives).filter(\.1.isMinimized).map(\.0))
    }

    /// The columns of the objectives, of violations and of the genes.
    package var columns: [Table.Column] {
        (objectiveColumns + (isConstrained ? ["violation"] : [])).map { .init($0, .right) }
            + genus.defined.map { .init($0.name, $0.isOrdered ? .right : .left) }
    }

    /// Returns the cells of these columns.
    package func cells(of organism: Organism) -> [String] {
        let missing = organism.outcome == nil ? "–" : "failed"
        var cells = numbers(of: organism).prefix(objectives.count).map { $0.map(Numbers.score) ?? missing }
        if isConstrained { cells.append((organism.outcome?.vector?.violation).map(Numbers.score) ?? "–") }
        return cells + genus.definedValues(of: organism.genome).map { $0?.description ?? "–" }
    }

    /// Returns the numbers in full precision, for these columns.
    package func numbers(of organism: Organism) -> [Double?] {
        let values = organism.outcome?.vector.map { objectives.oriented($0.values).map(Optional.init) }
        return (values ?? objectives.map { _ in nil }) + (isConstrained ? [organism.outcome?.vector?.violation] : [])
            + [Double?](repeating: nil, count: genus.defined.count)
    }
}

extension Session {
    /// Returns a table of organisms, each with its birth and generation. Beside the fitness it tells how far each was
    /// measured, if there are rungs.
    ///
    /// - Throws: `.interrupted`
    package func table(
        of organisms: [Organism], in evolution: Evolution, _ objective: ObjectiveChoice, marked: Int? = nil,
        total: Int? = nil
    ) throws(SessionError) -> Table {
        let rows = OrganismRows(evolution, objective)
        var (cells, numbers): ([[String]], [[Double?]]) = ([], [])
        for (number, organism) in organisms.enumerated() {
            try checkInterruption(at: number)
            cells.append(["\(organism.id)", "\(organism.generation)"] + rows.cells(of: organism))
            numbers.append([nil, nil] + rows.numbers(of: organism))
        }
        var table = Table(
            columns: [.init("birth", .right), .init("generation", .right)] + rows.columns, rows: cells,
            numbers: numbers, marked: marked, total: total)
        if rows.objectiveColumns.count == 1, let (head, cells, numbers) = deviationColumn(of: organisms) {
            table = table.inserting(head, cells, numbers: numbers, at: 3)
        }
        guard let (head, cells) = rungColumn(of: organisms, objective) else { return table }
        return table.inserting(head, cells, at: table.columns.count - rows.columns.count + rows.objectiveColumns.count)
    }

    /// Returns the columns of a table that are sorted from the least number, because that is the best one.
    package func ascendingColumns(of subject: ShowCommand.Subject) -> Set<String> {
        guard let objective = state.objective else { return [] }
        let isSeveral = objective.named.count > 1
        switch subject {
        case .fittest, .front, .population, .elites, .breeders:
            guard let evolution = state.evolution else { return [] }
            return OrganismRows(evolution, objective).minimized.union(isSeveral ? ["front", "number"] : [])
        default: return []
        }
    }
}
