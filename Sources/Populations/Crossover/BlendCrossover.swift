import Randomness

/// Blend crossover, BLX-α (Eshelman and Schaffer, "Real-coded genetic algorithms and interval-schemata", 1993): a real
/// gene is drawn uniformly from the interval between its values in the two parents, extended on both sides by α times
/// its length, as far as the bounds allow. With α = ½ the expected spread of a population without selection stays the
/// same. All other genes come from either parent.
enum BlendCrossover {
    private static let alpha = 0.5

    static func child(_ first: Double, _ second: Double, _ generator: inout Generator) -> Double {
        let (least, greatest) = (min(first, second), max(first, second))
        let margin = alpha * (greatest - least)
        let (low, high) = (max(0, least - margin), min(1, greatest + margin))
        return low + generator.uniform() * (high - low)
    }
}
