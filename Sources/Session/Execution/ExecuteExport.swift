import CommandLanguage
import Evolution
import FileWriting
import Foundation
import Objectives

extension ExportCommand: Executable {
    func execute(in session: Session, _ context: ExecutionContext) throws(SessionError) -> Report {
        if isProgram { return try session.exportProgram(to: Session.expanded(path), replaces: replaces, context) }
        if let table { return try write(table, of: session, context) }
        let (evolution, objective) = try session.evolved()
        let export = EvaluationsExport(evolution: evolution, objective: objective, ledger: session.state.ledger)
        let path = Session.expanded(path)
        try session.permit(path, replaces: replaces, context)
        do { try AtomicFile(path).write(format == .csv ? export.csv : export.json) } catch { throw .failed("\(error)") }
        return .written(path: path, what: Numbers.counted(evolution.evaluations, "evaluation"))
    }
}

/// Every evaluation of a search, for other programs.
private struct EvaluationsExport {
    let evolution: Evolution
    let objective: ObjectiveChoice
    let ledger: Ledger

    private struct Change: Encodable {
        let gene: String
        let from: String?
        let to: String?
    }

    /// One evaluation; keys in the order of the columns.
    private struct Row {
        let birth: BirthRecord
        let entry: Ledger.Entry?
    }

    private var rows: [Row] {
        let entries = ledger.byBirth
        return (0..<min(evolution.evaluations, evolution.history.count)).map {
            Row(birth: evolution.history.birth($0), entry: entries[$0])
        }
    }

    private var genes: [Gene] { evolution.genus.genes }

    private func fitness(_ row: Row) -> Double? {
        row.birth.organism.outcome?.fitness.map(objective.direction.oriented)
    }

    private func failure(_ row: Row) -> String? {
        if case .failure(let reason)? = row.birth.organism.outcome { reason } else { nil }
    }

    private func value(_ code: UInt32, of gene: Int) -> String? {
        code == Genome.inactive ? nil : "\(genes[gene].value(of: code))"
    }

    private func changes(_ row: Row) -> [Change] {
        row.birth.changes.map {
            Change(gene: genes[$0.gene].name, from: value($0.from, of: $0.gene), to: value($0.to, of: $0.gene))
        }
    }

    private func crossover(_ row: Row) -> String {
        switch row.birth.cut {
        case .none: row.birth.mother == nil ? "" : "clone"
        case .point(let place): "cut at \(place)"
        case .points(let first, let second): "cuts at \(first) and \(second)"
        case .scattered: "gene by gene"
        }
    }

    // MARK: - CSV (RFC 4180)

    var csv: Data {
        let heads =
            ["birth", "generation", "mother", "father", "crossover", "mutation"] + genes.map(\.name) + [
                "fitness", "deviation", "failure", "seconds", "worker", "from_memory",
            ]
        var text = heads.map(Self.cell).joined(separator: ",") + "\r\n"
        for row in rows {
            let organism = row.birth.organism
            let mutation = changes(row).map { "\($0.gene) \($0.from ?? "–") → \($0.to ?? "–")" }
            var cells = [
                "\(organism.id)", "\(organism.generation)", row.birth.mother.map { "\($0)" } ?? "",
                row.birth.father.map { "\($0)" } ?? "", crossover(row), mutation.joined(separator: "; "),
            ]
            cells += evolution.genus.values(of: organism.genome).map { $0.map { "\($0)" } ?? "" }
            cells += [
                fitness(row).map { "\($0)" } ?? "", row.entry?.deviation.map { "\($0)" } ?? "", failure(row) ?? "",
            ]
            cells += [
                row.entry.map { "\($0.seconds)" } ?? "", row.entry?.worker.map { "\($0)" } ?? "",
                row.entry.map { "\($0.worker == nil)" } ?? "",
            ]
            text += cells.map(Self.cell).joined(separator: ",") + "\r\n"
        }
        return Data(text.utf8)
    }

    private static func cell(_ text: String) -> String { TableFile.cell(text) }

    // MARK: - JSON

    /// An array of objects, one a line, keys in the order of the columns.
    var json: Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.withoutEscapingSlashes, .sortedKeys]
        func text(_ value: some Encodable) -> String {
            (try? encoder.encode(value)).map { String(decoding: $0, as: UTF8.self) } ?? "null"
        }
        let lines = rows.map { row in
            let organism = row.birth.organism
            let genome = zip(genes, evolution.genus.values(of: organism.genome)).map { gene, value in
                "\(text(gene.name)):\(value.map { text($0.number.map(AnyNumber.init) ?? .text("\($0)")) } ?? "null")"
            }
            let fields = [
                "\"birth\":\(organism.id)", "\"generation\":\(organism.generation)",
                "\"mother\":\(text(row.birth.mother))", "\"father\":\(text(row.birth.father))",
                "\"crossover\":\(text(crossover(row)))", "\"mutation\":\(text(changes(row)))",
                "\"genome\":{\(genome.joined(separator: ","))}", "\"fitness\":\(text(fitness(row)))",
                "\"deviation\":\(text(row.entry?.deviation))", "\"failure\":\(text(failure(row)))",
                "\"seconds\":\(text(row.entry?.seconds))",
                "\"worker\":\(text(row.entry?.worker))",
                "\"from_memory\":\(text(row.entry.map { $0.worker == nil }))",
            ]
            return "{\(fields.joined(separator: ","))}"
        }
        return Data("[\n\(lines.joined(separator: ",\n"))\n]\n".utf8)
    }

    /// A gene's value as JSON has it.
    private enum AnyNumber: Encodable {
        case number(Double)
        case text(String)

        init(_ number: Double) { self = .number(number) }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.singleValueContainer()
            switch self {
            case .number(let number): try container.encode(number)
            case .text(let text): try container.encode(text)
            }
        }
    }
}
