package import CommandLanguage
import CurrentNetwork
package import Messages
package import Reports
import SearchReports
package import Session

extension ReportCommand: Executable {
    package func execute(in session: Session, _ context: ExecutionContext) throws(SessionError) -> Report {
        let target = session.absolute(Session.expanded(path))
        guard let format = Format(path: target) else { throw .unknownReportFormat(path) }
        if isLive, format != .html { throw .liveReportNotHTML(path) }
        try session.permit(target, replaces: replaces, context)
        _ = session.shownBaselines(context)
        var report = WrittenReport(path: target, format: format, isLive: isLive)
        try report.write(session, session.reportDocument)
        if report.lacksLetters { context.report(.lettersWithoutFont(path)) }
        if isLive || session.liveReport?.path == target { session.liveReport = isLive ? report : nil }
        return .written(path: target, what: isLive ? "live report" : "report")
    }
}
