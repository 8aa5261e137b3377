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
    var size: Int?
    var elitism: Fraction?
    var breeding: Fraction?
    var mutation: Fraction?
    var factor: Double?
    var selection: Selection?
    var crossover: Crossover?
    var change: Mutation?
    var elites: EliteChoice?
    var litter: Int?
    var strategy: Strategy?
    var ahead: Int?
    /// What the first population is near to: genes with their values, one list a genome.
    var like: [[String: GeneValue]]?

    /// The whole settings; `isCostly` where an evaluation is worth some thought about whom to evaluate.
    func settings(isCostly: Bool) -> SearchSettings {
        var settings = standard(isCostly: isCostly)
        settings.size = size ?? settings.size
        settings.elitism = elitism ?? settings.elitism
        settings.breeding = breeding ?? settings.breeding
        settings.mutation = mutation ?? settings.mutation
        settings.factor = factor ?? settings.factor
        settings.selection = selection ?? settings.selection
        settings.crossover = crossover ?? settings.crossover
        settings.change = change ?? settings.change
        settings.elites = elites ?? settings.elites
        settings.litter = litter ?? settings.litter
        settings.strategy = strategy ?? settings.strategy
        settings.ahead = ahead ?? settings.ahead
        return settings
    }

    private func standard(isCostly: Bool) -> SearchSettings {
        switch base {
        case .classic: return .classic
        case .best: return isCostly ? .costly : SearchSettings()
        }
    }
}
