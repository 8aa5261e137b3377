import Evolution
import Foundation
import Testing

@Suite struct TournamentTests {
    private func probabilities(_ fitness: [Double], size: Int) throws -> [Double] {
        var settings = SearchSettings()
        settings.size = fitness.count
        settings.breeding = try #require(Fraction(1))
        var evolution = try Evolution(genus: Problem.bits(10), settings: settings, seed: 1)
        for (birth, value) in zip(evolution.ask(.max), fitness) { evolution.tell(birth.id, .fitness(value)) }
        return Selection.tournament(size: size).probabilities(of: evolution.population)
    }

    /// The chance of each organism to be the fittest of so many drawn with replacement: the mean over all tournaments that
    /// can be drawn, of which equals share theirs.
    private func counted(_ fitness: [Double], size: Int) -> [Double] {
        let count = fitness.count
        var probabilities = [Double](repeating: 0, count: count)
        let all = Int(pow(Double(count), Double(size)))
        for number in 0..<all {
            var rest = number
            let drawn = (0..<size).map { _ in
                defer { rest /= count }
                return rest % count
            }
            let best = drawn.map { fitness[$0] }.max() ?? 0
            let first = drawn.first { fitness[$0] == best } ?? 0
            probabilities[first] += 1 / Double(all)
        }
        return probabilities
    }

    @Test(arguments: [[1, 2, 2], [3, 5, 3, 1, 3, 5], [7, 7, 7, 7], [4, 3, 2, 1]] as [[Double]], 1...4)
    func `equally fit organisms share the probability of the tournaments that one of them wins`(
        fitness: [Double], size: Int
    ) throws {
        let (found, wanted) = (try probabilities(fitness, size: size), counted(fitness, size: size))
        #expect(found.count == wanted.count)
        #expect(zip(found, wanted).allSatisfy { abs($0 - $1) < 1e-12 }, "\(found), expected \(wanted)")
    }

    @Test func `two equals of three win four of nine tournaments of two each`() throws {
        let found = try probabilities([1, 2, 2], size: 2)
        #expect(zip(found, [1 / 9.0, 4 / 9.0, 4 / 9.0]).allSatisfy { abs($0 - $1) < 1e-12 }, "\(found)")
    }
}
