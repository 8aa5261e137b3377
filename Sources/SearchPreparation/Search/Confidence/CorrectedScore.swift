package import Evolution
import Memory
import Messages
import Networks
package import Objectives
import Randomness
import SearchRunner
package import Session
import SessionState
import Statistics

extension Session {
    /// The maximum number of networks that may be the best of a resample; less fit ones never are.
    private static let maximumCandidates = 200
    /// The distance from the best, in standard errors of a difference, beyond which a network is never the best of a
    /// resample.
    private static let reach = 6.0
    /// The random stream that draws rows.
    private static let rowStream: UInt64 = 0x726F_7773
    /// The maximum number of additions of a correction: rows × networks × resamples.
    private static let maximumSums = 300_000_000

    /// Returns the score of the fittest network, corrected for its selection among all networks.
    ///
    /// - Returns: The corrected score; nil if the row outcomes of a candidate are unknown.
    /// - Throws: The errors of `search()`.
    func correctedScore(_ evolution: Evolution) throws(SessionError) -> BestOfMany? {
        guard case .network(let objective) = try search().kind else { return nil }
        let known = Self.distinctFittest(evolution)
        guard let best = known.first?.fitness else { return nil }
        let isAccuracy = state.objective.map { "\($0.expression)" } == Metric.accuracy.name
        var contributions: [[Float]] = []
        for (genome, fitness) in known.prefix(Self.maximumCandidates) {
            if let first = contributions.first, best - fitness > Self.reach * Self.standardError(first) { break }
            guard let rows = rowContributions(of: genome, objective, areRightOrWrong: isAccuracy) else { return nil }
            contributions.append(rows)
        }
        let sums = contributions.count * (contributions.first?.count ?? 0)
        var generator = Generator(seed: state.seed, stream: Self.rowStream)
        return BestOfMany(
            contributions: contributions, resamples: min(1_000, max(200, Self.maximumSums / max(1, sums)))
        ) { generator.below($0) }
    }

    /// Returns the distinct genomes that have a fitness, the fittest first.
    private static func distinctFittest(_ evolution: Evolution) -> [(genome: Genome, fitness: Double)] {
        var seen: Set<Genome> = []
        var known: [(genome: Genome, fitness: Double)] = []
        for id in 0..<evolution.evaluations {
            let genome = evolution.history.genome(id)
            guard let fitness = evolution.history.outcome(id)?.feasibleFitness, seen.insert(genome).inserted else {
                continue
            }
            known.append((genome, fitness))
        }
        return known.sorted { $0.fitness > $1.fitness }
    }

    /// Returns the standard error of the difference of two independent scores like this one, at least that of a single
    /// wrong row.
    private static func standardError(_ contributions: [Float]) -> Double {
        let count = Double(contributions.count)
        let mean = contributions.reduce(0) { $0 + Double($1) } / count
        let variance = contributions.reduce(0) { $0 + (Double($1) - mean) * (Double($1) - mean) } / count
        return (2 * max(variance, 1 / count) / count).squareRoot()
    }

    /// Returns the score of each validation row, fold after fold, as the mean of all trainings of a fold; nil if the
    /// memory does not hold it.
    package func rowContributions(
        of genome: Genome, _ objective: NetworkObjective, areRightOrWrong: Bool
    ) -> [Float]? {
        guard let prepared = try? objective.prepare(genome) else { return nil }
        var parts: [[Float]] = []
        for (fingerprint, _) in memory.furthest(prepared) {
            guard let bytes = memory.rows(of: fingerprint.bytes), let rows = RowRecord(bytes: bytes)?.rows,
                rows.areRightOrWrong == areRightOrWrong
            else { return nil }
            parts.append(rows.contributions)
        }
        let folds = objective.foldCount
        let repeats = Float(max(1, parts.count / folds))
        var means: [Float] = []
        for fold in 0..<folds {
            let trainings = stride(from: fold, to: parts.count, by: folds).map { parts[$0] }
            guard let first = trainings.first, trainings.allSatisfy({ $0.count == first.count }) else { return nil }
            means += first.indices.map { row in trainings.reduce(0) { $0 + $1[row] } / repeats }
        }
        return means
    }
}
