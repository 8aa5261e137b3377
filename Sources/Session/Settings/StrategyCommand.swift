import CommandLanguage
import Evolution

/// `strategy ageing`: how the next genomes are found.
struct StrategyCommand: Executable {
    /// The settings that were typed.
    let chosen: Chosen<SearchSettings>

    /// Its words, help and examples.
    static let grammar = CommandGrammar(
        "strategy", topic: .search, "how the next genomes are found",
        form: .sequence([
            .optional(SearchSettings.strategySetting.setting.value),
            .settings([
                Setting(
                    "sample", .integer(SearchSettings.sampleSizes),
                    "in `ageing`: how many are drawn to find one parent"),
                SearchSettings.aheadSetting.setting,
            ]),
        ]),
        discussion: """
            A generation is as many births as the population has members, whatever the strategy. A birth depends only on \
            results up to `ahead` births before it, so that a history never depends on the workers.
            """,
        examples: [
            .init("strategy", prints: "strategy steady"), .init("strategy ageing sample 5", prints: "strategy ageing"),
            .init("strategy steady ahead 2", prints: "strategy steady ahead 2"),
            .init("strategy evolution", prints: "strategy evolution ahead 2"),
        ])

    /// Takes the values that were read.
    init(_ captures: Captures) throws(Diagnostic) { chosen = try Chosen(captures) }

    func execute(in session: Session, _ context: ExecutionContext) throws(SessionError) -> Report {
        session.state.population.chosen.overlay(chosen)
        let settings = session.searchSettings
        let ahead = settings.ahead.map { " ahead \($0)" } ?? ""
        return .said("strategy \(settings.strategy.name)\(ahead)" + session.continueOrDrop())
    }
}
