import CommandLanguage
package import CommandParsing
import Evolution
package import Messages
package import Reports
package import Session
import SessionState
import Settings

/// `strategy ageing`: chooses the method of finding the next genomes.
package struct StrategyCommand: Executable {
    /// The settings that were typed.
    let chosen: Chosen<SearchSettings>

    package static let grammar = CommandGrammar(
        "strategy", topic: .search, "choose the method of finding the next genomes",
        searchTerms: [
            "evolution strategy", "regularized evolution", "steady state", "generational", "random search",
            "grid search", "asynchronous", "parallel evaluations", "differential evolution", "CMA-ES",
            "covariance matrix adaptation", "continuous optimization", "real numbers",
        ],
        form: .sequence([
            .optional(SearchSettings.strategySetting.setting.value),
            .settings([
                Setting(
                    "sample", .integer(SearchSettings.sampleSizes),
                    "of `ageing`: organisms drawn to find one parent"),
                SearchSettings.aheadSetting.setting,
            ]),
        ]),
        discussion: """
            With every strategy, a generation has as many births as the population has members. A birth depends \
            only on results that are at least `ahead` births older, so the number of workers never changes a history. \
            `relay`, the default for functions of real genes alone, `differential` and `cma` draw births in rounds, \
            each from the results of the rounds before; `help reals` explains them.
            """,
        examples: [
            .init("strategy", prints: "strategy steady"),
            .init("strategy ageing sample 5", prints: "strategy ageing sample 5"),
            .init("strategy steady ahead 2", prints: "strategy steady ahead 2"), "strategy evolution",
        ])

    package init(_ captures: Captures) throws(Diagnostic) { chosen = try Chosen(captures) }

    package var roleInExperiment: RoleInExperiment { .setting }

    package func execute(in session: Session, _ context: ExecutionContext) throws(SessionError) -> Report {
        let before = session.state.population
        session.state.population.chosen.overlay(chosen)
        let settings = session.searchSettings
        do { try settings.check() } catch {
            session.state.population = before
            throw .failed(error.description)
        }
        session.reportUnusedSettings(context)
        return .message(Self.text(of: settings) + session.continueOrDrop())
    }

    /// Returns the strategy and its settings, as typed.
    private static func text(of settings: SearchSettings) -> String {
        var text = "strategy \(SearchSettings.strategySetting.text(settings))"
        if let ahead = settings.ahead { text += " ahead \(ahead)" }
        return text
    }
}
