package import CommandLanguage
import Evolution
import FileWriting
import Foundation
package import Messages
import Notation
import Objectives
package import Reports
import SearchPreparation
import SearchRunner
package import Session
import SessionState

extension ExportCommand: Executable {
    package func execute(in session: Session, _ context: ExecutionContext) async throws(SessionError) -> Report {
        if let teaching { return try await session.export(teaching, to: path, replaces: replaces, context) }
        if isProgram { return try session.exportProgram(to: Session.expanded(path), replaces: replaces, context) }
        if let table { return try write(table, of: session, context) }
        let (evolution, objective) = try session.evolved()
        let export = EvaluationsExport(
            evolution: evolution, objective: objective, state: session.state, check: session.checkInterruption(at:))
        return try write(
            format == .csv ? WrittenTable(try export.csv()) : WrittenTable(try export.json()),
            what: Numbers.counted(evolution.evaluations, "evaluation"), of: session, context)
    }

    /// Writes a table to the command's file, if that may be replaced, and reports the remark on it.
    func write(
        _ content: @autoclosure () throws(SessionError) -> WrittenTable, what: String, of session: Session,
        _ context: ExecutionContext
    ) throws(SessionError) -> Report {
        let path = Session.expanded(path)
        try session.permit(path, replaces: replaces, context)
        let content = try content()
        do { try AtomicFile(path).write(content.data) } catch { throw .failed("\(error)") }
        if let remark = content.remark { context.report(.message(remark)) }
        return .written(path: path, what: what)
    }
}

/// All evaluations of a search, for other programs.
private struct EvaluationsExport {
    let evolution: Evolution
    let objective: ObjectiveChoice
    let state: SessionState
    /// Ends the export if the user wants to stop it; gets the number of each row.
    let check: (Int) throws(SessionError) -> Void

    private var evaluationLog: EvaluationLog { state.evaluationLog }
    /// The student in each row; nil for none.
    private var mark: StudentMark? { StudentMark(state, beside: ownColumns) }

    private struct Change {
        let gene: String
        let from: String?
        let to: String?
    }

    /// One evaluation.
    private struct Row {
        let birth: BirthRecord
        let entry: EvaluationLog.Entry?
    }

    /// Calls a function with each row.
    ///
    /// - Throws: `.interrupted`
    private func forEachRow(_ body: (Row) -> Void) throws(SessionError) {
        let log = evaluationLog
        for birth in 0..<min(evolution.evaluations, evolution.history.count) {
            try check(birth)
            body(Row(birth: evolution.history.birth(birth), entry: log.entry(of: birth)))
        }
    }

    /// The genes as they were defined: an order is one column.
    private var genes: [Gene] { evolution.genus.defined }

    /// The columns of the objectives: `fitness`, or several objectives by their names.
    private var objectiveNames: [String] { OrganismRows(evolution, objective).objectiveColumns }

    /// True if there are columns that tell how far each measurement went.
    private var hasRungs: Bool { !evaluationLog.rungs.isEmpty }

    /// Returns a value for each of these columns.
    private func values(_ row: Row) -> [Double?] {
        let values = row.birth.organism.outcome?.vector.map { objective.named.oriented($0.values) }
        return objectiveNames.indices.map { values?[$0] }
    }

    private func failure(_ row: Row) -> String? {
        if case .failure(let reason)? = row.birth.organism.outcome { reason } else { nil }
    }

    private func value(_ code: UInt32, of gene: Int) -> String? {
        code == Genome.inactive ? nil : "\(evolution.genus.genes[gene].value(of: code))"
    }

    private func changes(_ row: Row) -> [Change] {
        row.birth.changes.map {
            Change(
                gene: evolution.genus.genes[$0.gene].name, from: value($0.from, of: $0.gene),
                to: value($0.to, of: $0.gene))
        }
    }

    private func crossover(_ row: Row) -> String {
        switch row.birth.cut {
        case .none: row.birth.mother == nil ? "" : "clone"
        case .point(let index): "cut at \(index)"
        case .points(let first, let second): "cuts at \(first) and \(second)"
        case .scattered: "gene by gene"
        case .mixed: "mixed"
        }
    }

    // MARK: - CSV (RFC 4180)

    /// The columns without those of the student.
    private var ownColumns: [String] {
        ["birth", "generation", "mother", "father", "crossover", "mutation"] + genes.map(\.name) + objectiveNames
            + ["deviation", "failure", "seconds", "worker", "from_memory"]
            + (evolution.criteria.isConstrained ? ["violation"] : [])
            + (hasRungs ? ["budget", "highest_budget", "stopping", "stopped_by"] : [])
    }

