package import Evolution
import Reports
import Statistics

extension FeasibleShare {
    /// The 95% confidence interval of the fraction; nil if all genomes were counted.
    var interval: ClosedRange<Double>? { isExact ? nil : Proportion(Double(met), of: tested).interval }

    /// The share in a sentence: `715 of 10000 genomes`, `about 7.15% of the genomes (6.66%–7.67%)`.
    package var text: String {
        isExact ? "\(met) of \(Numbers.counted(tested, "genome"))" : portion(of: " of the genomes")
    }

    /// The share of genomes that were counted before: `715`, `about 7.15% (6.66%–7.67%)`.
    package var portion: String { isExact ? "\(met)" : portion(of: "") }

    private func portion(of whole: String) -> String {
        guard let interval else { return "" }
        guard met > 0 else { return "less than \(Self.percent(interval.upperBound))\(whole)" }
        return "about \(Self.percent(fraction))\(whole) (\(Self.percent(interval.lowerBound))–"
            + "\(Self.percent(interval.upperBound)))"
    }

    private static func percent(_ fraction: Double) -> String { "\(Numbers.score(100 * fraction))%" }
}
