extension Double {
    /// The relative difference that rounding errors explain: the same sum in another order differs by less.
    private static let roundingError = 1e-13

    /// Returns the difference from another result; 0 if the two are equal except for rounding errors, and for equal
    /// infinities.
    ///
    /// ```swift
    /// (0.1 + 0.2).difference(from: 0.3) // 0, not 5.6e-17
    /// ```
    public func difference(from other: Double) -> Double {
        guard self != other else { return 0 }
        let difference = self - other
        guard difference.isFinite else { return difference }
        return abs(difference) <= Self.roundingError * max(abs(self), abs(other)) ? 0 : difference
    }
}
