import Fronts
import Genes
import Platform
import Populations
import Randomness

/// The measured and predicted objectives of the genomes in the models, and the improvement that another
/// genome promises. Each objective counts by its rank (`RankInverseNormal`), which changes no front.
struct BelievedVectors {
    /// A weighting of the objectives for one birth, and random numbers for the expectation.
    struct Weighting {
        let weights: [Double]
        /// Standard normal numbers for each sample and objective.
        let draws: [[Double]]
        /// The weighted value of the best feasible genome; nil if none is feasible.
        let best: Double?
    }

    private var models: [GaussianProcess]
    private let ladders: [RankInverseNormal]
    /// The scores of each model's genomes.
    private var scores: [[Double]]
    private let objectives: Int
    /// The rows of feasible genomes.
    private let feasible: [Int]
    /// The best score of each objective.
    private let ideal: [Double]
    /// The violation's score below which genomes are infeasible; nil if all are feasible.
    private let border: Double?

    /// The number of samples of the expectation.
    private static let samples = 32
    /// The weight of the sum beside the worst objective, as in ParEGO.
    private static let balance = 0.05

    init(_ vectors: [ObjectiveVector?], models: [GaussianProcess], criteria: Criteria) {
        ladders = models.indices.map { index in
            RankInverseNormal(of: vectors.map { $0?.column(index) ?? -.infinity })
        }
        scores = ladders.map(\.scores)
        objectives = criteria.objectives
        feasible = vectors.indices.filter { vectors[$0]?.isFeasible ?? false }
        ideal = scores.prefix(criteria.objectives).map { $0.max() ?? 0 }
        let infeasible = vectors.indices.filter { vectors[$0].map { !$0.isFeasible } ?? false }
        if criteria.isConstrained, let violations = scores.last, let least = infeasible.map({ violations[$0] }).max() {
            let next = feasible.first.map { violations[$0] } ?? least
            border = (least + next) / 2
        } else {
            border = nil
        }
        self.models = models
        for index in models.indices { self.models[index].learn(scores[index]) }
    }

    /// Adds a genome with its predicted means.
    mutating func add(_ codes: [UInt32], of genus: Genus) {
        for index in models.indices { models[index].believe(codes, at: 0, of: genus, scores: &scores[index]) }
    }

    /// Draws a weighting, evenly over all of them.
    func weighting(_ generator: inout Generator) -> Weighting {
        let parts = (0..<objectives).map { _ in -log(1 - generator.uniform()) }
        let total = parts.reduce(0, +)
        let weights = parts.map { total > 0 ? $0 / total : 1 / Double(objectives) }
        let draws = (0..<Self.samples).map { _ in (0..<objectives).map { _ in generator.normal() } }
        let best = feasible.map { row in weighted((0..<objectives).map { scores[$0][row] }, weights) }.max()
        return Weighting(weights: weights, draws: draws, best: best)
    }

    /// Returns the weighted value of scores, higher is better: the augmented Chebyshev distance to the ideal.
    private func weighted(_ scores: [Double], _ weights: [Double]) -> Double {
        var (worst, sum) = (0.0, 0.0)
        for objective in 0..<objectives {
            let distance = weights[objective] * (ideal[objective] - scores[objective])
            worst = objective == 0 ? distance : max(worst, distance)
            sum += distance
        }
        return -(worst + Self.balance * sum)
    }

    /// Returns the logarithm of the improvement that a genome promises, and the prediction of its first objective.
    ///
    /// - Complexity: O(n²) for n genomes in each model
    func improvement(
        _ row: Int, of candidates: GenomeEncoding, _ weighting: Weighting
    ) -> (value: Double, expectation: PredictedFitness) {
        let predictions = models.map { $0.predict(row, of: candidates) }
        let (first, ladder) = (predictions[0], ladders[0])
        let expectation = PredictedFitness(
            fitness: ladder.fitness(at: first.mean), low: ladder.fitness(at: first.mean - first.deviation),
            high: ladder.fitness(at: first.mean + first.deviation))
        guard let best = weighting.best else {
            // The violation alone, of which no genome has none.
            guard let last = predictions.last, let scores = scores.last else { return (-.infinity, expectation) }
            let value = ExpectedImprovement.logarithm(
                mean: last.mean, deviation: last.deviation, best: scores.max() ?? 0)
            return (value, expectation)
        }
        // The improvements are nearly normally distributed: their moments give the expectation far from the best, too.
        let values = weighting.draws.map { draw in
            weighted(
                (0..<objectives).map { predictions[$0].mean + predictions[$0].deviation * draw[$0] }, weighting.weights)
        }
        let mean = values.reduce(0, +) / Double(values.count)
        let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count)
        var value = ExpectedImprovement.logarithm(mean: mean, deviation: variance.squareRoot(), best: best)
        if let border, let last = predictions.last {
            value += log(max(0.5 * erfc((border - last.mean) / (last.deviation * 2.0.squareRoot())), 1e-300))
        }
        return (value, expectation)
    }
}
