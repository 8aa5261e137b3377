import CommandLanguage
import Evolution

extension PopulationCommand: Executable {
    func execute(in session: Session, _ context: ExecutionContext) throws(SessionError) -> Report {
        guard !isQuestion else { return .settings(session.populationReport) }
        let before = session.state.population
        var choice: PopulationChoice
        switch base {
        case .current: choice = before
        case .standard: choice = PopulationChoice()
        case .classic:
            choice = PopulationChoice()
            choice.base = .classic
        }
        choice.size = size ?? choice.size
        choice.elitism = elitism.flatMap(Fraction.init) ?? choice.elitism
        choice.breeding = breeding.flatMap(Fraction.init) ?? choice.breeding
        choice.mutation = mutation.flatMap(Fraction.init) ?? choice.mutation
        choice.factor = factor ?? choice.factor
        choice.selection = selection.flatMap(Selection.init(named:)) ?? choice.selection
        if let tournament { choice.selection = .tournament(size: tournament) }
        choice.crossover = crossover.flatMap(Crossover.init(named:)) ?? choice.crossover
        choice.change = change.flatMap(Mutation.init(named:)) ?? choice.change
        choice.elites = areElitesSampled.map { $0 ? .sampled : .best } ?? choice.elites
        choice.litter = litter ?? choice.litter
        do { try choice.settings(isCostly: false).check() } catch { throw .failed(error.description) }
        if let like { choice.like = try session.genomes(like) }
        session.state.population = choice
        let text = "population " + session.populationDescription
        return .said(text + (choice.like == before.like ? session.continueOrDrop() : session.dropPopulation()))
    }
}

extension Session {
    var populationReport: SettingsReport { SettingsReport(title: "population", rows: populationRows) }

    fileprivate var populationDescription: String {
        let chosen = populationRows.filter { !$0.isDefault || $0.name == "size" }
        return chosen.map { "\($0.name) \($0.value)" }.joined(separator: " ")
    }

    var populationRows: [SettingsReport.Row] {
        let choice = state.population
        let settings = searchSettings
        let isClassic = choice.base == .classic
        func row(_ name: String, _ value: String, _ isChosen: Bool) -> SettingsReport.Row {
            SettingsReport.Row(name: name, value: value, isDefault: !isChosen && !isClassic)
        }
        func percent(_ share: Fraction) -> String { Numbers.percent(share.value) }
        return [
            row("size", "\(settings.size)", choice.size != nil),
            row("elitism", percent(settings.elitism), choice.elitism != nil),
            row("breeding", percent(settings.breeding), choice.breeding != nil),
            row("mutation", percent(settings.mutation), choice.mutation != nil),
            row("factor", settings.factor.map(Numbers.percent) ?? "one gene on average", choice.factor != nil),
            row("selection", settings.selection.description, choice.selection != nil),
            row("crossover", settings.crossover.name, choice.crossover != nil),
            row("change", settings.change.name, choice.change != nil),
            row("elites", settings.elites.name, choice.elites != nil),
            row("litter", "\(settings.litter)", choice.litter != nil),
            row("strategy", settings.strategy.name, choice.strategy != nil),
        ] + (choice.like.map { [row("like", Numbers.counted($0.count, "genome"), true)] } ?? [])
    }

    /// The settings as the search takes them: thought about whom to evaluate pays where an evaluation is costly.
    var searchSettings: SearchSettings {
        state.population.settings(isCostly: state.objective?.isOverGenesAlone != true)
    }

    /// Goes on with changed rates and operators, which is what a what-if is; where the population cannot, it is dropped,
    /// and that is said.
    func continueOrDrop() -> String {
        guard var evolution = state.evolution else { return "" }
        do { try evolution.use(searchSettings) } catch { return dropPopulation() }
        state.evolution = evolution
        return ""
    }
}
