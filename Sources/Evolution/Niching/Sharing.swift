/// Fitness sharing (Goldberg and Richardson, "Genetic algorithms with sharing for multimodal function optimization", 1987):
/// for selection, the fitness of an organism is divided by its niche count, the sum over all organisms, itself among them,
/// of 1 − distance / radius, where that is above 0.
///
/// A fitness is counted from the weakest where one is negative, since a negative one would grow by being divided. Elites and
/// survival go by the fitness itself. O(n² × genes) a generation.
enum Sharing {
    /// The distance beyond which organisms do not count as alike, as a share of the largest possible one. Radii of .1, .2,
    /// .3 and .4 kept both of two equal peaks of 12 bits in 0, 7, 12 and 18 of 20 searches (population 40, 100 generations,
    /// stochastic universal sampling); by tournaments none did.
    static let radius = 0.4

    /// The population with shared fitness. Failures stay failures.
    static func shared(_ population: Population, of genus: Genus) -> Population {
        var shared = population
        let known = population.fitness.filter { $0.isFinite }
        let least = min(0, known.min() ?? 0)
        let scale = max(abs(least), abs(known.max() ?? 1), .leastNormalMagnitude)
        for row in 0..<population.count where population.fitness[row].isFinite {
            var niche = 0.0
            for other in 0..<population.count {
                niche += max(0, 1 - genus.distance(row, other, in: population.codes) / radius)
            }
            shared.fitness[row] = (population.fitness[row] / scale - least / scale) / niche
        }
        return shared
    }
}
