/// The distribution of a count: the number of successes in several draws.
public protocol CountDistribution {
    /// The possible counts.
    var support: ClosedRange<Int> { get }

    /// Returns the probability of exactly this count; 0 outside of the support.
    func probability(of count: Int) -> Double
}

extension CountDistribution {
    /// Returns the probability of a count of at most `count`.
    ///
    /// - Complexity: O(length of the shorter tail)
    public func atMost(_ count: Int) -> Double {
        guard count >= support.lowerBound else { return 0 }
        guard count < support.upperBound else { return 1 }
        let isShorterBelow = count - support.lowerBound < support.upperBound - count
        return isShorterBelow
            ? min(1, sum(support.lowerBound...count)) : max(0, 1 - sum(count + 1...support.upperBound))
    }

    /// Returns the probability of a count of at least `count`.
    ///
    /// - Complexity: O(length of the shorter tail)
    public func atLeast(_ count: Int) -> Double {
        guard count > support.lowerBound else { return 1 }
        guard count <= support.upperBound else { return 0 }
        let isShorterBelow = count - support.lowerBound < support.upperBound - count
        return isShorterBelow
            ? max(0, 1 - sum(support.lowerBound...count - 1)) : min(1, sum(count...support.upperBound))
    }

    private func sum(_ counts: ClosedRange<Int>) -> Double { counts.reduce(0) { $0 + probability(of: $1) } }
}
