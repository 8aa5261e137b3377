import CommandLanguage
import Reports
import Support
import Synchronization
import Testing

private let quick = "load digits limit 400; training epochs 1; population size 6"

@Suite struct EvolveTests {
    @Test func `the same commands give the same history for any number of workers`() async throws {
        func history(workers: Int) async throws -> [[String]] {
            let talking = Talking(workers: workers)
            try await talking.say("\(quick); evolve 3")
            return try await talking.table("show history") + talking.table("show population")
        }
        let one = try await history(workers: 1)
        #expect(one.count == 9)
        #expect(try await history(workers: 2) == one)
        #expect(try await history(workers: 7) == one)
    }

    @Test func `an interrupted search continues to the same history as an uninterrupted one`() async throws {
        let whole = Talking()
        try await whole.say("\(quick); evolve 4")
        let broken = Talking()
        try await broken.say(quick)
        // Stop at the third, ninth and twenty-seventh check, somewhere within a generation.
        for stop in [3, 9, 27] {
            let looks = Mutex(0)
            try await broken.say("evolve 4") {
                looks.withLock { looks in
                    looks += 1
                    return looks == stop
                }
            }
        }
        let done = try await broken.table("show history").count
        #expect(done < 12)
        if done < 4 { try await broken.say("evolve \(4 - done)") }
        let wanted = try await whole.table("show history")
        #expect(Array(try await broken.table("show history").prefix(4)) == wanted)
    }

    @Test func `a large population stops within a generation and continues as if it had not`() async throws {
        let commands = "gene x in 1..9; gene y in 1..9; maximize x * y; population size 20000; evolve 1"
        let (whole, stopped) = (Talking(), Talking())
        try await whole.say(commands + "; evolve 2")
        try await stopped.say(commands)
        let before = try await stopped.table("show population")
        var checks = 0
        let reports = try await stopped.say("evolve 2") {
            checks += 1
            return checks > 2
        }
        let report = try #require(reports.compactMap(\.evolved).last)
        #expect(report.end == .stopped && report.finished == 0 && report.generation == 1)
        #expect(try await stopped.table("show population") == before)
        try await stopped.say("evolve 2")
        #expect(try await stopped.table("show population") == whole.table("show population"))
        #expect(try await stopped.table("show history") == whole.table("show history"))
    }

    @Test func `a search stopped in its first generation does not warn of premature convergence`() async throws {
        let talking = Talking()
        try await talking.say("load digits limit 400; training epochs 1; population size 10")
        let reports = try await talking.say("evolve 3") { true }
        let report = try #require(reports.compactMap(\.evolved).last)
        #expect(report.warnings.isEmpty)
    }

    @Test func `a network that was trained is never trained again`() async throws {
        let talking = Talking()
        try await talking.say(
            "load digits limit 300; training epochs 1; genes clear; gene neurons0 in 16, 0; gene neurons1 in 16, 0")
        try await talking.say("population size 12; evolve 3")
        // 16 0 and 0 16 are one network: three networks in all.
        try await talking.say("expect trainings = 3")
        let before = try await talking.table("show population")
        try await talking.say("reset; evolve 3; expect trainings = 3")
        #expect(try await talking.table("show population") == before)
    }

    @Test func `functions of genes evolve with the same engine`() async throws {
        let talking = Talking()
        let reports = try await talking.say(
            "gene x in 1..<10000; gene y in 1..<10000; maximize x / y; population size 100; evolve 100; show fittest")
        guard case .fittest(let fittest)? = reports.last else {
            Issue.record("no report of the fittest")
            return
        }
        #expect(fittest.value > 3000)
        #expect(fittest.genes.map(\.name) == ["x", "y"])
        #expect(fittest.trainings == nil)
    }

    @Test func `minimize prefers lower values`() async throws {
        let talking = Talking()
        try await talking.say("gene x in 0..1000; minimize (x - 321) ^ 2; population size 50; evolve 60")
        try await talking.say("expect fittest = 0")
        let rows = try await talking.table("show history")
        #expect(rows.last?[4] == "0")
    }

