import CommandLanguage
import Evolution

/// `strategy ageing`: how the next genomes are found.
struct StrategyCommand: Executable {
    /// The settings that were typed.
    let chosen: Chosen<SearchSettings>

    /// Its words, help and examples.
    static let grammar = CommandGrammar(
        "strategy", topic: .search, "how the next genomes are found",
        searchTerms: [
            "evolution strategy", "regularized evolution", "steady state", "generational", "random search",
            "grid search", "asynchronous", "parallel evaluations",
        ],
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
            .init("strategy", prints: "strategy steady"),
            .init("strategy ageing sample 5", prints: "strategy ageing sample 5"),
            .init("strategy steady ahead 2", prints: "strategy steady ahead 2"), "strategy evolution",
        ])

    /// Takes the values that were read.
    init(_ captures: Captures) throws(Diagnostic) { chosen = try Chosen(captures) }

    func execute(in session: Session, _ context: ExecutionContext) throws(SessionError) -> Report {
        let before = session.state.population
        session.state.population.chosen.overlay(chosen)
        let settings = session.searchSettings
        do { try settings.check() } catch {
            session.state.population = before
            throw .failed(error.description)
        }
        session.reportUnusedSettings(context)
        return .said(Self.text(of: settings) + session.continueOrDrop())
    }

    /// The strategy with all that it reads, as it is typed.
    private static func text(of settings: SearchSettings) -> String {
        var text = "strategy \(settings.strategy.name)"
        if case .ageing(let sample) = settings.strategy { text += " sample \(sample)" }
        if let ahead = settings.ahead { text += " ahead \(ahead)" }
        return text
    }
}
