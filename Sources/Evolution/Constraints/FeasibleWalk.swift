import Randomness

/// A random walk among feasible genomes, one step of which changes one or two genes.
///
/// A gene gets a new value from its whole range, or an ordered one moves by a random distance. Both are as likely as
/// their reversal, so that a walk over connected genomes visits all of them equally often in the long run.
struct FeasibleWalk {
    let genus: Genus
    let feasibility: Feasibility

    /// Returns the number of steps between two genomes that are used.
    static func steps(_ genus: Genus) -> Int { 64 + 32 * genus.defined.count }

    /// Takes a step if it leads to a feasible genome.
    func step(_ genome: inout [UInt32], _ generator: inout Generator) {
        var codes = GeneCodes(genome)
        let count = genus.defined.count
        let first = generator.below(count)
        let isLocal = generator.next() & 1 == 0
        move(first, isLocal, &codes, &generator)
        if count > 1, generator.next() & 1 == 0 {
            let other = generator.below(count - 1)
            move(other < first ? other : other + 1, isLocal, &codes, &generator)
        }
        genus.complete(&codes, at: 0, &generator)
        let words = codes.words
        if words != genome, feasibility.isMet(by: words) { genome = words }
    }

    private func move(_ gene: Int, _ isLocal: Bool, _ codes: inout GeneCodes, _ generator: inout Generator) {
        let column = genus.columns(of: gene).lowerBound
        guard codes[column] != Genome.inactive else { return }
        if let order = genus.order(at: column) {
            guard order.columns.count > 1 else { return }
            var items = order.items(in: codes, at: 0)
            let pair = OrderMutation.pair(below: items.count, &generator)
            items.swapAt(pair.lower, pair.upper)
            order.put(items, into: &codes, at: 0)
            return
        }
        let shape = genus.genes[column]
        guard isLocal, shape.isOrdered, shape.count > 2, !shape.isLogarithmicInteger else {
            codes[column] = shape.draw(&generator)
            return
        }
        // Distances of all orders of magnitude, because a feasible region may be narrow.
        let longest = max(
            1, (shape.count - 1) >> generator.below(shape.count.bitWidth - shape.count.leadingZeroBitCount))
        let target = Int(codes[column]) + generator.below(2 * longest + 1) - longest
        if target >= 0, target < shape.count { codes[column] = UInt32(target) }
    }
}

extension Gene {
    /// True for integers on a logarithmic scale, whose codes are not equally likely.
    var isLogarithmicInteger: Bool { if case .integers(_, _, _, .logarithmic) = domain { true } else { false } }
}
