import Evolution
import Testing

/// The tournaments of two that draw the parents of several objectives.
@Suite struct CrowdedTournamentTests {
    private func evolution(
        _ outcomes: [Outcome], selection: Selection = .tournament(size: 2), isConstrained: Bool = false,
        seed: UInt64 = 1
    ) throws -> Evolution {
        var settings = SearchSettings()
        settings.size = outcomes.count
        settings.selection = selection
        var evolution = try Evolution(
            genus: Problem.bits(10), settings: settings, seed: seed,
            criteria: Criteria(objectives: 2, isConstrained: isConstrained))
        for (birth, outcome) in zip(evolution.ask(.max), outcomes) { evolution.tell(birth.id, outcome) }
        while evolution.phase != .breeders { _ = try evolution.step() }
        return evolution
    }

    /// The probability of each birth at one draw.
    private func shares(_ evolution: Evolution) throws -> [Double] {
        var evolution = evolution
        guard case .breeders(let wheel, _) = try evolution.step() else { return [] }
        return wheel.sorted { $0.organism < $1.organism }.map(\.share)
    }

    private func vector(_ first: Double, _ second: Double, violation: Double = 0) -> Outcome {
        .vector(ObjectiveVector([first, second], violation: violation), size: 0)
    }

    @Test func `an organism only loses against one that dominates it or has closer neighbours`() throws {
        // The third dominates the fourth, which is alone in its front: it ties with the ends of the first front.
        let found = try evolution([vector(0, 10), vector(10, 0), vector(5, 5), vector(4, 4)])
        #expect(try shares(found) == [5.0 / 16, 5.0 / 16, 3.0 / 16, 3.0 / 16])
    }

    @Test func `a larger tournament compares by front, then crowding distance`() throws {
        let found = try evolution(
            [vector(0, 10), vector(10, 0), vector(5, 5), vector(4, 4)], selection: .tournament(size: 3))
        // The cubes of the fractions that are not better: the fourth wins against itself alone.
        #expect(try shares(found) == [28.0 / 64, 28.0 / 64, 7.0 / 64, 1.0 / 64])
    }

    @Test func `feasible organisms win against infeasible ones, of which the smaller violation wins`() throws {
        let found = try evolution(
            [vector(9, 9, violation: 2), vector(0, 0), vector(8, 8, violation: 1), vector(1, 1, violation: 2)],
            isConstrained: true)
        #expect(try shares(found) == [2.0 / 16, 7.0 / 16, 5.0 / 16, 2.0 / 16])
    }

    @Test func `failures are never drawn while others have values`() throws {
        let found = try evolution([vector(0, 1), .failure("failed"), vector(1, 0), .failure("failed")])
        #expect(try shares(found) == [0.5, 0, 0.5, 0])
        let failed = try evolution([.failure("failed"), .failure("failed")])
        #expect(try shares(failed) == [0.5, 0.5])
    }

    @Test func `the draws have the probabilities of the wheel`() throws {
        let outcomes = (0..<8).map { vector(Double($0 * 37 % 11), Double($0 * 23 % 7)) }
        let shares = try shares(evolution(outcomes))
        #expect(Set(shares).count > 3 && abs(shares.reduce(0, +) - 1) < 1e-12)
        var counts = [Double](repeating: 0, count: 8)
        for seed in 0..<2000 {
            var evolution = try evolution(outcomes, seed: UInt64(seed))
            guard case .breeders(_, let draws) = try evolution.step() else { continue }
            for birth in draws { counts[birth] += 1 }
        }
        let total = counts.reduce(0, +)
        #expect(total > 10_000)
        var square = 0.0
        for (count, share) in zip(counts, shares) {
            square += (count - share * total) * (count - share * total) / (share * total)
        }
        // 7 degrees of freedom: above 32 in 4 of 100,000 cases.
        #expect(square < 32)
    }
}
