import Evolution
import Support
import Testing

@Suite struct EvolutionPageTests {
    @Test func `the worked example on the page of Evolution is this one and works`() throws {
        // The example.
        let genus = try Genus([
            Gene("x", in: .integers(first: 1, last: 9999, step: 1, scale: .linear)),
            Gene("y", in: .integers(first: 1, last: 9999, step: 1, scale: .linear)),
        ])
        var evolution = try Evolution(genus: genus, settings: SearchSettings(), seed: 1)
        while evolution.generation < 100 {
            for birth in evolution.ask(.max, through: 100) {
                let values = genus.values(of: birth.genome).compactMap { $0?.number }
                evolution.tell(birth.id, .fitness(values[0] / values[1]))
            }
        }
        // The end of the example.
        #expect(evolution.fittest?.outcome?.fitness ?? 0 > 1000)
        #expect(try DocumentedExample.test() == DocumentedExample.page(of: "Evolution"))
    }
}
