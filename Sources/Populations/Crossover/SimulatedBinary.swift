import Platform
import Randomness

/// Simulated binary crossover, SBX (Deb and Agrawal, "Simulated binary crossover for continuous search space", 1995):
/// half of the real genes are spread around the mean of the parents as single-point crossover of binary numbers would
/// spread them, with the ratio β of the distances of children and of parents. Its density is ½ (η + 1) β^η up to 1,
/// and ½ (η + 1) / β^(η + 2) above, with η = 15: most children are near a parent. All other genes come from either
/// parent. Children beyond a bound are moved to it.
enum SimulatedBinary {
    private static let index = 15.0

    static func child(_ mother: Double, _ father: Double, _ generator: inout Generator) -> Double {
        let draw = generator.uniform()
        let ratio =
            draw <= 0.5
            ? pow(2 * draw, 1 / (index + 1)) : pow(1 / (2 * (1 - draw)), 1 / (index + 1))
        let (near, far) = generator.next() & 1 == 0 ? (mother, father) : (father, mother)
        return min(max(0.5 * ((1 + ratio) * near + (1 - ratio) * far), 0), 1)
    }
}
