import Genes
import Randomness

/// Two-point crossover (De Jong, "An analysis of the behavior of a class of genetic adaptive systems", 1975): a
/// segment of 1 … n−1 genes from the father, at any position. Unlike with one cut, the first and the last gene can
/// stay together.
///
/// Measured (mean regret after 100 and 200 evaluations on the tuning tables of the families hpobench, hpolib and
/// nasbench201, `evolution` with litters of 1, population 20, 100 seeds): .029 .020, .036 .012,
/// .041 .002.
enum TwoPoint {
    static func cut(genes: Int, _ generator: inout Generator) -> Cut {
        guard genes > 1 else { return .none }
        // Two different positions in 0 … n, but not both ends, which would copy all genes of the father.
        var first = generator.below(genes + 1)
        var second = generator.below(genes + 1)
        while first == second || abs(first - second) == genes {
            first = generator.below(genes + 1)
            second = generator.below(genes + 1)
        }
        return .points(min(first, second), max(first, second))
    }
}
