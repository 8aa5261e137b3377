import Evolution
import Testing

@Suite struct HeadlessChickenTests {
    private static func evolved(genes: Int, values: Int) throws -> Evolution {
        var settings = SearchSettings()
        settings.size = 400
        settings.crossing = try #require(Fraction(0))
        settings.mutation = try #require(Fraction(1))
        settings.selection = .tournament(size: 1)
        settings.change = .headlessChicken
        let genus = try Genus(
            (0..<genes).map { Gene("x\($0)", in: .integers(first: 1, last: values, step: 1, scale: .linear)) })
        var evolution = try Evolution(genus: genus, settings: settings, seed: 3)
        evolution.run(6) { _ in .fitness(0) }
        return evolution
    }

    @Test func `the headless chicken gives random values to the genes between two cuts of two-point crossover`() throws
    {
        let genes = 10
        let values = 5
        let evolution = try Self.evolved(genes: genes, values: values)
        var changed = [Int](repeating: 0, count: genes)
        var children = 0
        for id in 400..<2400 {
            let birth = evolution.history.birth(id)
            #expect(birth.father == nil)
            #expect(!birth.changes.isEmpty)
            for change in birth.changes { changed[change.gene] += 1 }
            children += 1
        }
        // Two different cuts in 0 … n, but not both ends: the mean length of the segment is
        // ((n+2)/3 · (n+1)n/2 − n) / ((n+1)n/2 − 1), and each of its genes changes with probability 1 − 1/values.
        let pairs = Double((genes + 1) * genes / 2)
        let length = (Double(genes + 2) / 3 * pairs - Double(genes)) / (pairs - 1)
        let expected = length * (1 - 1 / Double(values))
        let mean = Double(changed.reduce(0, +)) / Double(children)
        // Children without any change get one, in a few percent of the cases.
        #expect(mean > expected - 0.15 && mean < expected + 0.25)
        // Genes in the middle lie between the cuts more often than those at the ends.
        #expect(changed[genes / 2] > changed[0] && changed[genes / 2] > changed[genes - 1])
    }

    @Test func `the headless chicken changes the only gene`() throws {
        let evolution = try Self.evolved(genes: 1, values: 9)
        for id in 400..<800 { #expect(evolution.history.birth(id).changes.count == 1) }
    }
}
