/// Holm's correction for several tests (Holm, "A simple sequentially rejective multiple test procedure", 1979).
///
/// Rejecting every hypothesis whose corrected p value is at most α rejects a true one with a probability of at most α,
/// however the tests depend on one another.
public enum HolmCorrection {
    /// Returns the corrected p values, in the order of the given ones.
    ///
    /// - Complexity: O(n log n)
    public static func corrected(_ probabilities: [Double]) -> [Double] {
        let order = probabilities.indices.sorted { probabilities[$0] < probabilities[$1] }
        var corrected = probabilities
        var greatest = 0.0
        for (rank, index) in order.enumerated() {
            greatest = max(greatest, min(1, probabilities[index] * Double(order.count - rank)))
            corrected[index] = greatest
        }
        return corrected
    }
}
