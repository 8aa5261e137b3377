import Evolution
import Statistics

extension FeasibleShare {
    /// The 95% confidence interval of the fraction; nil if all genomes were counted.
    var interval: ClosedRange<Double>? { isExact ? nil : Proportion(Double(met), of: tested).interval }

    /// The share in a sentence: `715 of 10000 genomes`, `about 7.15% of the genomes (6.66%–7.67%)`.
    var text: String {
        guard let interval else { return "\(met) of \(Numbers.counted(tested, "genome"))" }
        guard met > 0 else { return "less than \(Self.percent(interval.upperBound)) of the genomes" }
        return "about \(Self.percent(fraction)) of the genomes (\(Self.percent(interval.lowerBound))–"
            + "\(Self.percent(interval.upperBound)))"
    }

    private static func percent(_ fraction: Double) -> String { "\(Numbers.score(100 * fraction))%" }
}
