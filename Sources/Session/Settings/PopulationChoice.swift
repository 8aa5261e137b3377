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

    /// The whole settings; `isCostly` where an evaluation is worth some thought about whom to evaluate.
    ///
    /// Crowding is a default only where it contradicts nothing that was chosen: it selects no parents, has no elites, and
    /// needs whole generations without litters.
    func settings(isCostly: Bool) -> SearchSettings {
        var settings = chosen.laid(over: standard(isCostly: isCostly))
        guard settings.niching == .crowding, !chosen.contains(\SearchSettings.niching) else { return settings }
        let contradictions: [PartialKeyPath<SearchSettings>] = [
            \SearchSettings.selection, \SearchSettings.elitism, \SearchSettings.elites, \SearchSettings.breeding,
        ]
        let isContradicted = contradictions.contains { chosen.contains($0) }
        if isContradicted || settings.strategy != .evolution || settings.litter > 1 { settings.niching = .none }
        return settings
    }

    private func standard(isCostly: Bool) -> SearchSettings {
        switch base {
        case .classic: return .classic
        case .best: return isCostly ? .costly : .quick
        }
    }
}
