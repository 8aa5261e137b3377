import Platform
import Randomness

/// Chooses the child of each litter to be born: the one with the greatest expected improvement under a model of all
/// evaluations so far (pre-selection by a surrogate model; Jin, "Surrogate-assisted evolutionary computation", 2011).
///
/// Births without an outcome enter the model with their predicted mean (Ginsbourger, Le Riche and Carraro, "Kriging
/// is well-suited to parallelize optimization", 2010). A genome that was born before is never chosen while an unborn
/// one can be found.
struct Litter: Codable, Sendable {
    private var hyperparameters: KernelHyperparameters?
    /// The number of known births when the hyperparameters were last fitted.
    private var fittedAt = 0
    private var cache = Cache()

    init() {}

    /// Returns true if a decoded model has a rate for each gene and was fitted to existing births.
    func isSound(genes: Int, births: Int) -> Bool {
        (0...births).contains(fittedAt) && (hyperparameters.map { $0.isSound(genes: genes) } ?? true)
    }

    /// The number of births after which the hyperparameters are fitted again.
    private static let renewal = 10
    private static let steps = 8
    /// The minimum number of evaluations for a model.
    private static let least = 2

    private enum CodingKeys: String, CodingKey {
        case fittedAt
        case hyperparameters = "beliefs"
    }

    /// Data that can always be rebuilt from the history.
    private struct Cache: Sendable {
        var model: GaussianProcess?
        var rows = ModelRows()
        var fittedAt = -1
    }

    /// Returns the logarithm of a cost; 0 if it is unknown.
    private static func logarithm(of cost: Double?) -> Double {
        guard let cost, cost > 0, cost.isFinite else { return 0 }
        return log(cost)
    }

    /// Keeps one child of each litter: the one with the greatest expected improvement, divided by the cost if there is
    /// an estimate. Only the outcomes of the first `known` births are used.
    ///
    /// - Throws: `PhaseStop.Requested`
    mutating func choose(
        _ births: Int, from offspring: inout OffspringBatch, of genus: Genus, settings: SearchSettings,
        cost: CostEstimate?, history: History, known: Int,
        born: inout SeenGenomes, _ generator: inout Generator, _ stop: PhaseStop = .never
    ) throws(PhaseStop.Requested) {
        let litter = offspring.young.count / births
        try born.renew(&offspring, settings: settings, genus: genus, &generator, stop)
        renewModel(genus, history, known)
        var choices: [Int] = []
        var expectations: [PredictedFitness?] = []
        guard var model = cache.model, cache.rows.ids.count >= Self.least else {
            for birth in 0..<births {
                try stop.check()
                choices.append(
                    born.firstUnborn(birth * litter..<(birth + 1) * litter, of: &offspring, genus, &generator))
            }
            offspring.keep(choices)
            return
        }
        let scores = RankInverseNormal(of: cache.rows.ids.map(history.score))
        var believed = scores.scores
        model.learn(believed)
        for id in known..<max(history.count, known) {
            try stop.check()
            model.believe(history.codes(of: id), at: 0, of: genus, scores: &believed)
        }
        for birth in 0..<births {
            let best = model.bestMean(believed)
            var chosen: (row: Int, value: Double, mean: Double, deviation: Double)?
            var candidates = GenomeEncoding(genus: genus)
            for row in birth * litter..<(birth + 1) * litter {
                candidates.append(offspring.young.genome(row).codes, at: 0, of: genus)
            }
            for index in 0..<litter where !born.contains(offspring, birth * litter + index) {
                try stop.check()
                let (mean, deviation) = model.predict(index, of: candidates)
                let improvement = ExpectedImprovement.logarithm(mean: mean, deviation: deviation, best: best)
                let value = improvement - Self.logarithm(of: cost?(offspring.young.genome(birth * litter + index)))
                if value > chosen?.value ?? -.infinity { chosen = (birth * litter + index, value, mean, deviation) }
            }
            let row =
                chosen?.row
                ?? born.firstUnborn(birth * litter..<(birth + 1) * litter, of: &offspring, genus, &generator)
            choices.append(row)
            born.insert(offspring, row)
            expectations.append(
                chosen.map { choice in
                    PredictedFitness(
                        fitness: scores.fitness(at: choice.mean),
                        low: scores.fitness(at: choice.mean - choice.deviation),
                        high: scores.fitness(at: choice.mean + choice.deviation))
                })
            if birth + 1 < births {
                model.believe(offspring.young.genome(row).codes, at: 0, of: genus, scores: &believed)
            }
        }
        offspring.keep(choices)
        offspring.expectations = expectations
    }

    /// Updates the model to the first `known` births.
    private mutating func renewModel(_ genus: Genus, _ history: History, _ known: Int) {
        if hyperparameters == nil || known - fittedAt >= Self.renewal {
            cache.rows = ModelRows(of: history, known: known)
            let features = cache.rows.features(history, genus)
            var renewed = hyperparameters ?? KernelHyperparameters(genes: genus.genes.count)
            if cache.rows.ids.count >= Self.least {
                renewed.fit(
                    features, RankInverseNormal(of: cache.rows.ids.map(history.score)).scores, steps: Self.steps)
            }
            hyperparameters = renewed
            fittedAt = known
            cache.fittedAt = known
            cache.model = GaussianProcess(features: features, hyperparameters: renewed)
        } else if cache.fittedAt != fittedAt, let hyperparameters {
            cache.rows = ModelRows(of: history, known: fittedAt)
            cache.fittedAt = fittedAt
            cache.model = GaussianProcess(
                features: cache.rows.features(history, genus), hyperparameters: hyperparameters)
        }
        for id in cache.rows.extend(with: history, known: known) {
            cache.model?.append(history.codes(of: id), at: 0, of: genus)
        }
    }
}

extension Litter: Equatable {
    static func == (left: Litter, right: Litter) -> Bool {
        left.hyperparameters == right.hyperparameters && left.fittedAt == right.fittedAt
    }
}

extension GaussianProcess {
    /// Adds a genome with its predicted mean as score.
    mutating func believe(_ codes: [UInt32], at start: Int, of genus: Genus, scores: inout [Double]) {
        var one = GenomeEncoding(genus: genus)
        one.append(codes, at: start, of: genus)
        scores.append(predict(0, of: one).mean)
        append(codes, at: start, of: genus)
        learn(scores)
    }
}
