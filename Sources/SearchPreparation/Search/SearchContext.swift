package import Messages
import Reports
package import SearchRunner

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

extension SearchRun {
    /// Runs one generation to its end; returns false if it was stopped.
    ///
    /// - Throws: The error of the search, as one of the session.
    package mutating func runNextGeneration() throws(SessionError) -> Bool {
        do throws(SearchError) { return try runGeneration() } catch { throw SessionError(error) }
    }

    /// Evaluates the planned births; returns false if the user stopped it.
    ///
    /// - Throws: The error of the search, as one of the session.
    package mutating func evaluatePlannedBirths() throws(SessionError) -> Bool {
        do throws(SearchError) { return try runEvaluation() } catch { throw SessionError(error) }
    }
}

extension SessionError {
    fileprivate init(_ error: SearchError) {
        switch error {
        case .failed(let message): self = .failed(message)
        case .halted(let message, let notes): self = .halted(message, notes: notes, .nothing)
        }
    }
}
