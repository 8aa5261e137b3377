package import CommandLanguage
import Evolution
import FileWriting
import Foundation
package import Messages
package import ReportPage
import SessionState

/// A report in a file; a live one is written again while the search runs.
package struct WrittenReport {
    /// The absolute path.
    package let path: String
    let format: ReportCommand.Format
    let isLive: Bool
    /// True if no installed font has some letter of a PDF.
    package private(set) var lacksLetters = false
    /// What was reported last, to write only what is new.
    private var reported: Moment?
    private var lastWriting = ContinuousClock.now
    /// The duration of the last writing.
    private var cost = Duration.zero

    /// The moment of a search, without its content.
    private struct Moment: Equatable {
        let evaluations: Int
        let generation: Int
        let validation: Double?
        let test: Double?

        init(_ state: SessionState) {
            evaluations = state.evolution?.evaluations ?? 0
            generation = state.evolution?.generation ?? 0
            (validation, test) = (state.trained?.validation, state.trained?.test)
        }
    }

    /// The minimum time between two writings while a search runs.
    private static let interval = Duration.seconds(1)
    /// The number of seconds after which a live page reloads itself.
    private static let reloadSeconds = 5

    package init(path: String, format: ReportCommand.Format, isLive: Bool) {
        self.path = path
        self.format = format
        self.isLive = isLive
    }

    /// True if the session has changed since the last writing.
    package func isOutdated(_ session: Session) -> Bool { reported != Moment(session.state) }

    /// True if writing again now takes at most a tenth of the time.
    package var isDue: Bool { ContinuousClock.now - lastWriting >= max(Self.interval, cost * 10) }

    /// Writes the report on a session, completely or not at all.
    ///
    /// - Parameter document: Returns the report that reloads itself after so many seconds; nil for never.
    /// - Throws: `.failed` if the file cannot be written, or the libraries for a PDF are missing; the errors of
    ///   `document`.
    package mutating func write(
        _ session: Session, _ document: (_ reloadSeconds: Int?) throws(SessionError) -> ReportDocument
    ) throws(SessionError) {
        let start = ContinuousClock.now
        let document = try document(isLive ? Self.reloadSeconds : nil)
        let content: Data
        switch format {
        case .html: content = Data(HTMLPage(document).text.utf8)
        case .markdown: content = Data(MarkdownPage(document).text.utf8)
        case .pdf:
            do {
                let file = try PDFPage(document).file()
                content = Data(file.bytes)
                lacksLetters = file.lacksLetters
            } catch {
                throw .failed(error.description)
            }
        }
        do { try AtomicFile(path).write(content) } catch { throw .failed(error.description) }
        reported = Moment(session.state)
        lastWriting = .now
        cost = lastWriting - start
    }
}
