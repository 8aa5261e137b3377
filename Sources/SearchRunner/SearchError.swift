/// The reason why a search cannot go on.
package enum SearchError: Error {
    /// Another module's error, in its own words.
    case failed(String)
    /// The work could not continue: the reason, and advice in notes.
    case halted(String, notes: [String])
}

extension SearchError {
    /// The reason to stop a search whose evaluations keep failing.
    package static func failuresInRow(_ count: Int, last reason: String, notes: [String]) -> SearchError {
        .halted("\(count) evaluations in a row failed; the last one: \(reason)", notes: notes)
    }

    package static func noEvaluator(_ reason: String) -> SearchError {
        .halted(
            "no evaluator is available: \(reason)",
            notes: ["`show workers` shows the reasons; `workers 2` uses threads of this process"])
    }
}
