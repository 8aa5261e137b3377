package import CommandLanguage
package import Messages
package import Reports
package import Session
package import SessionState

extension SeedCommand: Executable {
    package func execute(in session: Session, _ context: ExecutionContext) throws(SessionError) -> Report {
        switch choice {
        case .show: return .printed("seed \(session.state.seed)")
        case .number(let number): session.state.seed = UInt64(number)
        case .random: session.state.seed = UInt64.random(in: 0..<1 << 31)
        }
        let dropped = session.dropPopulation()
        return .message("seed \(session.state.seed)" + dropped)
    }

    /// Returns an entry with the number of the seed, also if it was picked at random.
    package func entry(_ text: String, _ report: Report, in session: Session) -> Transcript.Entry? {
        choice == .random ? .init("seed \(session.state.seed)", comment: "picked at random") : .init(text)
    }
}
