import Fronts
package import Genes
package import Populations
package import Randomness

/// Chooses the child of each litter to be born if there are several objectives or conditions: by one surrogate model for
/// each of them, and a random weighting of the objectives for each birth (ParEGO; Knowles, "ParEGO: a hybrid algorithm
/// with on-line landscape approximation for expensive multiobjective optimization problems", 2006).
///
/// The child with the greatest expected improvement of the weighted objectives is chosen, times the probability that
/// it is feasible (Schonlau, Welch and Jones, "Global versus local search in constrained optimization of computer
/// models", 1998). While no organism is feasible, that with the greatest expected decrease of the violation is.
package struct FrontLitter: Codable, Sendable {
    /// Those of each objective, and of the violation if there are conditions.
    private var hyperparameters: [KernelHyperparameters] = []
    /// The number of known births when the hyperparameters were last fitted.
    private var fittedAt = 0
    private var cache = Cache()

    /// The number of births after which the hyperparameters are fitted again.
    private static let renewal = 10
    private static let steps = 8
    /// The minimum number of evaluations for a model.
    private static let least = 2

    private enum CodingKeys: String, CodingKey { case hyperparameters, fittedAt }

    /// Data that can always be rebuilt from the history.
    private struct Cache: Sendable {
        var models: [GaussianProcess] = []
        var rows = ModelRows()
        var fittedAt = -1
    }

    package init() {}

    /// True before the first use.
    package var isEmpty: Bool { hyperparameters.isEmpty }

    /// Returns true if decoded models have a rate for each gene and were fitted to existing births.
    package func isSound(genes: Int, births: Int, criteria: Criteria) -> Bool {
        let count = criteria.objectives + (criteria.isConstrained ? 1 : 0)
        return (0...births).contains(fittedAt) && hyperparameters.allSatisfy { $0.isSound(genes: genes) }
            && (hyperparameters.isEmpty || criteria.isRanked && hyperparameters.count == count)
    }

    /// Keeps one child of each litter. Only the outcomes of the first `known` births are used.
    ///
    /// - Throws: `PhaseStop.Requested`
    package mutating func choose(
        _ births: Int, from offspring: inout OffspringBatch, of genus: Genus, settings: SearchSettings,
        history: History, criteria: Criteria, known: Int, born: inout SeenGenomes, _ generator: inout Generator,
        _ stop: PhaseStop = .never
    ) throws(PhaseStop.Requested) {
        let litter = offspring.young.count / births
        try born.renew(&offspring, settings: settings, genus: genus, &generator, stop)
        renewModels(genus, history, criteria, known)
        var choices: [Int] = []
        var expectations: [PredictedFitness?] = []
        let vectors = cache.rows.ids.map { history.outcome($0)?.vector }
        var believed = BelievedVectors(vectors, models: cache.models, criteria: criteria)
        let isKnown = cache.rows.ids.count >= Self.least
        if isKnown {
            for id in known..<max(history.count, known) {
                try stop.check()
                believed.add(history.codes(of: id), of: genus)
            }
        }
        for birth in 0..<births {
            let rows = birth * litter..<(birth + 1) * litter
            var chosen: (row: Int, value: Double, expectation: PredictedFitness)?
            if isKnown {
                let weighting = believed.weighting(&generator)
                var candidates = GenomeEncoding(genus: genus)
                for row in rows { candidates.append(offspring.young.genome(row).codes, at: 0, of: genus) }
                for (index, row) in rows.enumerated() where !born.contains(offspring, row) {
                    try stop.check()
                    let (value, expectation) = believed.improvement(index, of: candidates, weighting)
                    if value > chosen?.value ?? -.infinity { chosen = (row, value, expectation) }
                }
            }
            try stop.check()
            let row = chosen?.row ?? born.firstUnborn(rows, of: &offspring, genus, &generator)
            choices.append(row)
            born.insert(offspring, row)
            expectations.append(chosen?.expectation)
            if isKnown, birth + 1 < births { believed.add(offspring.young.genome(row).codes, of: genus) }
        }
        offspring.keep(choices)
        if isKnown { offspring.expectations = expectations }
    }

    /// Updates the models to the first `known` births.
    private mutating func renewModels(_ genus: Genus, _ history: History, _ criteria: Criteria, _ known: Int) {
        if hyperparameters.isEmpty || known - fittedAt >= Self.renewal {
            let count = criteria.objectives + (criteria.isConstrained ? 1 : 0)
            cache.rows = ModelRows(of: history, known: known, ranking: criteria.ranking)
            let features = cache.rows.features(history, genus)
            var renewed =
                hyperparameters.isEmpty
                ? [KernelHyperparameters](repeating: KernelHyperparameters(genes: genus.genes.count), count: count)
                : hyperparameters
            if cache.rows.ids.count >= Self.least {
                let vectors = cache.rows.ids.map { history.outcome($0)?.vector }
                for index in renewed.indices {
                    let scores = RankInverseNormal(of: vectors.map { $0?.column(index) ?? -.infinity }).scores
                    renewed[index].fit(features, scores, steps: Self.steps)
                }
            }
            hyperparameters = renewed
            fittedAt = known
            cache.fittedAt = known
            cache.models = renewed.map { GaussianProcess(features: features, hyperparameters: $0) }
        } else if cache.fittedAt != fittedAt {
            cache.rows = ModelRows(of: history, known: fittedAt, ranking: criteria.ranking)
            cache.fittedAt = fittedAt
            let features = cache.rows.features(history, genus)
            cache.models = hyperparameters.map { GaussianProcess(features: features, hyperparameters: $0) }
        }
        for id in cache.rows.extend(with: history, known: known) {
            for index in cache.models.indices { cache.models[index].append(history.codes(of: id), at: 0, of: genus) }
        }
    }
}

extension FrontLitter: Equatable {
    package static func == (left: FrontLitter, right: FrontLitter) -> Bool {
        left.hyperparameters == right.hyperparameters && left.fittedAt == right.fittedAt
    }
}

extension ObjectiveVector {
    /// The value of an objective, or after the last one the violation, higher is better.
    func column(_ index: Int) -> Double { index < values.count ? values[index] : -violation }
}
