import Messages
import Reports
import Support
import Testing

/// Fitness as a mean over folds of the data, or over trainings with different random numbers.
@Suite struct FoldedSearchTests {
    private static let quick = "training epochs 2; genes clear; gene neurons0 in 4, 8; population size 2 litter 1"

    private func loaded(_ command: String) async throws -> DataReport? {
        for report in try await Talking().say(command) {
            if case .loaded(let data) = report { return data }
        }
        return nil
    }

    @Test func `small datasets have five folds by default, large ones none`() async throws {
        #expect(try await loaded("load iris")?.folds == 5)
        #expect(try await loaded("load iris folds 3")?.folds == 3)
        #expect(try await loaded("load iris folds 1")?.folds == nil)
        #expect(try await loaded("load iris validation 20%")?.folds == nil)
        #expect(try await loaded("load digits")?.folds == nil)
        #expect(try await loaded("load digits limit 500 folds 2")?.folds == 2)
    }

    @Test func `a table too small for the default folds is refused with fewer folds that it has rows for`() async throws
    {
        let folder = try TemporaryFolder()
        let path = try folder.write(Array("a,l\n1,x\n2,y\n3,x\n4,y\n5,x\n".utf8), to: "small.csv")
        let error = await #expect(throws: SessionError.self) { try await Talking().say("load csv '\(path)' label l") }
        #expect(
            error?.description
                == "small has 4 rows outside the test set, too few for the default of 5 folds (cross-validation); "
                + "use more rows or `folds 4`")
        #expect(try await loaded("load csv '\(path)' label l folds 4")?.folds == 4)
    }

    @Test func `the value of the fittest is the mean of its folds, with their deviation, for any number of workers`()
        async throws
    {
        func fittest(workers: Int) async throws -> FittestReport? {
            let talking = Talking(workers: workers)
            try await talking.say("load iris; \(Self.quick); evolve 1; expect trainings = 10")
            let report = try #require(try await talking.say("show fittest").last?.fittest)
            return report
        }
        let one = try #require(try await fittest(workers: 1))
        #expect(one.meanOf == "5 folds")
        #expect(one.trainings == 5)
        #expect(one.deviation ?? 0 > 0)
        #expect(abs(one.value - (one.scores["accuracy"] ?? 0)) < 1e-12)
        #expect(try await fittest(workers: 3) == one)
    }

    @Test func `the first of several trainings is the same as a single one`() async throws {
        let talking = Talking()
        try await talking.say("load digits limit 300; \(Self.quick); evolve 1; expect trainings = 2")
        try await talking.say("training repeat 3; evolve 1; expect trainings = 6")
        guard case .fittest(let report)? = try await talking.say("show fittest").last else {
            Issue.record("no fittest")
            return
        }
        #expect(report.meanOf == "3 trainings")
        #expect(report.deviation != nil)
        try await talking.say("training repeat 1; evolve 1; expect trainings = 6")
    }

    @Test func `a full training uses one training set, regardless of the folds`() async throws {
        let talking = Talking()
        try await talking.say("load iris folds 2; \(Self.quick); evolve 1")
        let folded = try #require(try await talking.say("train fittest epochs 3").last?.trained)
        let plain = Talking()
        try await plain.say(
            "load iris folds 1; \(Self.quick); gene neurons0 in \(try await Self.neurons(talking)); evolve 1")
        let whole = try #require(try await plain.say("train fittest epochs 3").last?.trained)
        #expect(folded.validation == whole.validation)
        #expect(folded.test == whole.test)
    }

    private static func neurons(_ talking: Talking) async throws -> String {
        let report = try #require(try await talking.say("show fittest").last?.fittest)
        return report.genes.first { $0.name == "neurons0" }?.value ?? ""
    }
}
