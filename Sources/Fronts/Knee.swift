/// The knee of a front: the compromise beyond which a little more of one objective costs much of another.
///
/// The objectives are scaled so that the best value in the front is 0 and the worst 1. The knee is the vector that lies
/// farthest from the hyperplane through the worst corners, towards the ideal: that with the smallest sum of scaled
/// values (Das, "On characterizing the 'knee' of the Pareto curve based on normal-boundary intersection", 1999). If the
/// front does not bulge towards the ideal, so that no sum is below 1, it is the most balanced one: that whose worst
/// scaled value is smallest (Chebyshev distance to the ideal; Yu, 1973).
public enum Knee {
    /// Returns the indices of the vectors from the knee outwards; equals in their order.
    ///
    /// - Parameter front: Vectors of equal length that do not dominate each other, higher is better.
    /// - Complexity: O(m n + n log n) with m objectives
    public static func order(of front: [[Double]]) -> [Int] {
        guard let first = front.first else { return [] }
        let bounds = first.indices.map { objective in
            front.reduce((low: Double.infinity, high: -Double.infinity)) { bounds, vector in
                (min(bounds.low, vector[objective]), max(bounds.high, vector[objective]))
            }
        }
        let scaled = front.map { vector in
            zip(vector, bounds).map { value, bounds in
                // Halves, because the difference of two finite numbers may be infinite.
                let range = bounds.high / 2 - bounds.low / 2
                return range > 0 ? (bounds.high / 2 - value / 2) / range : 0
            }
        }
        let sums = scaled.map { $0.reduce(0, +) }
        // A front on the hyperplane itself has sums of 1 except for rounding.
        let bulges = sums.contains { $0 < 1 - 1e-9 }
        let distances = bulges ? sums : scaled.map { $0.max() ?? 0 }
        return front.indices.sorted { left, right in
            distances[left] == distances[right] ? left < right : distances[left] < distances[right]
        }
    }

    /// Returns the index of the knee; nil for an empty front.
    ///
    /// - Complexity: O(m n + n log n) with m objectives
    public static func index(in front: [[Double]]) -> Int? { order(of: front).first }
}
