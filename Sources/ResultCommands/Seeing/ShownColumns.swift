import CommandLanguage
import Reports
public import Session

extension Session {
    /// Returns the columns of a table of `show` whose name begins so; empty if there is no such table now.
    public func columns(shownBy name: String) -> [String] {
        let subjects = ShowCommand.Subject.allCases.filter { $0.rawValue.hasPrefix(name) }
        guard let subject = subjects.first(where: { $0.rawValue == name }) ?? (subjects.count == 1 ? subjects[0] : nil)
        else { return [] }
        let command = ShowCommand(subject, count: subject == .fittest ? 1 : nil, by: nil, first: 1)
        guard case .table(let report)? = try? command.rows(of: self, nil) else { return [] }
        return report.table.columns.map(\.name).filter { !$0.isEmpty }
    }
}
