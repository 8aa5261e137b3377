import Randomness

/// Regularised evolution (Real and others, "Regularized evolution for image classifier architecture search", 2019): the
/// fittest of a sample of the population is cloned and mutated, and the oldest dies, however fit it is. The best so far
/// is kept in the history only.
enum Ageing {
    static let phases: [Phase] = [.evaluate, .replace, .breeders, .breed, .mutate]

    static func draw(
        _ count: Int, sample: Int, from population: Population, into pool: inout [Int32], _ generator: inout Generator
    ) {
        pool.removeAll(keepingCapacity: true)
        Tournament.draw(count, size: sample, from: population, into: &pool, &generator)
    }

    static func removeOldest(from population: inout Population) {
        if let row = population.births.indices.min(by: { population.births[$0] < population.births[$1] }) {
            population.remove(row)
        }
    }
}
