extension Loss {
    /// Returns the pinball loss max(q d, (q − 1) d) of one output, with d = wanted − found, and its derivative with respect
    /// to the output; 0 at the kink.
    static func pinball(_ found: Float, _ wanted: Float, quantile: Double) -> (value: Float, slope: Float) {
        let (difference, quantile) = (wanted - found, Float(quantile))
        if difference > 0 { return (quantile * difference, -quantile) }
        return ((quantile - 1) * difference, difference < 0 ? 1 - quantile : 0)
    }
}
