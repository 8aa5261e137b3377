import DataSources
import Datasets
import Evolution
import Expressions
import Foundation
import Memory
import Networks
import Objectives
import Programs
import Support
import Testing

/// `Fixtures/memory-1.sqlite` was written on a processor with AVX2 by the version whose keys were derived from
/// property names. It contains the eight networks and sixteen answers of these commands, run in the folder `/`:
///
///     load iris validation 20% test 20%; genes clear; gene neurons0 in 4, 8; gene optimizer in sgd, adam
///     gene dropout0 in 0, 0.25; training epochs 1; population size 8; evolve 2
///
///     gene x in 0..3; gene word in a, b; maximize output of 'expr {x} + 1' repeat 2 remember
///     strategy grid; population size 8; evolve 1
@Suite struct OldMemoryTests {
    private let folder: TemporaryFolder
    private let memory: ScoreMemory

    init() throws {
        folder = try TemporaryFolder()
        let path = try #require(
            Bundle.module.path(forResource: "memory-1", ofType: "sqlite", inDirectory: "Fixtures"))
        let bytes = [UInt8](try Data(contentsOf: URL(filePath: path)))
        memory = ScoreMemory(path: try folder.write(bytes, to: "memory.sqlite"))
    }

    private func answer(_ fingerprint: Fingerprint) throws -> [String: Double] {
        let known = try #require(memory.evaluation(fingerprint.bytes))
        guard case .scores(let scores) = known.result else { return [:] }
        return scores
    }

    private func genomes(of genus: Genus) throws -> [Genome] {
        genus.genes.reduce([[]]) { rows, gene in
            rows.flatMap { row in (0..<gene.count).map { row + [UInt32($0)] } }
        }.map(Genome.init(codes:))
    }

    @Test func `a memory of the previous version answers networks`() throws {
        let dataset = try Catalogue.load("iris")
        let split = try Split(
            dataset,
            plan: SplitPlan(validation: .fraction(try SplitFraction(0.2)), test: .fraction(try SplitFraction(0.2))))
        var settings = TrainingSettings()
        settings.epochs = 1
        let genus = try Genus([
            Gene("neurons0", in: .list([.integer(4), .integer(8)])),
            Gene("optimizer", in: .list([.text("sgd"), .text("adam")])),
            Gene("dropout0", in: .list([.integer(0), .real(0.25)])),
        ])
        let objective = try NetworkObjective(
            genus: genus,
            task: NetworkTask(inputs: 4, outputs: 3, outputActivation: .softmax, settings: settings),
            examples: Examples(
                dataset: dataset, split: split, preprocessing: .centred(dataset, training: split.training)),
            expression: try ParsedExpression(parsing: "accuracy"), direction: .maximize, seed: 1, instructionSet: "avx2"
        )
        var accuracies: [Double] = []
        for genome in try genomes(of: genus) {
            let scores = try answer(objective.prepare(genome).fingerprints[0])
            let neurons = genome.codes[0] == 0 ? 4.0 : 8
            #expect(scores["parameters"] == 5 * neurons + (neurons + 1) * 3)
            accuracies.append(try #require(scores["accuracy"]))
        }
        // The network with 8 neurons, sgd and a dropout of 0.25.
        #expect(accuracies.max() == accuracies[5])
        #expect(abs(accuracies[5] - 19.0 / 30) < 1e-12)
    }

    @Test func `a memory of the previous version answers a program's genomes`() throws {
        let genus = try Genus([
            Gene("x", in: .integers(first: 0, last: 3, step: 1, scale: .linear)),
            Gene("word", in: .list([.text("a"), .text("b")])),
        ])
        let objective = try ProgramObjective(
            ProgramSettings(command: try CommandTemplate(parsing: "expr {x} + 1"), repeats: 2, isRemembered: true),
            direction: .maximize, genus: genus, seed: 1, workingFolder: "/")
        for genome in try genomes(of: genus) {
            for part in 0..<2 {
                let scores = try answer(objective.prepare(genome).fingerprints[part])
                #expect(scores == ["output": Double(genome.codes[0]) + 1])
            }
        }
    }

    @Test func `the memory's own counts have not changed`() {
        #expect(memory.facts.evaluations == 24)
        #expect(memory.facts.answeredEver == 8)
        #expect(memory.takeWarnings() == [])
    }
}
