import Foundation
import Reports
import Support
import Testing

@Suite struct AskTellTests {
    private static let genes = "gene x in 0.0..1.0 by 0.01; gene y in 1..50; gene z in a, b, c"

    /// The objective, computed by the test.
    private func value(_ genes: [FittestReport.ReportedGene]) throws -> Double {
        let values = Dictionary(uniqueKeysWithValues: genes.map { ($0.name, $0.value ?? "") })
        let x = try #require(Double(values["x"] ?? ""))
        let y = try #require(Double(values["y"] ?? ""))
        return x * y + (values["z"] == "b" ? 3 : 0)
    }

    private func asked(_ talking: Talking, _ count: Int) async throws -> AskedReport {
        guard case .asked(let report)? = try await talking.say("ask \(count)").last else {
            throw CocoaError(.featureUnsupported)
        }
        return report
    }

    /// Asks for genomes and tells their values until so many are told; returns the whole history.
    private func history(
        _ settings: String, evaluations: Int, count: Int,
        order: ([AskedReport.AskedGenome]) -> [AskedReport.AskedGenome]
    ) async throws -> [[String]] {
        let talking = Talking()
        try await talking.say("\(Self.genes); maximize told; population size 8; \(settings)")
        var told = 0
        while told < evaluations {
            for genome in order(try await asked(talking, count).genomes) {
                try await talking.say("tell \(genome.id) \(try value(genome.genes))")
                told += 1
            }
        }
        return try await talking.table("show population")
    }

    @Test(arguments: ["strategy evolution", "strategy steady", "strategy ageing ahead 3", "strategy random"])
    func `asking and telling gives the population that evolve gives, in any order`(strategy: String) async throws {
        let settings = "\(strategy); population litter 1"
        let evolving = Talking()
        try await evolving.say(
            "\(Self.genes); maximize x * y + 3 * (z is b); population size 8; \(settings); evolve 3")
        let wanted = try await evolving.table("show population")
        for count in [1, 4, 100] {
            let told = try await history(settings, evaluations: 24, count: count) { $0.reversed() }
            // With a larger count, some births of the next generation may have been told as well.
            if count == 1 || strategy == "strategy evolution" && count == 4 { #expect(told == wanted) }
        }
        #expect(
            try await history(settings, evaluations: 24, count: 4) { $0 }
                == history(settings, evaluations: 24, count: 4) { $0.reversed() })
    }

    @Test func `genomes that wait for a value are given again if the next ones depend on them`() async throws {
        let talking = Talking()
        try await talking.say("\(Self.genes); maximize told; population size 4 litter 1; strategy evolution")
        #expect(try await asked(talking, 3).genomes.map(\.id) == [0, 1, 2])
        #expect(try await asked(talking, 3).genomes.map(\.id) == [3])
        try await talking.say("tell 1 0.5")
        let again = try await asked(talking, 10)
        #expect(again.genomes.map(\.id) == [0, 2, 3])
        #expect(again.areRepeated)
    }

    @Test func `a failed genome ranks last, and each genome takes one outcome`() async throws {
        let talking = Talking()
        try await talking.say(
            "gene x in 1..3; minimize told; population size 3 litter 1; strategy grid; ask 3; tell 2 7; tell 0 failed")
        #expect(await talking.error("tell 2 8") == "genome 2 already has an outcome")
        #expect(
            await talking.error("tell 3 8") == "genome 3 was not asked for; `ask` gives genomes with their numbers")
        guard case .told(let told)? = try await talking.say("tell 1 -0.5").last else {
            Issue.record("no report")
            return
        }
        #expect(told.best == -0.5)
        #expect(told.generation == 1)
        #expect(told.pending == 0)
        #expect(try await talking.table("show population").map { $0[2] } == ["-0.5000", "7", "failed"])
    }

    @Test func `ask needs told values, and evolve needs others`() async throws {
        let talking = Talking()
        try await talking.say("gene x in 1..9; maximize x")
        #expect(await talking.error("ask")?.contains("maximize told") == true)
        let reports = try await talking.say("maximize told")
        guard case .message(_, let warnings)? = reports.last else {
            Issue.record("no report")
            return
        }
        #expect(warnings == [])
        for command in ["evolve 1", "step"] {
            #expect(
                await talking.error(command) == "the values of `maximize told` come from you: use `ask` and `tell`")
        }
    }

    @Test func `a saved session continues with the genomes that wait for a value`() async throws {
        let folder = try TemporaryFolder()
        let talking = Talking()
        try await talking.say("\(Self.genes); maximize told; population size 4 litter 1; strategy evolution; ask 4")
        try await talking.say("tell 0 1; tell 2 3; save session '\(folder.path)/a.session'")
        let other = Talking()
        try await other.say("open session '\(folder.path)/a.session'")
        #expect(try await asked(other, 10).genomes.map(\.id) == [1, 2, 3])
    }
}
