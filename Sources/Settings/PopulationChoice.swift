package import Evolution

/// The settings of the search: the defaults for the kind of search, and the user's choices.
package struct PopulationChoice: Codable, Hashable, Sendable {
    /// The settings that the choices override.
    package enum Base: String, Codable, Hashable, Sendable {
        /// The defaults for the kind of search, which performed best in benchmarks.
        case best
        /// The settings of the Python package `naturalselection`.
        case classic
    }

    package var base = Base.best
    /// The settings of `population` and `strategy`.
    package var chosen = Chosen<SearchSettings>()
    /// The genomes near which the first population starts: the values of genes by name.
    package var like: [[String: GeneValue]]?
    /// True if the loaded data are a small table; nil in sessions of versions without defaults of their own for these.
    package var hasSmallTable: Bool?

    /// Creates an empty choice.
    package init() {}

    private enum CodingKeys: String, CodingKey { case base, like, hasSmallTable }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        base = try container.decode(Base.self, forKey: .base)
        like = try container.decodeIfPresent([[String: GeneValue]].self, forKey: .like)
        hasSmallTable = try container.decodeIfPresent(Bool.self, forKey: .hasSmallTable)
        chosen = try Chosen(from: decoder)
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(base, forKey: .base)
        try container.encodeIfPresent(like, forKey: .like)
        try container.encodeIfPresent(hasSmallTable, forKey: .hasSmallTable)
        try chosen.encode(to: encoder)
    }

    /// The kinds of searches with different defaults.
    package enum SearchKind: Equatable {
        /// Evaluations train networks or run programs, so that a careful choice of candidates pays.
        case costly
        /// Several functions, with real genes only or not.
        case fronts(areReals: Bool)
        /// Evaluations train networks on a table with so few rows that folds are the default.
        case smallTable
        /// A function of real numbers only.
        case reals
        /// A function of ordered numbers only, some of them integers or in steps.
        case numbers
        /// A function of some bits or categories.
        case categories
    }

    /// Returns the complete settings of a search with a number of genes.
    package func settings(for kind: SearchKind, genes: Int) -> SearchSettings {
        chosen.laid(over: standard(for: kind, genes: genes))
    }

    private func standard(for kind: SearchKind, genes: Int) -> SearchSettings {
        if base == .classic { return .classic }
        if case .fronts(let areReals) = kind {
            var settings = SearchSettings.fronts
            if !areReals { settings.crossover = .mixed }
            return settings
        }
        let strategy = chosen.contains(\SearchSettings.strategy) ? chosen.values.strategy : nil
        if strategy?.hasRounds == true || kind == .reals && strategy == nil && suitsRelay {
            var settings = SearchSettings()
            settings.strategy = strategy ?? .relay
            settings.size = settings.strategy.size(genes: genes)
            return settings
        }
        if kind == .costly { return .costly }
        if kind == .smallTable { return .smallTable }
        let isNichingChosen = chosen.contains(\SearchSettings.niching)
        var settings = suitsCrowding && (kind == .categories || isNichingChosen) ? .quick : SearchSettings()
        // The choice of operators must not change the size of the population.
        settings.size = kind == .categories ? SearchSettings.quick.size : SearchSettings().size
        if isNichingChosen, chosen.values.niching == .sharing {
            // Tournaments on shared fitness do not preserve niches.
            settings.selection = .stochasticUniversal
        }
        return settings
    }

    /// True if every chosen setting works with the strategy `relay`, which has no operators.
    private var suitsRelay: Bool {
        SearchSettings.descriptions.allSatisfy { description in
            guard chosen.contains(description) else { return true }
            return SearchSettings.Name(rawValue: description.name).map(Strategy.relay.settings.contains) ?? false
        }
    }

    /// True if every chosen setting works with crowding, which selects no parents, has no elites, and needs whole
    /// generations without litters.
    private var suitsCrowding: Bool {
        let choices = chosen.values
        if chosen.contains(\SearchSettings.niching) { return choices.niching == .crowding }
        if chosen.contains(\SearchSettings.strategy), choices.strategy != .evolution { return false }
        if chosen.contains(\SearchSettings.litterSetting), choices.litter > 1 { return false }
        let unused: [PartialKeyPath<SearchSettings>] = [
            \SearchSettings.selection, \SearchSettings.elitism, \SearchSettings.elites, \SearchSettings.breeding,
        ]
        return !unused.contains { chosen.contains($0) }
    }
}
