import Foundation
import Memory
import Reports
import Support
import Testing

/// Simpler predictions beside the fittest network.
@Suite struct BaselinesTests {
    private static let start = "load iris; training epochs 3; population size 4; seed 2; evolve 1"

    private func fittest(_ talking: Talking, isInterrupted: Bool = false) async throws -> FittestReport {
        let reports = try await talking.say("show fittest", isInterrupted: { isInterrupted })
        guard case .fittest(let report)? = reports.last else { throw Missing() }
        return report
    }

    private struct Missing: Error {}

    @Test func `the fittest is shown beside the default network, a linear model and the most frequent class`()
        async throws
    {
        let talking = Talking()
        try await talking.say(Self.start)
        let report = try await fittest(talking)
        let baselines = try #require(report.baselines)
        #expect(baselines.baselines.map(\.name) == ["default network", "linear", "most frequent class"])
        #expect(baselines.fittest == report.value)
        #expect(baselines.objective == "validation accuracy")
        // Folds have their own most frequent class, and 30 to 50 of 150 flowers are of one species.
        #expect(baselines.baselines.allSatisfy { ($0.value ?? -1) >= 0 && $0.failure == nil })
        #expect((baselines.baselines[1].value ?? 0) > 0.9)
        #expect((baselines.baselines[2].value ?? 1) < 0.4)
        #expect(baselines.baselines[0].parameters == 4 * 64 + 64 + 64 * 64 + 64 + 64 * 3 + 3)
        #expect(baselines.baselines[1].parameters == 4 * 3 + 3)
        #expect(baselines.line.hasPrefix("fittest 0."))
        #expect(baselines.line.contains("; default network 0.") && baselines.line.contains("; linear 0."))
    }

    @Test func `baselines change neither the search nor the next generations`() async throws {
        let (shown, plain) = (Talking(), Talking())
        try await shown.say(Self.start)
        try await plain.say(Self.start)
        _ = try await fittest(shown)
        try await shown.say("show baselines")
        try await shown.say("evolve 2")
        try await plain.say("evolve 2")
        #expect(try await shown.table("show history") == plain.table("show history"))
        #expect(try await shown.table("show population") == plain.table("show population"))
    }

    @Test func `baselines are measured once and remembered by the memory`() async throws {
        let memory = ScoreMemory()
        let talking = Talking(memory: memory)
        try await talking.say(Self.start)
        let before = memory.facts.evaluations
        let first = try await fittest(talking).baselines
        let after = memory.facts.evaluations
        // Two networks, five folds each.
        #expect(after > before && after <= before + 10)
        #expect(try await fittest(talking).baselines == first)
        #expect(memory.facts.evaluations == after)
        let other = Talking(memory: memory)
        try await other.say(Self.start)
        #expect(try await fittest(other).baselines == first)
        #expect(memory.facts.evaluations == after)
    }

    @Test func `Ctrl-C shows the fittest without baselines, and the next command measures them`() async throws {
        let talking = Talking()
        try await talking.say(Self.start)
        let stopped = try await fittest(talking, isInterrupted: true)
        #expect(stopped.baselines?.wasStopped == true)
        #expect(try await fittest(talking).baselines?.wasStopped == false)
    }

    @Test func `the mean is the constant prediction of numbers`() async throws {
        let folder = try TemporaryFolder()
        let rows = (0..<80).map { "\($0 % 9),\($0 % 5),\(3 * ($0 % 9) - 2 * ($0 % 5)).5\n" }.joined()
        try folder.write(Array(("a,b,y\n" + rows).utf8), to: "t.csv")
        let talking = Talking()
        try await talking.say(
            "load csv '\(folder.path)/t.csv' label y regression; training epochs 5; population size 2 litter 1; evolve 1"
        )
        let baselines = try #require(try await fittest(talking).baselines)
        #expect(baselines.baselines.last?.name == "mean")
        #expect((baselines.baselines.last?.value ?? 1) <= 0)
        // The target is linear.
        #expect((baselines.baselines[1].value ?? 0) > 0.99)
    }

