/// Early stopping: ends training after `patience` epochs without an improvement of more than `minimumChange`.
public struct EarlyStopping: Sendable {
    let isHigherBetter: Bool
    let patience: Int
    let minimumChange: Double
    private(set) var best: Double?
    private(set) var bestEpoch = 0

    /// Creates the state before the first epoch.
    public init(_ settings: TrainingSettings) {
        isHigherBetter = settings.score.isHigherBetter
        patience = settings.patience
        minimumChange = settings.minimumChange
    }

    /// Records the score of an epoch.
    ///
    /// - Returns: true if it is the best so far.
    public mutating func improves(_ score: Double, epoch: Int) -> Bool {
        if let best {
            guard isHigherBetter ? score > best + minimumChange : score < best - minimumChange else { return false }
        }
        best = score
        bestEpoch = epoch
        return true
    }

    /// Returns true if patience ended with this epoch.
    func isOver(after epoch: Int) -> Bool { epoch - bestEpoch >= patience }
}
