import Randomness

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Tournament selection (Goldberg and Deb, "A comparative analysis of selection schemes", 1991): the fittest of k
/// organisms, drawn with replacement. The one in place r of n (0 the fittest) wins with chance ((n−r)ᵏ − (n−r−1)ᵏ)/nᵏ.
/// Only the order of the fitnesses counts, and nothing is sorted.
enum Tournament {
    static func weights(of rows: [Int], in population: Population, size: Int) -> [Double] {
        var weights = [Double](repeating: 0, count: rows.count)
        let order = rows.indices.sorted { population.isFitter(rows[$0], than: rows[$1]) }
        let count = Double(rows.count)
        for (place, index) in order.enumerated() {
            let behind = count - Double(place)
            weights[index] = pow(behind / count, Double(size)) - pow((behind - 1) / count, Double(size))
        }
        return weights
    }

    static func draw(
        _ count: Int, size: Int, from population: Population, into pool: inout [Int32], _ generator: inout Generator
    ) {
        if population.fitness.allSatisfy({ $0 > -.infinity }) {
            let fitness = population.fitness.span
            let all = fitness.count
            for _ in 0..<count {
                var winner = generator.below(all)
                var best = fitness[winner]
                for _ in 1..<max(size, 1) {
                    let rival = generator.below(all)
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
