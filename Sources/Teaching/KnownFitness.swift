import Evolution
import Objectives
import Reports
package import Statistics

/// The fitness of a genome with the parts that it is the mean of, for comparisons with another genome.
package struct KnownFitness {
    /// The fitness; higher is better.
    package let fitness: Double
    /// The fitness of each fold, the mean over repeats; one for a single validation set.
    package let folds: [Double]
    /// The fitness of each training, in the order of folds and repeats.
    package let trainings: [Double]
    /// The number of validation rows for each training row; 0 without folds.
    package let overlap: Double
    /// Returns the score of each validation row; nil if the memory does not hold it.
    package let rows: () -> [Float]?
    /// Returns the fitness without each of several groups of validation rows; nil if the memory does not hold them.
    package let groups: () -> [Double]?
    /// The number of validation rows of a single validation set.
    package let rowCount: Int

    /// Creates a fitness that was computed, without uncertainty.
    package init(exact fitness: Double) {
        self.init(
            fitness: fitness, folds: [], trainings: [], overlap: 0, rowCount: 0, rows: { nil }, groups: { nil })
    }

    package init(
        fitness: Double, folds: [Double], trainings: [Double], overlap: Double, rowCount: Int,
        rows: @escaping () -> [Float]?, groups: @escaping () -> [Double]?
    ) {
        self.fitness = fitness
        self.folds = folds
        self.trainings = trainings
        self.overlap = overlap
        self.rowCount = rowCount
        self.rows = rows
        self.groups = groups
    }

    /// Returns the difference from another fitness on the same folds, or on the same rows of a single validation set;
    /// nil if it has no uncertainty or that is not known.
    package func difference(from other: KnownFitness) -> PairedDifference? {
        guard folds.count == other.folds.count, !folds.isEmpty else { return nil }
        if folds.count > 1 {
            return PairedDifference(folds: zip(folds, other.folds).map { $0 - $1 }, overlap: overlap)
        }
        if let mine = rows(), let theirs = other.rows(), mine.count == theirs.count {
            return PairedDifference(rows: zip(mine, theirs).map { Double($0) - Double($1) })
        }
        if let mine = groups(), let theirs = other.groups(), mine.count == theirs.count {
            return PairedDifference(fitness - other.fitness, withoutGroups: zip(mine, theirs).map { $0 - $1 })
        }
        // Of repeats, only the spread of the trainings is known, and not that of the rows.
        guard trainings.count == other.trainings.count else { return nil }
        return PairedDifference(folds: zip(trainings, other.trainings).map { $0 - $1 }, overlap: 0)
    }

    /// The pairs that a difference compares: `the same 5 folds`, `the same 270 validation rows`.
    package var pairs: String {
        if folds.count > 1 { return "the same \(folds.count) folds" }
        return rows() != nil || groups() != nil
            ? "the same \(Numbers.counted(rowCount, "validation row"))" : "\(trainings.count) trainings of each"
    }
}
