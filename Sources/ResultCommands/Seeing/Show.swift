package import CommandLanguage
import CurrentNetwork
import DataSources
import Datasets
import Evolution
import Memory
package import Messages
import Networks
import Objectives
import Programs
package import Reports
import SearchCommands
import SearchPreparation
import SearchReports
import SearchRunner
package import Session
import Statistics

extension ShowCommand: Executable {
    package func execute(in session: Session, _ context: ExecutionContext) throws(SessionError) -> Report {
        try rows(of: session, context, most: Self.mostRows)
    }

    /// The rows that are shown unless more are requested.
    private static let mostRows = 10_000

    /// Returns the report, with rows in the requested order and number.
    ///
    /// - Parameters:
    ///   - context: nil to compute nothing that takes long.
    ///   - most: The maximum number of rows if none is requested; nil for all.
    func rows(
        of session: Session, _ context: ExecutionContext?, most: Int? = nil
    ) throws(SessionError) -> Report {
        var report = try report(session, context, first: first ?? most)
        // Sorted mistakes are a table like any other.
        if case .mistakes(let mistakes) = report, column != nil || mistakes.pictures.isEmpty {
            report = .table(mistakes.table)
        }
        if case .table(let table) = report {
            return .table(
                try arranged(table, ascending: session.ascendingColumns(of: subject), first: first ?? most))
        }
        if let column { throw .notTable(subject.rawValue, column: column) }
        return report
    }

    /// The default number of the fittest to sort.
    private static let usualRows = 10

    private func report(
        _ session: Session, _ context: ExecutionContext?, first: Int?
    ) throws(SessionError) -> Report {
        // With sorting, the first rows are known only afterwards.
        let first = column == nil ? first : nil
        switch subject {
        case .fittest:
            // If rows are requested, a table replaces the report of the fittest one.
            let rows = count ?? self.first ?? (column == nil ? nil : Self.usualRows)
            guard let rows else { return .fittest(try session.judgedFittest(context)) }
            if let front = try session.severalObjectives() { return .table(try session.kneeTable(rows, front)) }
            return .table(try session.fittestTable(rows))
        case .front: return .table(try session.frontTable(first: first))
        case .elites: return .table(try session.elitesTable())
        case .breeders: return .table(try session.breedersTable())
        case .children: return .table(try session.childrenTable())
        case .settings: return .settings(session.settingsReport)
        case .memory: return .memory(session.memory.facts)
        case .workers: return .table(session.workersTable)
        case .experiment: return .experiment(try session.experimentReport())
        case .population: return .table(try session.populationTable(first: first))
        case .history: return .table(try session.historyTable(first: first))
        case .data: return .data(session.dataReport(of: try session.loadedExamples(for: "show data"), draws: true))
        case .columns:
            let loaded = try session.loadedExamples(for: "show columns")
            return .table(session.addingImportance(to: try session.columnsTable(loaded), context))
        case .baselines: return .table(try session.baselinesTable(context))
        case .mistakes:
            let rows = count ?? self.first ?? (column == nil ? Session.usualMistakes : nil)
            return .mistakes(try session.mistakesReport(first: rows, context))
        case .confusion: return .table(try session.confusionTable())
        case .calibration: return .table(try session.calibrationTable())
        case .datasets: return .table(Session.datasetsTable(first: first))
        case .network: return .table(try session.networkTable())
        case .schema: return .table(try session.schemaTable(schema ?? ""))
        case .takeover: return .table(try session.takeoverTable())
        }
    }
}

extension Session {
    fileprivate func populationTable(first: Int?) throws(SessionError) -> TableReport {
        if let front = try severalObjectives() { return try populationTable(front, first: first) }
        let (evolution, objective) = try evolved()
        let organisms = evolution.ranked
        let shown = organisms.prefix(first ?? organisms.count)
        return TableReport(
            title: "population of generation \(evolution.generation), the fittest first",
            table: try table(
                of: Array(shown), in: evolution, objective, marked: shown.isEmpty ? nil : 0, total: organisms.count))
    }

    fileprivate func historyTable(first: Int?) throws(SessionError) -> TableReport {
        if let front = try severalObjectives() { return historyTable(front, first: first) }
        let (evolution, objective) = try evolved()
        let generations = evolution.history.generations
        func value(_ fitness: Double?) -> String {
            fitness.map { Numbers.score(objective.direction.oriented($0)) } ?? "–"
        }
        let rows = generations.prefix(first ?? generations.count).map { record in
            [
                "\(record.generation)", value(record.mean), record.deviation.map(Numbers.score) ?? "–",
                value(record.best), value(record.bestSoFar), "\(record.failures)",
            ]
        }
        let oriented = objective.direction.oriented
        let numbers = generations.prefix(rows.count).map { record in
            [
                nil, record.mean.map(oriented), record.deviation, record.best.map(oriented),
                record.bestSoFar.map(oriented), nil,
            ]
        }
        let columns = ["generation", "mean", "deviation", "best", "best so far", "failures"]
        return TableReport(
            title: "\(objective.expression) by generation",
            table: Table(
                columns: columns.map { .init($0, .right) }, rows: Array(rows), numbers: numbers,
                total: generations.count))
    }

    fileprivate static func datasetsTable(first: Int?) -> TableReport {
        let entries = Catalogue.all.prefix(first ?? Catalogue.all.count)
        return TableReport(
            title: "datasets of `load`; for your own data: load csv, npz, idx, images",
            table: Table(
                columns: [.init("name"), .init("description"), .init("availability")],
                rows: entries.map { [$0.name, $0.summary, words(for: $0.availability)] }, total: Catalogue.all.count))
    }

    private static func words(for availability: CatalogueEntry.Availability) -> String {
        switch availability {
        case .carried: "built in"
        case .here: "on disk"
        case .remote(let bytes, 0): "\(Numbers.bytes(bytes)) to download"
        case .remote(let bytes, let kept):
            "\((bytes - kept) / 1_000_000) of \(Numbers.bytes(bytes)) to download"
        }
    }
}
