import Evolution

/// The settings of the search that the user chose, over those that measured best for what is sought.
struct PopulationChoice: Codable, Hashable, Sendable {
    /// What the others are laid over.
    enum Base: String, Codable, Hashable, Sendable {
        /// What measured best for what is sought.
        case best
        /// The ancestor's.
        case classic
    }

    var base = Base.best
    /// The settings of `population` and `strategy`.
    var chosen = Chosen<SearchSettings>()
    /// What the first population is near to: genes with their values, one list a genome.
    var like: [[String: GeneValue]]?

    /// Nothing chosen.
    init() {}

    private enum CodingKeys: String, CodingKey { case base, like }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        base = try container.decode(Base.self, forKey: .base)
        like = try container.decodeIfPresent([[String: GeneValue]].self, forKey: .like)
        chosen = try Chosen(from: decoder)
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(base, forKey: .base)
        try container.encodeIfPresent(like, forKey: .like)
        try chosen.encode(to: encoder)
    }

    /// The kinds of searches that have defaults of their own.
    enum SearchKind {
        /// An evaluation is a training or a program: worth some thought about whom to evaluate.
        case costly
        /// A function of ordered numbers alone.
        case numbers
        /// A function of bits or categories, others among them or not.
        case categories
    }

    /// The whole settings.
    func settings(for kind: SearchKind) -> SearchSettings { chosen.laid(over: standard(for: kind)) }

    private func standard(for kind: SearchKind) -> SearchSettings {
        if base == .classic { return .classic }
        if kind == .costly { return .costly }
        let isNichingChosen = chosen.contains(\SearchSettings.niching)
        var settings = suitsCrowding && (kind == .categories || isNichingChosen) ? .quick : SearchSettings()
        // A choice of operators is to keep the population.
        settings.size = kind == .categories ? SearchSettings.quick.size : SearchSettings().size
        if isNichingChosen, chosen.values.niching == .sharing {
            // Tournaments among shared fitness keep no niches.
            settings.selection = .stochasticUniversal
        }
        return settings
    }

    /// Whether nothing was chosen that crowding has no use for: it selects no parents, has no elites, and needs whole
    /// generations without litters.
    private var suitsCrowding: Bool {
        let choices = chosen.values
        if chosen.contains(\SearchSettings.niching) { return choices.niching == .crowding }
        if chosen.contains(\SearchSettings.strategy), choices.strategy != .evolution { return false }
        if chosen.contains(\SearchSettings.litter), choices.litter > 1 { return false }
        let unused: [PartialKeyPath<SearchSettings>] = [
            \SearchSettings.selection, \SearchSettings.elitism, \SearchSettings.elites, \SearchSettings.breeding,
        ]
        return !unused.contains { chosen.contains($0) }
    }
}