    @Test func `evolve stops in the generation that reaches the goal, even if the goal is 0`() async throws {
        let talking = Talking()
        let reports = try await talking.say(
            "gene x0..x19 in 0, 1; maximize 0 - sum(x0..x19); population size 30; evolve 1000 goal 0")
        let report = try #require(reports.last?.evolved)
        #expect(report.end == .goal)
        #expect(report.best == 0)
        #expect(report.finished < 1000)
    }

    @Test func `values that are not finite are failures with a reason`() async throws {
        let talking = Talking()
        let reports = try await talking.say("gene x in -5..5; maximize 1 / x; population size 20; evolve 2")
        let report = try #require(reports.last?.evolved)
        #expect(report.failures > 0)
        #expect(report.failureReason == "the expression is not finite: inf")
        #expect(report.best == 1)
    }
}

@Suite struct SessionErrorTests {
    @Test(arguments: [
        ("evolve 3", "there is no objective yet; try `load digits`"),
        ("maximize accuracy; evolve 3", "there are no genes; try `gene x in 0..9`"),
        (
            "load digits; gene neurns0 in 1, 2; evolve 1",
            "networks do not read the gene \"neurns0\"; did you mean \"neurons0\"?"
        ),
        (
            "load digits; gene lr in 0.1, 0.2; evolve 1",
            "networks do not read the gene \"lr\"; did you mean \"learning_rate\"?"
        ),
        (
            "load digits; gene optimizer in adam, adm; evolve 1",
            "the gene optimizer has the value \"adm\"; expected one of sgd, rmsprop, adagrad, adadelta, adam, adamw, adamax, nadam, lion. Set other values with `gene optimizer in …`, or restore the default genes with `genes default`"
        ),
        ("gene x in 1..3; maximize x / z; evolve 1", "unknown name \"z\"; did you mean \"x\"?"),
        ("show fittest", "nothing has evolved yet; try `load digits`"),
        ("gene x in 5..1", "gene x: its range is empty: 5 is above 1"),
        ("gene sqrt in 1, 2", "\"sqrt\" has a meaning in expressions; choose another name for the gene"),
        ("gene remove y", "there is no gene \"y\"; `genes` lists the genes"),
        (
            "load digits; gene remove neurons1",
            "the condition of gene dropout1 depends on neurons1; remove dropout1 first"
        ),
        (
            "load iris folds 5 validation 20%",
            "with `folds`, each fold is the validation set once; leave out `folds` or `validation`"
        ),
        (
            "load iris validation 20% test 90%",
            "the validation and test sets must be above 0% and leave samples to train on; found 110%"
        ),
        ("load digits validation test", "digits has no official test set; try `validation 15%`"),
        ("train fittest", "nothing has evolved yet; try `load digits`"),
        ("expect generation > 3", "expected generation > 3, found generation = 0"),
        ("run nowhere.ns", "there is no file nowhere.ns"),
        ("plot to 'x.png'", "nothing has evolved yet; try `load digits`"),
    ])
    func `an error says what is wrong and what to try`(text: String, wanted: String) async throws {
        let found = await Talking().error(text)
        #expect(found == wanted)
    }

    @Test func `an error does not change the session`() async throws {
        let talking = Talking()
        try await talking.say("gene x in 1..100; maximize x; population size 10; evolve 5")
        let before = try await talking.table("show population")
        for mistake in [
            "gene y in 3..1", "load cifar10 from /nowhere", "plot to '/nowhere/x.png'", "run nowhere.ns",
            "expect fittest < 0",
        ] {
            #expect(await talking.error(mistake) != nil, "\(mistake)")
            #expect(try await talking.table("show population") == before, "\(mistake)")
        }
        #expect(try await talking.table("genes").count == 1)
    }

    @Test func `a script that runs itself is an error`() async throws {
        let folder = try TemporaryFolder()
        let path = try folder.write(Array("print one\nrun self.ns\n".utf8), to: "self.ns")
        let found = await Talking().error("run \(path)")
        #expect(found?.contains("the script runs itself") == true)
    }
}
