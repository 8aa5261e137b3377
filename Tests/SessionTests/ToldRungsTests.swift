import Foundation
import Reports
import Support
import Testing

/// `ask` and `tell` with a range of epochs.
@Suite struct ToldRungsTests {
    private static let search =
        "gene x in 1..1000; maximize told; training epochs 1..27; population size 9 litter 1; strategy evolution; "
        + operators
    /// Operators that searches of functions and of programs have in common; their defaults differ.
    private static let operators = "population mutation 50% selection tournament of 2 crossover uniform"

    private func asked(_ talking: Talking, _ count: Int) async throws -> AskedReport {
        guard case .asked(let report)? = try await talking.say("ask \(count)").last else {
            throw CocoaError(.featureUnsupported)
        }
        return report
    }

    private func told(_ talking: Talking, _ text: String) async throws -> ToldReport {
        guard case .told(let report)? = try await talking.say("tell \(text)").last else {
            throw CocoaError(.featureUnsupported)
        }
        return report
    }

    /// The value of a genome after some epochs.
    private func value(_ genome: AskedReport.AskedGenome) throws -> Int {
        let x = try #require(Int(genome.genes[0].value ?? ""))
        return x * (try #require(genome.epochs)) % 97
    }

    /// Tells values until so many generations are finished.
    private func run(
        _ talking: Talking, generations: Int, count: Int,
        order: ([AskedReport.AskedGenome]) -> [AskedReport.AskedGenome]
    ) async throws {
        var finished = 0
        while finished < generations {
            for genome in order(try await asked(talking, count).genomes) where finished < generations {
                finished = try await told(talking, "\(genome.id) \(try value(genome))").generation
            }
        }
    }

    @Test(arguments: [1, 4, 100])
    func `the same genomes go on as in a search of a program, in whatever order values come`(
        _ count: Int
    ) async throws {
        let folder = try TemporaryFolder()
        let program = try folder.write(Array("echo $((NS_x * NS_epochs % 97))\n".utf8), to: "train.sh")
        let evolving = Talking()
        try await evolving.say(
            "gene x in 1..1000; population size 9 litter 1; strategy evolution; \(Self.operators); "
                + "maximize output of 'sh \(program) {epochs}' epochs 1..27; evolve 3")
        let talking = Talking()
        try await talking.say(Self.search)
        try await run(talking, generations: 3, count: count) { $0.reversed() }
        #expect(try await talking.table("show history") == evolving.table("show history"))
        #expect(try await talking.table("show population") == evolving.table("show population"))
    }

    @Test func `a genome is given with its epochs, and the report says how far it is`() async throws {
        let talking = Talking()
        try await talking.say(Self.search)
        let first = try await asked(talking, 1).genomes[0]
        #expect(first.epochs == 1 && first.epochsBefore == 0)
        let report = try await told(talking, "0 0.5")
        #expect(report.measurement?.state == .continues && report.measurement?.highest == 27)
        for (before, epochs) in [(1, 3), (3, 9), (9, 27)] {
            let again = try await asked(talking, 1)
            #expect(again.genomes[0].id == 0 && !again.areRepeated)
            #expect(again.genomes[0].epochsBefore == before && again.genomes[0].epochs == epochs)
            // Until it has a value it is not given again.
            #expect(try await asked(talking, 8).genomes.allSatisfy { $0.id > 0 })
            try await talking.say("undo")
            let next = try await told(talking, "0 0.5").measurement
            #expect(next?.epochs == epochs && next?.state == (epochs == 27 ? .complete : .continues))
        }
        #expect(await talking.error("tell 0 0.5") == "genome 0 already has an outcome")
    }

    @Test func `a failed genome ends, others wait for earlier ones, and a saved session continues`() async throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/told.session"
        let talking = Talking()
        try await talking.say(Self.search)
        _ = try await asked(talking, 9)
        #expect(try await told(talking, "8 0.5").measurement?.state == .undecided)
        #expect(try await told(talking, "0 failed").measurement?.state == .failed)
        #expect(await talking.error("tell 8 0.5") == "genome 8 already has a value for its epochs")
        try await talking.say("save session '\(path)'")
        let opened = Talking()
        try await opened.say("open session '\(path)'")
        let again = try await asked(opened, 9)
        #expect(again.areRepeated && again.genomes.map(\.id) == [1, 2, 3, 4, 5, 6, 7])
        for genome in again.genomes { _ = try await told(opened, "\(genome.id) \(try value(genome))") }
        try await run(opened, generations: 2, count: 3) { $0 }
        #expect(try await opened.table("show history").count == 2)
    }

    @Test func `without a range nothing changes, and with stopping none all get the highest number`() async throws {
        let plain = Talking()
        try await plain.say("gene x in 1..9; maximize told; training epochs 5")
        #expect(try await asked(plain, 1).genomes[0].epochs == nil)
        let none = Talking()
        try await none.say("gene x in 1..9; maximize told; training epochs 1..5 stopping none")
        #expect(try await asked(none, 1).genomes[0].epochs == 5)
        #expect(try await told(none, "0 1").measurement == nil)
    }
}
