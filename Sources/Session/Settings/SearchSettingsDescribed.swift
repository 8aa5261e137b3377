import CommandLanguage
import Evolution

extension SearchSettings: DescribedSettings {
    static let defaults = SearchSettings()

    /// The settings of `population`: one line each.
    static let populationSettings: [SettingDescription<SearchSettings>] = [
        .init("size", \.size, .integer(sizes), "organisms in a generation"),
        .init("elitism", \.elitism, .fraction, "the share that survives unchanged"),
        .init(
            "breeding", \.breeding, .fraction,
            "the size of the mating pool, as a share of the births; each of its members is a parent equally often"),
        .init(
            "crossing", \.crossing, .fraction,
            "the crossover rate: the share of the children that have two parents; 0% for none"),
        .init("mutation", \.mutation, .fraction, "the share of the children that mutate"),
        .init(
            "factor", \.factor, .share, none: "1 / genes, one gene at least",
            "the mutation rate of each gene of a mutant; without it 1 / genes, and one gene at least"),
        .init(
            "selection", \.selection, .selection, "how breeders are selected; `tournament of 3` for one of three"),
        .init("crossover", \.crossover, .word(of: .crossover), "how parents are crossed"),
        .init("change", \.change, .word(of: .change), "how a mutated gene finds its new value"),
        .init(
            "elites", \.elites, .words([("best", "the fittest", .best), ("sampled", "drawn by fitness", .sampled)]),
            "whether the elites are the best or drawn"),
        .init("litter", \.litter, .integer(litters), "children a birth, of which a model chooses the one that is born"),
        .init(
            "first", \.first, .words(FirstDraw.all.map { ($0.name, $0.summary, $0) }),
            "how the first population is drawn"),
        .init(
            "niching", \.niching, .words(Niching.all.map { ($0.name, $0.summary, $0) }),
            "how a population is kept from gathering in one place"),
    ]

    /// The first word behind `strategy`.
    static let strategySetting = SettingDescription<SearchSettings>(
        "strategy", \.strategy, .strategy, "how the next genomes are found")
    /// The setting `ahead` of `strategy`.
    static let aheadSetting = SettingDescription<SearchSettings>(
        "ahead", \.ahead, .integer(aheads), none: "as the strategy has it",
        "births that are planned before the results of earlier ones")

    static let descriptions = populationSettings + [strategySetting, aheadSetting]

    /// The words of the settings that crowding has no use for.
    private static let unusedByCrowding: Set<String> = ["selection", "elitism", "elites", "breeding"]

    /// What `population` differs in from other settings, as it is typed; nil where nothing does.
    func difference(from other: SearchSettings) -> String? {
        var changed = Self.populationSettings.filter { $0.text(self) != $0.text(other) }
        // Who chooses what crowding has no use for does without it: that follows from the choice.
        let names = Set(changed.map(\.name))
        if niching == .none, other.niching == .crowding, !names.isDisjoint(with: Self.unusedByCrowding) {
            let defaults = SearchSettings()
            let typed = changed.filter { $0.text(self) != $0.text(defaults) }
            changed = typed.isEmpty ? changed.filter { Self.unusedByCrowding.contains($0.name) } : typed
        }
        return changed.isEmpty ? nil : changed.map { "\($0.name) \($0.text(self))" }.joined(separator: " ")
    }
}
