import CommandLanguage
import Evolution

extension StrategyCommand: Executable {
    func execute(in session: Session, _ context: ExecutionContext) throws(SessionError) -> Report {
        session.state.population.strategy =
            strategy.flatMap(Strategy.init(named:)) ?? session.state.population.strategy
        if let sample { session.state.population.strategy = .ageing(sample: sample) }
        session.state.population.ahead = ahead ?? session.state.population.ahead
        let settings = session.searchSettings
        let ahead = settings.ahead.map { " ahead \($0)" } ?? ""
        return .said("strategy \(settings.strategy.name)\(ahead)" + session.continueOrDrop())
    }
}