    @Test func `a network that is no better than always predicting the same is a warning`() async throws {
        let folder = try TemporaryFolder()
        // The class does not depend on the inputs, and nine in ten rows have the same.
        let rows = (0..<100).map { "\($0 * 37 % 11),\($0 % 10 == 0 ? "rare" : "usual")\n" }.joined()
        try folder.write(Array(("a,y\n" + rows).utf8), to: "t.csv")
        let talking = Talking()
        try await talking.say(
            "load csv '\(folder.path)/t.csv' label y; training epochs 1; population size 2 litter 1; evolve 1")
        let baselines = try #require(try await fittest(talking).baselines)
        #expect(baselines.isNoBetterThanConstant)
        #expect(
            baselines.warnings.first
                == "the fittest network is no better than always predicting the most frequent class (0.9059)",
            "\(baselines.warnings) \(baselines.line)")
    }

    @Test func `functions of genes have no baselines`() async throws {
        let talking = Talking()
        try await talking.say("gene x in 0..9; maximize x; population size 3; evolve 1")
        #expect(try await fittest(talking).baselines == nil)
        #expect(
            await talking.error("show baselines")
                == "this objective has no baselines: they need an objective that reads scores of networks and no genes")
        try await talking.say(
            "load iris; genes default; training epochs 1; maximize accuracy - neurons0 / 1e6; evolve 1")
        #expect(try await fittest(talking).baselines == nil)
        #expect(await Talking().error("show baselines")?.hasPrefix("`show baselines` needs an objective") == true)
    }

    @Test(arguments: ["parameters", "parameters + multiplications", "parameters and minimize multiplications"])
    func `facts of a network alone are compared with no prediction`(objective: String) async throws {
        let talking = Talking()
        try await talking.say(
            "load iris; training epochs 1; population size 3 litter 1; minimize \(objective); evolve 1")
        #expect(try await fittest(talking).baselines == nil)
    }

    @Test func `a baseline without a finite value says so`() async throws {
        let talking = Talking()
        try await talking.say(
            "load iris; training epochs 1; population size 2 litter 1; maximize log(accuracy - 1); evolve 1")
        let rows = try await talking.table("show baselines")
        #expect(rows.map { $0[1] } == ["–", "–", "–"])
    }

    @Test func `several objectives compare the knee in the first one`() async throws {
        let talking = Talking()
        try await talking.say(
            "load iris; training epochs 2; maximize accuracy and minimize parameters; population size 4; evolve 1")
        let baselines = try #require(try await fittest(talking).baselines)
        #expect(baselines.best == "knee")
        #expect(baselines.baselines.allSatisfy { (0...1).contains($0.value ?? -1) })
    }

    @Test func `baselines are compared in the first objective that reads a score`() async throws {
        let talking = Talking()
        try await talking.say(
            "load iris; training epochs 2; minimize parameters and maximize auc and minimize loss; population size 4; "
                + "evolve 1")
        let report = try await fittest(talking)
        let baselines = try #require(report.baselines)
        #expect(baselines.objective == "validation auc")
        #expect(baselines.fittest == report.front?.knee.dropFirst().first?.value)
        #expect(baselines.baselines.allSatisfy { (0...1).contains($0.value ?? -1) })
        // Always the same prediction separates no classes.
        #expect(baselines.baselines.last?.value == 0.5)
        #expect(!baselines.isNoBetterThanConstant)
        #expect(baselines.titledLine.hasPrefix("validation auc: knee "))
    }

    @Test func `baselines of an expression have its value for their own scores and facts`() async throws {
        let talking = Talking()
        try await talking.say(
            "load iris; training epochs 2; maximize accuracy - 1e-3 * parameters; population size 3 litter 1; evolve 1")
        let report = try await fittest(talking)
        let baselines = try #require(report.baselines)
        #expect(baselines.fittest == report.value)
        let parameters = try #require(baselines.baselines.first?.parameters)
        let worst = -Double(parameters) / 1000
        #expect((worst...worst + 1).contains(baselines.baselines[0].value ?? 1))
        #expect((baselines.baselines.last?.value ?? 0) > 0)
    }

    @Test func `comparisons and reports have the baselines, and a table shows and exports them`() async throws {
        let folder = try TemporaryFolder()
        let talking = Talking()
        try await talking.say(Self.start)
        guard case .comparison(let comparison)? = try await talking.say("compare random searches 1").last else {
            throw Missing()
        }
        let baselines = try #require(comparison.baselines)
        try await talking.say("report to '\(folder.path)/r.md'")
        let page = try String(contentsOfFile: folder.path + "/r.md", encoding: .utf8)
        #expect(page.contains("Validation accuracy on the same rows: \(baselines.line)."), "\(page.prefix(3000))")
        let rows = try await talking.table("show baselines")
        #expect(rows.map(\.first) == ["fittest", "default network", "linear", "most frequent class"])
        try await talking.say("export csv '\(folder.path)/b.csv' of baselines")
        let lines = try String(contentsOfFile: folder.path + "/b.csv", encoding: .utf8).split(separator: "\r\n")
        #expect(lines.count == 5)
    }
}
