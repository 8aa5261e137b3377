package import Evolution
package import Messages
import SearchRunner

extension Session {
    /// Ends a long computation that the user wants to stop. Only each 1,024th number is looked at.
    ///
    /// - Throws: `.interrupted`
    package func checkInterruption(at number: Int) throws(SessionError) {
        if number.isMultiple(of: 1_024), isInterrupted() { throw .interrupted }
    }

    /// The request to give up the drawing of a population when the user wants to stop.
    package var phaseStop: PhaseStop { .onThisThread(isInterrupted) }
}
