import CommandLanguage

extension SeedCommand: Executable {
    func execute(in session: Session, _ context: ExecutionContext) throws(SessionError) -> Report {
        switch choice {
        case .show: return .said("seed \(session.state.seed)")
        case .number(let number): session.state.seed = UInt64(number)
        case .random: session.state.seed = UInt64.random(in: 0..<1 << 31)
        }
        let dropped = session.dropPopulation()
        return .said("seed \(session.state.seed)" + dropped)
    }
}
