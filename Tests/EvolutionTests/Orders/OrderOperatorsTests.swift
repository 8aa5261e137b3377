import Evolution
import Randomness
import Testing

@Suite("Operators of orders")
struct OrderOperatorsTests {
    /// Returns the squared deviation of counts from even ones, in units of the expected random variation.
    private func chiSquare(_ counts: [Int]) -> Double {
        let mean = Double(counts.reduce(0, +)) / Double(counts.count)
        return counts.reduce(0) { $0 + (Double($1) - mean) * (Double($1) - mean) / mean }
    }

    /// Items counted from 1, as in the papers.
    private func codes(_ items: [Int]) -> [UInt32] { items.map { UInt32($0 - 1) } }

    /// Items that are letters.
    private func codes(_ letters: String) -> [UInt32] { letters.utf8.map { UInt32($0 - UInt8(ascii: "A")) } }

    @Test("order crossover keeps a segment and the sequence of the other parent (Davis 1985)")
    func orderCrossover() {
        // The example in Michalewicz, "Genetic Algorithms + Data Structures = Evolution Programs", 1992, chapter 10.
        let first = codes([1, 2, 3, 4, 5, 6, 7, 8, 9])
        let second = codes([4, 5, 2, 1, 8, 7, 6, 9, 3])
        #expect(OrderCrossover.cross(first, second, segment: 3..<7) == codes([2, 1, 8, 4, 5, 6, 7, 9, 3]))
        #expect(OrderCrossover.cross(second, first, segment: 3..<7) == codes([3, 4, 5, 1, 8, 7, 6, 9, 2]))
    }

    @Test("edge recombination follows the edge map of its paper (Whitley, Starkweather and Fuquay 1989)")
    func edgeRecombination() {
        let (first, second) = (codes("ABCDEF"), codes("BDCAEF"))
        let map = EdgeRecombination.neighbours(first, second).map { Set($0) }
        #expect(map == ["BFCE", "ACDF", "BDA", "CEB", "DFA", "AEB"].map { Set(codes($0)) })
        // The paper chooses B, C and A where several cities are equally good.
        var choices = codes("BCA")[...]
        var offers: [Set<UInt32>] = []
        let child = EdgeRecombination.cross(first, second) { equals in
            offers.append(Set(equals))
            return choices.popFirst().flatMap { equals.firstIndex(of: $0) } ?? 0
        }
        #expect(child == codes("BCDEAF"))
        #expect(offers == ["AB", "CDF", "AF"].map { Set(codes($0)) })
    }

    @Test("the children of both crossovers are permutations, and clones of equal parents")
    func permutations() {
        var generator = Generator(seed: 1)
        for count in [2, 3, 4, 7, 30] {
            for _ in 0..<200 {
                var mother = Array(0..<UInt32(count))
                var father = mother
                generator.shuffle(&mother)
                generator.shuffle(&father)
                let children = [
                    OrderCrossover.cross(mother, father, &generator),
                    EdgeRecombination.cross(mother, father, &generator),
                ]
                for child in children { #expect(child.sorted() == Array(0..<UInt32(count))) }
                #expect(OrderCrossover.cross(mother, mother, &generator) == mother)
            }
        }
    }

    @Test("nearly all neighbours of a recombined tour are neighbours in a parent")
    func inheritedEdges() {
        var generator = Generator(seed: 2)
        var (inherited, all) = (0, 0)
        for _ in 0..<200 {
            var (mother, father) = (Array(0..<UInt32(20)), Array(0..<UInt32(20)))
            generator.shuffle(&mother)
            generator.shuffle(&father)
            let edges = EdgeRecombination.neighbours(mother, father)
            let child = EdgeRecombination.cross(mother, father, &generator)
            all += child.count - 1
            inherited += zip(child, child.dropFirst()).count { edges[Int($0)].contains($1) }
        }
        // The paper reports 95 to 99% of the edges.
        #expect(Double(inherited) / Double(all) > 0.95)
    }

    @Test("every swap, insertion and inversion is equally likely")
    func evenMutations() {
        // With five items: 10 swaps; 20 draws of an insertion, 8 of which come in pairs that give the same order; 10
        // inversions.
        let kinds: [(mutate: (inout [UInt32], inout Generator) -> Void, weights: [Int], limit: Double)] = [
            (OrderSwap.mutate, Array(repeating: 1, count: 10), 33.7),
            (OrderInsertion.mutate, Array(repeating: 1, count: 12) + Array(repeating: 2, count: 4), 44.3),
            (OrderInversion.mutate, Array(repeating: 1, count: 10), 33.7),
        ]
        for (mutate, weights, limit) in kinds {
            var generator = Generator(seed: 3)
            var counts: [[UInt32]: Int] = [:]
            for _ in 0..<20_000 {
                var items: [UInt32] = [0, 1, 2, 3, 4]
                mutate(&items, &generator)
                counts[items, default: 0] += 1
            }
            #expect(counts[[0, 1, 2, 3, 4]] == nil)
            #expect(counts.count == weights.count)
            let expected = 20_000 / Double(weights.reduce(0, +))
            let statistic = zip(counts.values.sorted(), weights).reduce(0.0) { sum, pair in
                let mean = expected * Double(pair.1)
                return sum + (Double(pair.0) - mean) * (Double(pair.0) - mean) / mean
            }
            // Exceeded in one of 10,000 cases, with 9 or 15 degrees of freedom.
            #expect(statistic < limit)
        }
    }

    @Test("first orders are uniform, drawn in either way", arguments: FirstDraw.all)
    func firstOrders(first: FirstDraw) throws {
        let genus = try Genus([Gene("tour", in: .order((1...4).map { .integer($0) }))])
        var settings = SearchSettings()
        settings.size = 12_000
        settings.first = first
        var evolution = try Evolution(genus: genus, settings: settings, seed: 4)
        var counts: [[UInt32]: Int] = [:]
        for birth in evolution.ask(.max) { counts[birth.genome.codes, default: 0] += 1 }
        #expect(counts.count == 24)
        // 23 degrees of freedom: above 57 in one of 10,000 cases.
        #expect(chiSquare(Array(counts.values)) < 57)
    }
}
