import CommandLanguage
import CommandParsing
package import Evolution

extension SearchSettings: DescribedSettings {
    package static let defaults = SearchSettings()

    /// The descriptions of the settings of `population`.
    package static let populationSettings: [SettingDescription<SearchSettings>] = [
        .init("size", \.size, .integer(sizes), "organisms in a generation"),
        .init("elitism", \.elitism, .fraction, "fraction of the population that survives unchanged"),
        .init(
            "breeding", \.breeding, .fraction,
            "size of the mating pool as a fraction of the births; each member is a parent equally often"),
        .init(
            "crossing", \.crossing, .fraction,
            "crossover rate: fraction of the children that have two parents; 0% for none"),
        .init("mutation", \.mutation, .fraction, "fraction of the children that mutate"),
        .init(
            "factor", \.factor, .fraction, none: "1 / genes, at least one gene",
            "mutation probability of each gene of a mutant; by default 1 / genes, and at least one gene"),
        .init(
            "selection", \.selection, .selection,
            "selection of the breeders; `tournament of 3` takes the fittest of three"),
        .init("crossover", \.crossover, .word(of: .crossover), "crossover operator"),
        .init("change", \.change, .word(of: .change), "mutation operator: the choice of a gene's new value"),
        .init(
            "elites", \.elites, .words([("best", "the fittest", .best), ("sampled", "drawn by fitness", .sampled)]),
            "choice of the elites"),
        .init("litter", \.litterSetting, .litter, "candidates per birth, of which a surrogate model chooses one"),
        .init(
            "first", \.first, .words(FirstDraw.all.map { ($0.name, $0.summary, $0) }),
            "sampling of the first population"),
        .init(
            "niching", \.niching, .words(Niching.all.map { ($0.name, $0.summary, $0) }),
            "method that keeps the population diverse"),
    ]

    /// The first value of `strategy`.
    package static let strategySetting = SettingDescription<SearchSettings>(
        "strategy", \.strategy, .strategy, "method of finding the next genomes")
    /// The setting `ahead` of `strategy`.
    package static let aheadSetting = SettingDescription<SearchSettings>(
        "ahead", \.ahead, .integer(aheads), none: "the strategy's default",
        "births planned before the results of earlier ones are known")

    package static let descriptions = populationSettings + [strategySetting, aheadSetting]

    /// The names of the settings that crowding ignores.
    private static let unusedByCrowding: Set<String> = ["selection", "elitism", "elites", "breeding"]

    /// Returns the settings of `population` that differ from others, as typed; nil if none differs.
    package func difference(from other: SearchSettings) -> String? {
        var changed = Self.populationSettings.filter { $0.text(self) != $0.text(other) }
        // Choosing a setting that crowding ignores switches crowding off, so that change need not be named.
        let names = Set(changed.map(\.name))
        if niching == .none, other.niching == .crowding, !names.isDisjoint(with: Self.unusedByCrowding) {
            let defaults = SearchSettings()
            let typed = changed.filter { $0.text(self) != $0.text(defaults) }
            changed = typed.isEmpty ? changed.filter { Self.unusedByCrowding.contains($0.name) } : typed
        }
        return changed.isEmpty ? nil : changed.map { "\($0.name) \($0.text(self))" }.joined(separator: " ")
    }
}
