import CommandLanguage
import Evolution
import Messages
import Objectives
import Reports
import SearchPreparation
import SearchRunner
import Session
import SessionState
import Suggestions
import Teaching

extension ShowCommand {
    /// Returns a table with its rows in the requested order and number.
    ///
    /// - Parameters:
    ///   - ascending: the columns that are sorted from the least number.
    ///   - first: the maximum number of rows; nil for all.
    func arranged(
        _ report: TableReport, ascending: Set<String>, first: Int?
    ) throws(SessionError) -> TableReport {
        guard let column else {
            guard let first, first < report.table.rows.count else { return report }
            return report.with(rows: Array(0..<first))
        }
        let names = report.table.columns.map(\.name)
        guard let index = names.firstIndex(of: column) else {
            let nearest = Suggestion.nearest(to: column, among: names)
            throw .noColumn(column, among: names, nearest: nearest)
        }
        let isAscending = ascending.contains(column)
        // Stable: equal rows keep their order; values that are not numbers come last.
        let rows = report.table.rows.enumerated().sorted { left, right in
            let (mine, theirs) = (left.element[index], right.element[index])
            switch (Double(mine), Double(theirs)) {
            case (let mine?, let theirs?):
                return mine == theirs ? left.offset < right.offset : isAscending == (mine < theirs)
            case (_?, nil): return true
            case (nil, _?): return false
            case (nil, nil): return mine == theirs ? left.offset < right.offset : mine < theirs
            }
        }.map(\.offset)
        let ordered = isReversed ? rows.reversed() : rows
        return report.with(rows: Array(ordered.prefix(first ?? rows.count)))
    }
}

extension TableReport {
    /// Returns the table with some of its rows, in another order.
    fileprivate func with(rows: [Int]) -> TableReport { TableReport(title: title, table: table.selecting(rows)) }
}

extension Session {
    /// Returns a table of the fittest genomes ever born, each once.
    func fittestTable(_ count: Int) throws(SessionError) -> TableReport {
        let (evolution, objective) = try evolved()
        let history = evolution.history
        var seen: Set<Genome> = []
        var fittest: [Organism] = []
        for (number, birth) in history.fittestFirst().enumerated() {
            try checkInterruption(at: number)
            guard seen.insert(history.genome(birth)).inserted, fittest.count < count else { continue }
            fittest.append(history.organism(birth))
        }
        return try table(
            of: fittest, in: evolution, objective, title: "the \(fittest.count) fittest of \(seen.count) genomes")
    }

    func elitesTable() throws(SessionError) -> TableReport {
        guard searchSettings.strategy.joining == .together else {
            throw .phaseless(searchSettings.strategy, "elites")
        }
        let (evolution, objective) = try searching()
        guard let elites = evolution.chosenElites else { throw .noneNow("elites", next: evolution.phase) }
        return try table(
            of: elites.map(evolution.history.organism), in: evolution, objective,
            title: "elites, which survive unchanged")
    }

    func breedersTable() throws(SessionError) -> TableReport {
        let (evolution, objective) = try searching()
        guard let breeders = evolution.chosenBreeders else { throw .noneNow("breeders", next: evolution.phase) }
        return try table(
            of: breeders.map(evolution.history.organism), in: evolution, objective,
            title: "breeders, in the order of their draws")
    }

    func childrenTable() throws(SessionError) -> TableReport {
        let (evolution, _) = try searching()
        guard let children = evolution.children else { throw .noneNow("children", next: evolution.phase) }
        let genus = evolution.genus
        let columns: [Table.Column] =
            [.init("child", .right), .init("mother", .right), .init("father", .right)]
            + genus.defined.map { .init($0.name, $0.isOrdered ? .right : .left) }
        let rows = try children.enumerated().map { number, child throws(SessionError) in
            try checkInterruption(at: number)
            return [
                "\(evolution.firstChild + number)", child.mother.map { "\($0)" } ?? "–",
                child.father.map { "\($0)" } ?? "–",
            ]
                + genus.definedValues(of: child.genome).map { $0?.description ?? "–" }
        }
        return TableReport(
            title: "children that are not yet born", table: Table(columns: columns, rows: rows))
    }

    /// Returns the evolution, even before its first generation is finished, and its objective.
    private func searching() throws(SessionError) -> (Evolution, ObjectiveChoice) {
        guard let evolution = state.evolution, let objective = state.objective else {
            throw .noPopulation(hasObjective: state.objective != nil, then: "step 3")
        }
        return (evolution, objective)
    }

    private func table(
        of organisms: [Organism], in evolution: Evolution, _ objective: ObjectiveChoice, title: String
    ) throws(SessionError) -> TableReport {
        TableReport(title: title, table: try table(of: organisms, in: evolution, objective))
    }
}
