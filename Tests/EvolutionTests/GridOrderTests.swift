import Evolution
import Testing

@Suite("Order of grid search")
struct GridOrderTests {
    /// Returns the codes of the first births.
    private func births(_ count: Int, _ genes: [Gene]) throws -> [[UInt32]] {
        var settings = SearchSettings()
        settings.strategy = .grid
        settings.size = count
        var evolution = try Evolution(genus: Genus(genes), settings: settings, seed: 1)
        evolution.run(1) { _ in .fitness(1) }
        return (0..<count).map { evolution.history.genome($0).codes }
    }

    private func integers(_ name: String, _ count: Int) -> Gene {
        Gene(name, in: .integers(first: 0, last: count - 1, step: 1, scale: .linear))
    }

    @Test("the grid of an ordered gene is halved repeatedly and begins again when it is complete")
    func halving() throws {
        #expect(try births(12, [integers("a", 9)]).map { $0[0] } == [0, 8, 4, 2, 6, 1, 3, 5, 7, 0, 8, 4])
    }

    @Test("the last gene varies fastest, and finer grids skip earlier combinations")
    func twoGenes() throws {
        let wanted: [[UInt32]] = [
            [0, 0], [0, 4], [4, 0], [4, 4],  // the corners
            [0, 2], [2, 0], [2, 2], [2, 4], [4, 2],  // the grid of three
            [0, 1], [0, 3], [1, 0], [1, 1], [1, 2], [1, 3], [1, 4], [2, 1], [2, 3], [3, 0], [3, 1], [3, 2], [3, 3],
            [3, 4], [4, 1], [4, 3],
        ]
        #expect(try births(25, [integers("a", 5), integers("b", 5)]) == wanted)
    }

    @Test("a categorical gene has all its values from the start")
    func categories() throws {
        let colour = Gene("c", in: .list([.text("red"), .text("green"), .text("blue")]))
        #expect(
            try births(9, [integers("a", 3), colour])
                == [[0, 0], [0, 1], [0, 2], [2, 0], [2, 1], [2, 2], [1, 0], [1, 1], [1, 2]])
    }

    @Test("the grid of a real gene is halved on its scale")
    func reals() throws {
        let codes = try births(5, [Gene("x", in: .interval(first: 0, last: 1, scale: .linear))]).map { $0[0] }
        #expect(codes == [0, 4_294_967_294, 2_147_483_647, 1_073_741_824, 3_221_225_471])
        let logarithmic = try births(3, [Gene("x", in: .interval(first: 1e-4, last: 1, scale: .logarithmic))])
        let gene = Gene("x", in: .interval(first: 1e-4, last: 1, scale: .logarithmic))
        #expect(logarithmic.map { gene.value(of: $0[0]) } == [.real(1e-4), .real(1), .real(0.01)])
    }

    @Test("equivalent combinations are born once")
    func conditional() throws {
        let genes = [
            Gene("a", in: .list([.text("on"), .text("off")])),
            Gene("b", in: .list([.integer(1), .integer(2)]), when: .equal(gene: "a", .text("on"))),
        ]
        #expect(try births(3, genes) == [[0, 0], [0, 1], [1, Genome.inactive]])
    }
}
