import Evolution
import Testing

@Suite struct ExhaustedGenusTests {
    @Test func `once every genome has been born, a child equals its mother except for the reported changes`() throws {
        var settings = SearchSettings()
        settings.size = 4
        settings.litter = 4
        settings.crossing = try #require(Fraction(0))
        var evolution = try Evolution(genus: Problem.bits(5), settings: settings, seed: 3)
        evolution.run(30) { .fitness(Problem.sum($0)) }
        let history = evolution.history
        #expect(history.count == 120)
        #expect(Set((0..<120).map { history.genome($0) }).count == 32)
        for id in 4..<120 {
            let birth = history.birth(id)
            guard let mother = birth.mother else { continue }
            #expect(birth.father == nil)
            let (codes, before) = (history.genome(id).codes, history.genome(mother).codes)
            let changed = (0..<5).filter { codes[$0] != before[$0] }
            #expect(birth.changes.map(\.gene).sorted() == changed, "birth \(id)")
        }
    }
}
