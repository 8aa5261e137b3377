import Genes
import Populations

/// A surrogate model of one objective: the births in it, and its hyperparameters.
struct LitterModel: Codable, Sendable {
    private(set) var hyperparameters: KernelHyperparameters?
    /// The number of known births when the hyperparameters were last fitted.
    private var fittedAt = 0
    private var cache = Cache()

    /// The number of births after which the hyperparameters are fitted again: a few evaluations change them much, and
    /// fitting to a few takes little time.
    private static func renewal(_ known: Int) -> Int { known < 60 ? 2 : 10 }
    private static let steps = 8
    /// The minimum number of evaluations for a model.
    static let least = 2

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

    init() {}

    /// True before the first use.
    var isEmpty: Bool { hyperparameters == nil }

    /// Returns true if a decoded model has a rate for each gene and was fitted to existing births.
    func isSound(genes: Int, births: Int) -> Bool {
        (0...births).contains(fittedAt) && (hyperparameters.map { $0.isSound(genes: genes) } ?? true)
    }

    /// The births in the model.
    var rows: [Int] { cache.rows.ids }

    /// Updates the model to the first `known` births.
    ///
    /// - Returns: The model without scores; nil while there are too few births.
    mutating func renewed(
        _ genus: Genus, _ history: History, _ known: Int, noise: KernelHyperparameters.NoisePrior,
        _ scores: ([Double]) -> any ModelScores
    ) -> GaussianProcess? {
        if hyperparameters == nil || known - fittedAt >= Self.renewal(known) {
            cache.rows = ModelRows(of: history, known: known)
            let features = cache.rows.features(history, genus)
            var renewed = hyperparameters ?? KernelHyperparameters(genes: genus.genes.count, noise: noise)
            if cache.rows.ids.count >= Self.least {
                renewed.fit(
                    features, scores(cache.rows.ids.map(history.score)).scores, steps: Self.steps, noise: noise)
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
        return cache.rows.ids.count >= Self.least ? cache.model : nil
    }
}

extension LitterModel: Equatable {
    static func == (left: LitterModel, right: LitterModel) -> Bool {
        left.hyperparameters == right.hyperparameters && left.fittedAt == right.fittedAt
    }
}
