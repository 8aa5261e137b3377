import Foundation
import PlotRendering
import Plots
import Reports
import Support
import Testing

@Suite struct ExperimentResultsTests: RunsExperiments {
    private static let bits = "gene x0..x19 in 0, 1; maximize sum(x0..x19); population size 10; "
    private static let elitism = """
        experiment "elitism" seeds 1..8 evolve 5
        way "none" population elitism 0%
        way "20%"
          population elitism 20%
        end
        """

    @Test func `the results of a goal are successes and running times`() async throws {
        let talking = Talking()
        let report = try await experiment(
            Self.bits
                + "experiment g seeds 1..10 evolve 12 goal 16; way a population elitism 10%; way r strategy random; end",
            in: talking)
        let runs = try await lines(talking, "export csv FILE of experiment").dropFirst().map {
            $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        }
        for way in report.ways {
            let mine = runs.filter { $0[0] == way.name }
            let hits = mine.compactMap { Int($0[7]) }
            let all = mine.reduce(0) { $0 + (Int($1[7]) ?? Int($1[3]) ?? 0) }
            #expect(way.successes == hits.count)
            #expect(way.expectedEvaluations == (hits.isEmpty ? nil : Double(all) / Double(hits.count)))
            // A run ends with the generation that reaches the goal.
            for run in mine where !run[7].isEmpty {
                let hit = try #require(Int(run[7]))
                #expect(Int(run[3]) == (hit + 9) / 10 * 10 && Double(run[5]) ?? 0 >= 16)
            }
        }
        #expect(report.evaluations == nil)
        let comparison = try #require(report.ways[1].comparison)
        #expect(comparison.wins + comparison.losses + comparison.ties == 10)
    }

    @Test func `equal ways are equal in all seeds`() async throws {
        let report = try await experiment(Self.bits + "experiment e seeds 1..6 evolve 2; way a; way b; end")
        let comparison = try #require(report.ways[1].comparison)
        #expect(comparison.p == 1 && comparison.superiority == 0.5 && comparison.difference == 0)
        #expect(report.sentences == ["\"b\" and \"a\" were equal in all 6 seeds"])
    }

    @Test func `ways whose results differ by a rounding error are equal`() async throws {
        let report = try await experiment(
            "gene k in 0, 1; maximize 0.3 + k * 5.5e-17; population size 4; experiment e seeds 1..6 evolve 1; "
                + "way a gene k in 0; way b gene k in 1; end")
        let comparison = try #require(report.ways[1].comparison)
        #expect(report.ways[0].best == 0.3 && report.ways[1].best == 0.1 + 0.2)
        #expect(comparison.difference == 0 && comparison.ties == 6 && comparison.superiority == 0.5)
        #expect(report.table.rows[1].contains("0 to 0"))
        #expect(report.sentences == ["\"b\" and \"a\" were equal in all 6 seeds"])
    }

    @Test func `a large difference is found, in either direction`() async throws {
        func sentences(_ objective: String) async throws -> [String] {
            try await experiment(
                """
                gene x0..x29 in 0, 1; \(objective); population size 20
                experiment e seeds 1..12 evolve 15; way r strategy random; way e strategy evolution; end
                """
            ).sentences
        }
        let expected = [
            "\"e\" was better than \"r\" in 12 of 12 seeds; a result this clear is unlikely to be due to chance, p < 0.001"
        ]
        #expect(try await sentences("maximize sum(x0..x29)") == expected)
        #expect(try await sentences("minimize sum(x0..x29)") == expected)
    }

    @Test func `too few seeds are called too few`() async throws {
        let report = try await experiment(
            "gene x0..x29 in 0, 1; maximize sum(x0..x29); population size 20\n"
                + "experiment e seeds 1..4 evolve 15; way r strategy random; way e strategy evolution; end")
        #expect(
            report.sentences == [
                "\"e\" was better than \"r\" in 4 of 4 seeds; 4 seeds are too few to rule out chance; use at least 6"
            ])
    }

    @Test func `ways with different budgets are compared after the smaller one`() async throws {
        let report = try await experiment(
            Self.bits + "experiment e seeds 1..3 evolve 4; way a population size 10; way b population size 25; end")
        #expect(report.evaluations == 40)
        #expect(report.warnings.first?.contains("all are compared after 40 evaluations") == true)
    }

    @Test func `runs whose evaluations all fail rank last`() async throws {
        let report = try await experiment(
            "gene x in 1..9; maximize x; population size 4\n"
                + "experiment e seeds 1..3 evolve 1; way a; way b\ngene x in 0; end; show experiment".replacing(
                    "gene x in 0", with: "population size 4"))
        #expect(report.ways.allSatisfy { $0.best != nil })
        let failing = try await experiment(
            "gene x in -9..-1; maximize sqrt(x); population size 4; experiment e seeds 1..3 evolve 1; way a; end")
        #expect(failing.ways[0].best == nil && failing.ways[0].median == nil)
    }

    @Test func `figures show medians, ends and running times`() async throws {
        let talking = Talking()
        try await talking.say(Self.bits + Self.elitism)
        var figures: [Figure] = []
        for case .figure(let figure) in try await talking.say(
            "plot experiment; plot experiment ends; plot experiment targets")
        { figures.append(figure) }
        #expect(figures.count == 3)
        let sentences = figures.map { FigureSentences().sentences(of: $0) }
        #expect(sentences[0].contains { $0.hasPrefix("none: rises from ") })
        #expect(sentences[0].contains { $0.hasPrefix("quartiles of 20%: ") })
        #expect(sentences[1].first == "Box plot of best sum(x0..x19) after 50 evaluations.")
        #expect(sentences[1].count == 3 && sentences[1][1].hasPrefix("none: quartiles "))
        #expect(sentences[2].first?.hasPrefix("Plot of runs that reached ") == true)
    }
}
