/// The quality of a network after an epoch; higher numbers are better.
public struct EpochQuality: Hashable, Sendable {
    /// The score that early stopping observes.
    public let score: Double
    /// The loss with the opposite sign, which decides between equal scores.
    public let loss: Double

    /// Creates a quality.
    public init(score: Double, loss: Double) {
        self.score = score
        self.loss = loss
    }

    /// Returns the number of the epoch, from 1, whose mean over several curves is best; nil without a curve. Epochs
    /// after the end of the shortest curve do not count: each curve is longer than its own best epoch.
    ///
    /// The mean of the folds' scores after an epoch covers all of the rows, so that it varies less than the best epoch of
    /// a single fold.
    ///
    /// - Complexity: O(curves × epochs)
    public static func bestEpoch(of curves: [[EpochQuality]]) -> Int? {
        guard let count = curves.map(\.count).min(), count > 0 else { return nil }
        let sums = (0..<count).map { epoch in
            curves.reduce((score: 0.0, loss: 0.0)) { ($0.score + $1[epoch].score, $0.loss + $1[epoch].loss) }
        }
        return sums.indices.max { sums[$0] < sums[$1] }.map { $0 + 1 }
    }
}
