import Genes
import Platform
import Randomness

/// Tournament selection (Goldberg and Deb, "A comparative analysis of selection schemes", 1991): the fittest of k
/// organisms, drawn with replacement. The organism of rank r among n (0 is the fittest) wins with probability ((n−r)ᵏ
/// − (n−r−1)ᵏ)/nᵏ. Equals share their probability evenly, because the one drawn first wins a tie. Only the order of
/// the fitness values matters, and nothing is sorted.
///
/// Measured (mean regret after 100 and 200 evaluations on the tuning tables of the families hpobench, hpolib and
/// nasbench201, `evolution` with litters of 1, population 20, 100 seeds): of 2 .035 .020, .090 .013,
/// .105 .004; of 3 .031 .020, .054 .012, .058 .006; of 5, the default, .027 .020, .036 .010, .040 .003; of 8 .027 .020,
/// .024 .010, .041 .011.
enum Tournament {
    static func weights(of rows: [Int], in population: Population, size: Int) -> [Double] {
        var weights = [Double](repeating: 0, count: rows.count)
        let count = Double(rows.count)
        for equals in population.ranks(of: rows) {
            let least = (count - Double(equals.startIndex)) / count
            let next = (count - Double(equals.endIndex)) / count
            let weight = (pow(least, Double(size)) - pow(next, Double(size))) / Double(equals.count)
            for index in equals { weights[index] = weight }
        }
        return weights
    }

    private static func areSizesEqual(_ sizes: [Double]) -> Bool {
        let first = sizes.first ?? 0
        return sizes.allSatisfy { $0 == first }
    }

    static func draw(
        _ count: Int, size: Int, from population: Population, into pool: inout [Int32], _ generator: inout Generator
    ) {
        if population.fitness.allSatisfy({ $0 > -.infinity }) {
            let fitness = population.fitness.span
            let all = fitness.count
            // A local copy stays in registers.
            var draws = generator
            defer { generator = draws }
            if size > 1, areSizesEqual(population.sizes) {
                for _ in 0..<count {
                    var winner = draws.below(all)
                    var best = fitness[winner]
                    for _ in 1..<size {
                        let rival = draws.below(all)
                        let value = fitness[rival]
                        // Half of these comparisons would be mispredicted as branches.
                        winner = value > best ? rival : winner
                        best = value > best ? value : best
                    }
                    pool.append(Int32(winner))
                }
                return
            }
            for _ in 0..<count {
                var winner = draws.below(all)
                var best = fitness[winner]
                for _ in 1..<max(size, 1) {
                    let rival = draws.below(all)
                    let value = fitness[rival]
                    if value > best || value == best && population.isFitter(rival, than: winner) {
                        winner = rival
                        best = value
                    }
                }
                pool.append(Int32(winner))
            }
        } else {
            let candidates = population.candidates
            for _ in 0..<count {
                var winner = candidates[generator.below(candidates.count)]
                for _ in 1..<max(size, 1) {
                    let rival = candidates[generator.below(candidates.count)]
                    if population.isFitter(rival, than: winner) { winner = rival }
                }
                pool.append(Int32(winner))
            }
        }
    }
}
