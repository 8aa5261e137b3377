import CommandLanguage
import Evolution

extension PopulationCommand: Executable {
    func execute(in session: Session, _ context: ExecutionContext) throws(SessionError) -> Report {
        guard !isQuestion else { return .settings(session.populationReport) }
        let before = session.state.search
        var settings: SearchSettings
        switch base {
        case .current: settings = before
        case .standard: settings = SearchSettings()
        case .classic: settings = .classic
        }
        var chosenLitter = base == .standard ? nil : base == .classic ? 1 : session.state.litter
        if let size { settings.size = size }
        if let elitism = elitism.flatMap(Fraction.init) { settings.elitism = elitism }
        if let breeding = breeding.flatMap(Fraction.init) { settings.breeding = breeding }
        if let mutation = mutation.flatMap(Fraction.init) { settings.mutation = mutation }
        if let factor { settings.factor = factor }
        if let selection = selection.flatMap(Selection.init(named:)) { settings.selection = selection }
        if let crossover = crossover.flatMap(Crossover.init(named:)) { settings.crossover = crossover }
        if let areElitesSampled { settings.elites = areElitesSampled ? .sampled : .best }
        if let litter { chosenLitter = litter }
        session.state.search = settings
        session.state.litter = chosenLitter
        let text = "population " + session.populationDescription
        // Rates and operators may change under way: that is what a what-if is. A size may not.
        guard session.state.evolution != nil else { return .said(text) }
        if settings.size == before.size, session.adoptSettings() { return .said(text) }
        return .said(text + session.dropPopulation())
    }
}

extension Session {
    var populationReport: SettingsReport { SettingsReport(title: "population", rows: populationRows) }

    fileprivate var populationDescription: String {
        let chosen = populationRows.filter { !$0.isDefault || $0.name == "size" }
        return chosen.map { "\($0.name) \($0.value)" }.joined(separator: " ")
    }

    var populationRows: [SettingsReport.Row] {
        let settings = state.search
        let usual = SearchSettings()
        func row(_ name: String, _ value: String, _ standard: String) -> SettingsReport.Row {
            SettingsReport.Row(name: name, value: value, isDefault: value == standard)
        }
        func percent(_ share: Fraction) -> String { Numbers.percent(share.value) }
        func factor(_ value: Double?) -> String { value.map(Numbers.percent) ?? "one gene on average" }
        return [
            row("size", "\(settings.size)", "\(usual.size)"),
            row("elitism", percent(settings.elitism), percent(usual.elitism)),
            row("breeding", percent(settings.breeding), percent(usual.breeding)),
            row("mutation", percent(settings.mutation), percent(usual.mutation)),
            row("factor", factor(settings.factor), factor(usual.factor)),
            row("selection", settings.selection.name, usual.selection.name),
            row("crossover", settings.crossover.name, usual.crossover.name),
            row("elites", settings.elites == .best ? "best" : "sampled", "best"),
            SettingsReport.Row(name: "litter", value: "\(litterSize)", isDefault: state.litter == nil),
        ]
    }

    /// Litters pay where an evaluation is costly: the model that chooses costs more than a function of genes.
    var litterSize: Int { state.litter ?? (state.objective?.isOverGenesAlone == true ? 1 : 64) }

    /// The settings as the search takes them.
    var searchSettings: SearchSettings {
        var settings = state.search
        settings.litter = litterSize
        return settings
    }

    /// Gives the running search the settings; false where it cannot go on with them.
    fileprivate func adoptSettings() -> Bool {
        guard var evolution = state.evolution else { return false }
        do { try evolution.use(searchSettings) } catch { return false }
        state.evolution = evolution
        return true
    }
}

extension SettingsCommand: Executable {
    func execute(in session: Session, _ context: ExecutionContext) throws(SessionError) -> Report {
        let state = session.state
        let general: [SettingsReport.Row] = [
            .init(name: "data", value: state.data?.name ?? "none", isDefault: state.data == nil),
            .init(name: "genes", value: "\(state.genes.genes.count)", isDefault: state.genes.isStandard),
            .init(name: "objective", value: state.objective?.description ?? "none", isDefault: state.objective == nil),
            .init(name: "seed", value: "\(state.seed)", isDefault: state.seed == 1),
            .init(name: "workers", value: "\(session.workerCount)", isDefault: state.workers == nil),
        ]
        func prefixed(_ prefix: String, _ rows: [SettingsReport.Row]) -> [SettingsReport.Row] {
            rows.map { .init(name: "\(prefix) \($0.name)", value: $0.value, isDefault: $0.isDefault) }
        }
        return .settings(
            SettingsReport(
                title: "settings",
                rows: general + prefixed("population", session.populationRows)
                    + prefixed("training", session.trainingRows)))
    }
}

extension GeneChoice {
    fileprivate var isStandard: Bool { if case .custom = self { false } else { true } }
}
