import Reports
import SearchRunner

extension ExecutionContext {
    /// The connection of a running search to this command.
    var search: SearchContext {
        SearchContext(isInterrupted: isInterrupted) { [emit] event in
            switch event {
            case .notice(let text): emit(.report(.notice(text)))
            case .warning(let text): emit(.report(.warning(text)))
            case .progress(let progress): emit(.progress(.evolution(progress)))
            }
        }
    }
}

extension SessionError {
    /// Runs a part of a search.
    ///
    /// - Throws: The error of the search, as one of the session.
    static func ofSearch<Result>(_ run: () throws(SearchError) -> Result) throws(SessionError) -> Result {
        do throws(SearchError) {
            return try run()
        } catch {
            switch error {
            case .failed(let message): throw .failed(message)
            case .halted(let message, let notes): throw .halted(message, notes: notes, .nothing)
            }
        }
    }
}
