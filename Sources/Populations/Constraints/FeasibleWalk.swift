import Genes
import Randomness

/// A random walk among feasible genomes, one step of which changes one or two genes.
///
/// A gene gets a new value from its whole range, or an ordered one moves by a random distance; two of them may move by
/// the same distance, so that a sum or a difference stays as it is. Every step is as likely as its reversal, so that a
/// walk over connected genomes visits all of them equally often in the long run.
struct FeasibleWalk {
    let genus: Genus
    let feasibility: Feasibility

    /// Returns the number of steps between two genomes that are used.
    static func steps(_ genus: Genus) -> Int { 128 + 64 * genus.defined.count }

    /// Takes a step if it leads to a feasible genome.
    func step(_ genome: inout [UInt32], _ generator: inout Generator) {
        var codes = GeneCodes(genome)
        let count = genus.defined.count
        let first = generator.below(count)
        let isLocal = generator.next() & 1 == 0
        let drawn = generator.below(max(1, count - 1))
        let second = drawn < first ? drawn : drawn + 1
        if count > 1, isLocal, generator.next() & 1 == 0, areShiftable([first, second], codes) {
            let longest = Self.longest(below: min(size(of: first), size(of: second)), &generator)
            let distance = generator.below(2 * longest + 1) - longest
            let other = generator.next() & 1 == 0 ? distance : -distance
            // Both move or none, or the reversal would be less likely.
            guard shift(first, by: distance, &codes), shift(second, by: other, &codes) else { return }
        } else {
            move(first, isLocal, &codes, &generator)
            if count > 1, generator.next() & 1 == 0 { move(second, isLocal, &codes, &generator) }
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
        guard isLocal, areShiftable([gene], codes) else {
            codes[column] = shape.draw(&generator)
            return
        }
        let longest = Self.longest(below: shape.count, &generator)
        _ = shift(gene, by: generator.below(2 * longest + 1) - longest, &codes)
    }

    private func size(of gene: Int) -> Int { genus.genes[genus.columns(of: gene).lowerBound].count }

    /// Returns true if active genes can move by a distance.
    private func areShiftable(_ genes: [Int], _ codes: GeneCodes) -> Bool {
        genes.allSatisfy { gene in
            let column = genus.columns(of: gene).lowerBound
            let shape = genus.genes[column]
            return codes[column] != Genome.inactive && genus.order(at: column) == nil && shape.isOrdered
                && shape.count > 1 && !shape.isLogarithmicInteger
        }
    }

    /// Moves a gene within its range; returns false if the distance leads beyond it.
    private func shift(_ gene: Int, by distance: Int, _ codes: inout GeneCodes) -> Bool {
        let column = genus.columns(of: gene).lowerBound
        let target = Int(codes[column]) + distance
        guard target >= 0, target < genus.genes[column].count else { return false }
        codes[column] = UInt32(target)
        return true
    }

    /// Draws the greatest distance: all orders of magnitude are equally likely, because a feasible region may be narrow.
    private static func longest(below count: Int, _ generator: inout Generator) -> Int {
        max(1, (count - 1) >> generator.below(count.bitWidth - count.leadingZeroBitCount))
    }
}

extension Gene {
    /// True for integers on a logarithmic scale, whose codes are not equally likely.
    var isLogarithmicInteger: Bool { if case .integers(_, _, _, .logarithmic) = domain { true } else { false } }
}
