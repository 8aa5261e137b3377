import Platform

/// The number that a person would choose within an interval: the one with the fewest significant digits.
package enum RoundNumber {
    /// Returns the roundest number between two others, and of several the one nearest to a value; the value itself if
    /// the interval is too narrow for a round number.
    ///
    /// A multiple of 10 is rounder than one of 5, which is rounder than one of 2, then of 1; 0 is rounder than all.
    package static func nearest(to value: Double, between low: Double, and high: Double) -> Double {
        let size = max(abs(low), abs(high))
        guard low < high, size.isFinite, size > 1e-290, size < 1e290 else { return value }
        let first = Int(log10(size).rounded(.down)) + 1
        for power in stride(from: first, through: first - decades, by: -1) {
            for factor in [5.0, 2, 1] {
                // Divide by whole powers of ten, because 0.1 is not exact.
                let (scale, divisor) =
                    power < 0 ? (factor, pow(10, Double(-power))) : (factor * pow(10, Double(power)), 1)
                let (least, greatest) = (
                    (low * divisor / scale).rounded(.down) + 1, (high * divisor / scale).rounded(.up) - 1
                )
                guard least <= greatest else { continue }
                let count = min(max((value * divisor / scale).rounded(), least), greatest)
                return count == 0 ? 0 : count * scale / divisor
            }
        }
        return value
    }

    /// The number of decades below the size of the numbers in which a round number is sought.
    private static let decades = 12
}
