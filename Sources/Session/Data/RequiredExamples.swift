package import Messages
import SessionState

extension Session {
    /// Returns the loaded data.
    ///
    /// - Throws: `SessionError.missing` if no data are loaded.
    package func loadedExamples(for purpose: String) throws(SessionError) -> LoadedExamples {
        guard let choice = state.data else {
            throw .noData(for: purpose)
        }
        let loaded = try examples(for: choice)
        examples = loaded
        return loaded
    }
}
