import CommandLanguage
package import CommandParsing
import Evolution
package import Messages
package import Reports
import SearchPreparation
import SearchRunner
package import Session
import SessionState
import Settings

/// `population size 20`: sets the size of the population and the rates of the search.
package struct PopulationCommand: Executable {
    /// The settings to start from.
    enum Base { case current, standard, classic }

    /// The settings that the choices override.
    let base: Base
    /// The settings that were typed.
    let chosen: Chosen<SearchSettings>
    /// The genomes near which the first population starts; nil if not given.
    let like: GenomeList?

    package static let grammar = CommandGrammar(
        "population", topic: .search, "set the size of the population and the rates of the search",
        searchTerms: [
            "individuals", "mating pool", "parent selection", "survivor selection", "tournament", "roulette wheel",
            "stochastic universal sampling", "elitism", "mutation rate", "crossover rate", "recombination",
            "warm start", "initial population", "surrogate", "Bayesian optimization", "pre-selection",
            "Gaussian process", "expected improvement", "expected improvement per second", "cost-aware",
            "acquisition function", "selection pressure",
        ],
        form: .sequence([
            .optional(
                .choice([
                    .word("default", "the default settings"),
                    .word("classic", "the settings of the Python package `naturalselection`, without litters"),
                ])),
            .settings(
                SearchSettings.populationSettings.map(\.setting) + [
                    Setting("like", .genomes, "warm start: the first population is near these genomes; comes last")
                ]),
        ]),
        discussion: """
            Without settings, `population` shows the current ones. A new size starts a new population; rates and \
            operators take effect in the next generation.

            `litter 64 by time` divides the expected improvement of each candidate by the estimated time of its \
            training: cheap networks come first, and a costly one must promise more. The estimate follows from the \
            numbers of multiplications and parameters, not from a clock, so the history is the same on every machine. \
            Where costs are not known, as with programs and functions, it changes nothing.

            `like` is a warm start: the first population consists of the given genomes and copies of them, of which \
            four in five are mutated. Genes without a given value are drawn for each organism. Separate several \
            genomes by commas, or give a CSV file with a column for each gene, the fittest rows first.

            The strategy may ignore some settings: ns keeps them and warns. `help selection` explains them all.
            """,
        examples: [
            .init("population size 20", prints: "population size 20"),
            .init("population size 20 mutation 20%", prints: "population size 20 mutation 20%"),
            .init(
                "population selection tournament of 3",
                prints: "population size 20 mutation 20% selection tournament of 3"),
            "population classic elitism 10%", .init("population default", prints: "population size 50"),
            "strategy evolution",
            .init(
                "population breeding 50% factor 10%",
                prints: "population size 50 breeding 50% factor 10%"),
            "population crossover two_point change uniform", "population crossover blend change adaptive",
            "population litter 8", "population litter 8 by time", "population litter 8", "population elites sampled",
            "population elites best", "population crossing 60%", "population first random",
            "population first stratified niching none",
            "population niching crowding", "population niching sharing", "population like optimizer adam neurons0 128",
            "population",
        ])

    package init(_ captures: Captures) throws(Diagnostic) {
        base = captures.has("default") ? .standard : captures.has("classic") ? .classic : .current
        chosen = try Chosen(captures)
        like = captures.genomes("like")
    }

    package var roleInExperiment: RoleInExperiment { .setting }

    package func execute(in session: Session, _ context: ExecutionContext) throws(SessionError) -> Report {
        guard base != .current || !chosen.isEmpty || like != nil else { return .settings(session.populationReport) }
        let before = session.state.population
        var choice = base == .current ? before : PopulationChoice()
        choice.hasSmallTable = before.hasSmallTable
        if base == .classic { choice.base = .classic }
        choice.chosen.overlay(chosen)
        do { try choice.settings(for: session.searchKind, genes: session.geneCount).check() } catch {
            throw .failed(error.description)
        }
        if let like { choice.like = try session.genomes(like) }
        session.state.population = choice
        session.reportUnusedSettings(context)
        let text = "population " + session.populationDescription
        return .message(text + (choice.like == before.like ? session.continueOrDrop() : session.dropPopulation()))
    }
}

extension Session {
    var populationReport: SettingsReport { SettingsReport(title: "population", rows: populationRows) }

    /// The chosen settings as they are typed. The genomes of a warm start, which may be thousands, are counted.
    fileprivate var populationDescription: String {
        let settings = searchSettings
        let typed = SearchSettings.populationSettings.filter { description in
            // Without a factor there is nothing to type.
            guard description.name != SearchSettings.Name.factor.rawValue || settings.factor != nil else {
                return false
            }
            return description.name == SearchSettings.Name.size.rawValue || state.population.base == .classic
                || state.population.chosen.contains(description)
        }
        let like = state.population.like.map { " (like \(Numbers.counted($0.count, "genome")))" } ?? ""
        return typed.map { "\($0.name) \($0.text(settings))" }.joined(separator: " ") + like
    }

    /// Warns about chosen settings that the strategy ignores.
    func reportUnusedSettings(_ context: ExecutionContext) {
        let settings = searchSettings
        let criteria = state.objective?.criteria ?? .single
        let unused = (SearchSettings.populationSettings + [SearchSettings.aheadSetting]).filter { description in
            guard state.population.chosen.contains(description) else { return false }
            guard let name = SearchSettings.Name(rawValue: description.name) else { return false }
            return !settings.reads(name, for: criteria)
        }
        guard !unused.isEmpty else { return }
        context.report(
            .ignoredSettings(
                unused.map(\.name), by: settings.strategy.name,
                with: settings.isCrowding
                    ? "niching crowding" : criteria.objectives > 1 ? "several objectives" : nil))
    }

    var populationRows: [SettingsReport.Row] {
        let choice = state.population
        let settings = searchSettings
        let shown = SearchSettings.populationSettings + [SearchSettings.strategySetting]
        let rows = shown.map {
            $0.row(of: settings, isDefault: choice.base != .classic && !choice.chosen.contains($0))
        }
        let like = choice.like.map { genomes in
            SettingsReport.Row(name: "like", value: Numbers.counted(genomes.count, "genome"), isDefault: false)
        }
        return rows + [like].compactMap { $0 }
    }

    /// Continues the population with changed rates and operators. If that is impossible, drops it and returns the end
    /// of a sentence about it.
    func continueOrDrop() -> String {
        guard var evolution = state.evolution else { return "" }
        do { try evolution.use(searchSettings) } catch { return dropPopulation() }
        state.evolution = evolution
        return ""
    }
}