    func csv() throws(SessionError) -> CSVText {
        let mark = mark
        var text = CSVText()
        text.add(ownColumns + (mark?.columns ?? []))
        try forEachRow { row in
            let organism = row.birth.organism
            let mutation = changes(row).map { "\($0.gene) \($0.from ?? "–") → \($0.to ?? "–")" }
            var cells = [
                "\(organism.id)", "\(organism.generation)", row.birth.mother.map { "\($0)" } ?? "",
                row.birth.father.map { "\($0)" } ?? "", crossover(row), mutation.joined(separator: "; "),
            ]
            cells += evolution.genus.definedValues(of: organism.genome).map { $0.map { "\($0)" } ?? "" }
            cells += values(row).map { $0.map { "\($0)" } ?? "" }
            cells += [
                row.entry?.deviation.map { "\($0)" } ?? "", failure(row) ?? "",
            ]
            cells += [
                row.entry.map { "\($0.seconds)" } ?? "", row.entry?.worker.map { "\($0)" } ?? "",
                row.entry.map { "\($0.worker == nil)" } ?? "",
            ]
            if evolution.criteria.isConstrained {
                cells.append(organism.outcome?.vector.map { "\($0.violation)" } ?? "")
            }
            if hasRungs {
                let record = row.entry?.rungs
                cells += [
                    record.map { "\($0.reached)" } ?? "", record.map { "\($0.highest)" } ?? "",
                    record?.stop?.rule.name ?? "", record?.stop.map { "\($0.rival)" } ?? "",
                ]
            }
            text.add(cells + (mark?.cells ?? []))
        }
        return text
    }

    // MARK: - JSON

    /// The fields that tell how far a measurement went; none without rungs.
    private func rungFields(of record: RungRecord?) -> [(name: String, value: String)] {
        guard hasRungs else { return [] }
        let rungs = record?.points.map { point in
            JSONText.object([
                ("budget", "\(point.budget)"),
                ("fitness", JSONText.number(objective.direction.oriented(point.fitness))),
            ])
        }
        return [
            ("budget", record.map { "\($0.reached)" } ?? "null"),
            ("highest_budget", record.map { "\($0.highest)" } ?? "null"),
            ("rungs", rungs.map(JSONText.array) ?? "null"),
            ("stopping", record?.stop.map { JSONText.quoted($0.rule.name) } ?? "null"),
            ("stopped_by", record?.stop.map { "\($0.rival)" } ?? "null"),
        ]
    }

    /// An array of objects, one per line, with keys in the order of the columns; null for missing values.
    func json() throws(SessionError) -> Data {
        func number(_ value: Double?) -> String { value.map(JSONText.number) ?? "null" }
        func number(_ value: Int?) -> String { value.map { "\($0)" } ?? "null" }
        func quoted(_ value: String?) -> String { value.map { JSONText.quoted($0) } ?? "null" }
        func gene(_ value: GeneValue?) -> String {
            guard let value else { return "null" }
            if case .items(let items) = value { return JSONText.array(items.map(gene)) }
            return value.number.map(JSONText.number) ?? JSONText.quoted("\(value)")
        }
        let student = mark?.fields ?? []
        var text = "[\n"
        try forEachRow { row in
            let organism = row.birth.organism
            let genome = zip(genes, evolution.genus.definedValues(of: organism.genome)).map {
                (name: $0.name, value: gene($1))
            }
            let mutation = changes(row).map { change in
                let ends: [(String, String?)] = [("from", change.from), ("gene", change.gene), ("to", change.to)]
                return JSONText.object(ends.compactMap { name, value in value.map { (name, JSONText.quoted($0)) } })
            }
            let fitness = zip(objectiveNames, values(row)).map { (name: $0, value: number($1)) }
            let isSingle = objective.named.count == 1
            let violation: [(String, String)] =
                evolution.criteria.isConstrained ? [("violation", number(organism.outcome?.vector?.violation))] : []
            if organism.id > 0 { text += ",\n" }
            text += JSONText.object(
                [
                    ("birth", number(organism.id)), ("generation", number(organism.generation)),
                    ("mother", number(row.birth.mother)), ("father", number(row.birth.father)),
                    ("crossover", quoted(crossover(row))), ("mutation", JSONText.array(mutation)),
                    ("genome", JSONText.object(genome)),
                    isSingle ? ("fitness", number(values(row)[0])) : ("objectives", JSONText.object(fitness)),
                    ("deviation", number(row.entry?.deviation)), ("failure", quoted(failure(row))),
                    ("seconds", number(row.entry?.seconds)), ("worker", number(row.entry?.worker)),
                    ("from_memory", row.entry.map { "\($0.worker == nil)" } ?? "null"),
                ] + violation + rungFields(of: row.entry?.rungs) + student)
        }
        return Data((text + "\n]\n").utf8)
    }
}
