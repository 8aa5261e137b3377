import Fronts
import Testing

@Suite("Rankings")
struct RankingTests {
    private func positions(_ ranking: some Ranking, _ vectors: ObjectiveVector...) -> [Int] {
        ranking.positions(of: vectors)
    }

    @Test("put lower fronts first, and wider gaps first within a front")
    func pareto() {
        let found = positions(
            ParetoRanking(), .init([0, 10]), .init([1, 8]), .init([5, 7.5]), .init([10, 0]), .init([0, 0]))
        // The gaps around the second and the third: 5/10 + 2.5/10, and 9/10 + 8/10.
        #expect(found == [0, 3, 2, 0, 4])
    }

    @Test("put feasible vectors before infeasible ones, and those by their violation")
    func constrained() {
        let found = positions(
            ParetoRanking(), .init([9, 9], violation: 2), .init([0, 0]), .init([1, 1]), .init([5, 5], violation: 1),
            .init([7, 1], violation: 2))
        #expect(found == [3, 1, 0, 2, 3])
        let scalar = positions(
            ScalarRanking(), .init([9], violation: 0.5), .init([1]), .init([2]), .init([2]), .init([8], violation: 0.1))
        #expect(scalar == [4, 2, 0, 0, 3])
    }

    @Test("agree with Deb's rules of domination")
    func domination() {
        let feasible = ObjectiveVector([0, 0])
        let infeasible = ObjectiveVector([1, 1], violation: 1)
        #expect(feasible.constrainedDominates(infeasible) && !infeasible.constrainedDominates(feasible))
        #expect(infeasible.constrainedDominates(.init([2, 2], violation: 2)))
        #expect(!infeasible.constrainedDominates(.init([0, 0], violation: 1)))
        #expect(infeasible.dominates(feasible))
        #expect(!feasible.dominates(feasible))
    }

    @Test("of nothing are empty")
    func nothing() {
        #expect(ParetoRanking().positions(of: []).isEmpty)
        #expect(ScalarRanking().positions(of: []).isEmpty)
    }
}
