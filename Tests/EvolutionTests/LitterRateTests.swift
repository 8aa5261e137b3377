import Evolution
import Foundation
import Testing

@Suite struct LitterRateTests {
    private func evolution(rate: LitterRate?, cost: CostEstimate?) throws -> Evolution {
        var settings = SearchSettings.costly
        (settings.size, settings.litter, settings.litterRate) = (10, 32, rate)
        var evolution = try Evolution(genus: Problem.bits(12), settings: settings, seed: 4)
        evolution.costEstimate = cost
        // The first six bits count; the others only cost.
        evolution.run(6) { .fitness($0.codes.prefix(6).reduce(0) { $0 + Double($1) }) }
        return evolution
    }

    private static let cost: CostEstimate = { genome in
        exp(Double(genome.codes.suffix(6).reduce(0) { $0 + $1 }))
    }

    private func ones(_ evolution: Evolution) -> UInt32 {
        (10..<60).reduce(0) { $0 + evolution.history.genome($1).codes.suffix(6).reduce(0, +) }
    }

    @Test func `of candidates that promise the same, the cheaper one is chosen`() throws {
        let (byTime, plain) = (
            try evolution(rate: .time, cost: Self.cost), try evolution(rate: nil, cost: Self.cost)
        )
        #expect(Double(ones(byTime)) < 0.75 * Double(ones(plain)))
        #expect(byTime.fittest?.outcome?.fitness == 6)
    }

    @Test func `without an estimate of costs, or with equal costs, nothing changes`() throws {
        let plain = try evolution(rate: nil, cost: Self.cost)
        #expect(try evolution(rate: .time, cost: nil).history == plain.history)
        #expect(try evolution(rate: .time, cost: { _ in 7 }).history == plain.history)
        #expect(try evolution(rate: .time, cost: { _ in .nan }).history == plain.history)
    }

    @Test func `settings of earlier versions have no rate, and a rate survives saving`() throws {
        var settings = SearchSettings.costly
        let old = try JSONEncoder().encode(settings)
        #expect(!String(decoding: old, as: UTF8.self).contains("litterRate"))
        #expect(try JSONDecoder().decode(SearchSettings.self, from: old).litterRate == nil)
        settings.litterRate = .time
        #expect(
            try JSONDecoder().decode(SearchSettings.self, from: JSONEncoder().encode(settings)).litterRate == .time)
    }
}
