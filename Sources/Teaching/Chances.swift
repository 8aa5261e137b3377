import Foundation

/// Exact probabilities of draws from a wheel.
package enum Chances {
    /// Returns the probability of being drawn at least once in some draws from a wheel.
    ///
    /// - Parameters:
    ///   - fraction: the probability per draw.
    ///   - isSpunOnce: true if all pointers are spread evenly and spun at once.
    package static func ofBeingDrawn(fraction: Double, draws: Int, isSpunOnce: Bool) -> Double {
        isSpunOnce ? min(1, fraction * Double(draws)) : 1 - pow(1 - fraction, Double(draws))
    }

    /// Returns the probability of being drawn `times` times, give or take one.
    package static func ofTimes(_ times: Int, fraction: Double, draws: Int, isSpunOnce: Bool) -> Double {
        (max(0, times - 1)...times + 1).reduce(0) { sum, times in
            sum + exactly(times, fraction: fraction, draws: draws, isSpunOnce: isSpunOnce)
        }
    }

    private static func exactly(_ times: Int, fraction: Double, draws: Int, isSpunOnce: Bool) -> Double {
        guard times <= draws else { return 0 }
        if isSpunOnce {
            // Evenly spread pointers hit a field as often as its length in pointers, rounded down or up.
            let mean = fraction * Double(draws)
            return max(0, 1 - abs(mean - Double(times)))
        }
        guard fraction > 0 else { return times == 0 ? 1 : 0 }
        guard fraction < 1 else { return times == draws ? 1 : 0 }
        let (count, all) = (Double(times), Double(draws))
        let ways = lgamma(all + 1) - lgamma(count + 1) - lgamma(all - count + 1)
        return exp(ways + count * log(fraction) + (all - count) * log(1 - fraction))
    }

    /// Returns the probability of being among the first `count` drawn without replacement, in proportion to the
    /// shares.
    ///
    /// The order of draws is that of independent exponential waiting times with the shares as rates (Rosén,
    /// "Asymptotic theory for order sampling", 1997). The result integrates, over the own waiting time, the
    /// probability that fewer than `count` others came before. The midpoint rule with 400 points is exact to about
    /// three digits.
    package static func ofBeingAmongFirst(_ count: Int, fractions: [Double], at index: Int) -> Double {
        guard count < fractions.count else { return 1 }
        let rate = fractions[index]
        guard rate > 0 else { return 0 }
        let points = 400
        let others = fractions.indices.filter { $0 != index }.map { fractions[$0] }
        var chance = 0.0
        for point in 0..<points {
            // The probability of a longer wait is uniformly distributed.
            let time = -log((Double(point) + 0.5) / Double(points)) / rate
            var came = [Double](repeating: 0, count: count)
            came[0] = 1
            for other in others {
                let arrived = 1 - exp(-other * time)
                for number in stride(from: count - 1, through: 1, by: -1) {
                    came[number] = came[number] * (1 - arrived) + came[number - 1] * arrived
                }
                came[0] *= 1 - arrived
            }
            chance += came.reduce(0, +)
        }
        return chance / Double(points)
    }
}
