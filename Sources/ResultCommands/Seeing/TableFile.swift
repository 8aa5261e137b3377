import CommandLanguage
import Foundation
import Messages
import Notation
import Reports
import Session
import SessionState

extension ExportCommand {
    /// Writes the rows of a `show` command.
    func write(
        _ show: ShowCommand, of session: Session, _ context: ExecutionContext
    ) throws(SessionError) -> Report {
        let report: TableReport
        if show.subject == .experiment {
            report = try show.arranged(
                try session.experimentTable(hasGenerations: hasGenerations), ascending: [], first: show.first)
        } else {
            switch try show.rows(of: session, context) {
            case .table(let shown): report = shown
            case .mistakes(let mistakes): report = mistakes.table
            default: throw .notTable(show.subject.rawValue)
            }
        }
        return try write(
            try TableFile(report.table, of: session.state, check: session.checkInterruption(at:)).content(format),
            what: Numbers.counted(report.table.rows.count, "row"), of: session,
            context)
    }
}

extension Session {
    /// Returns the runs of the experiment, or their generations.
    fileprivate func experimentTable(hasGenerations: Bool) throws(SessionError) -> TableReport {
        guard let experiment = state.experiment else { throw .noExperiment }
        let export = ExperimentExport(experiment: experiment)
        return TableReport(title: experiment.name, table: hasGenerations ? export.generations : export.runs)
    }
}

/// A table for other programs, with numbers in full precision.
struct TableFile {
    private let table: Table
    /// The student in each row; nil for none.
    private let mark: StudentMark?
    /// Ends the writing if the user wants to stop it; gets the number of each row.
    private let check: (Int) throws(SessionError) -> Void

    /// Creates the file of a session's table, with the student if there is one.
    init(_ table: Table, of state: SessionState, check: @escaping (Int) throws(SessionError) -> Void) {
        self.table = table
        self.check = check
        mark = StudentMark(state, beside: table.columns.map(\.name))
    }

    /// Returns the content of the file.
    ///
    /// - Throws: `.interrupted`
    func content(_ format: ExportCommand.Format) throws(SessionError) -> WrittenTable {
        switch format {
        case .csv: WrittenTable(try csv())
        case .json: WrittenTable(try json())
        }
    }

    /// Comma-separated values (RFC 4180); the first row has the names of the columns.
    private func csv() throws(SessionError) -> CSVText {
        var text = CSVText()
        text.add(table.columns.map(\.name) + (mark?.columns ?? []))
        for row in table.rows.indices {
            try check(row)
            text.add(table.fullRow(row) + (mark?.cells ?? []))
        }
        return text
    }

    /// An array of objects, one per line, with keys in the order of the columns; numeric columns become numbers.
    private func json() throws(SessionError) -> Data {
        var lines: [String] = []
        for row in table.rows.indices {
            try check(row)
            let fields = zip(table.columns, table.fullRow(row)).map { column, cell in
                let isNumber = column.alignment == .right && Double(cell)?.isFinite == true
                let value = isNumber ? cell : cell == "–" ? "null" : JSONText.quoted(cell)
                return (name: column.name.isEmpty ? "note" : column.name, value: value)
            }
            lines.append(JSONText.object(fields + (mark?.fields ?? [])))
        }
        return Data("[\n\(lines.joined(separator: ",\n"))\n]\n".utf8)
    }
}
