import ArgumentParser
import Evolution
import Foundation

private enum MillisecondText {
    static func milliseconds(_ seconds: Double) -> String { String(format: "%.2f ms", seconds * 1000) }
}

/// A benchmark of the engine alone: generations per second if the fitness costs almost nothing (OneMax with 100
/// genes), on one thread and without recording.
struct EngineBenchmark: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "engine", abstract: "Generations per second on OneMax with 100 genes.")

    @Option(help: "Only this population size: \(Self.cases.map { String($0.size) }.joined(separator: ", ")).")
    var size: Int?

    @Flag(help: "Print one JSON object.")
    var json = false

    /// The population sizes, and the number of generations that take about a second or two.
    private static let cases = [
        (size: 5, generations: 1_000_000), (size: 1000, generations: 15_000), (size: 100_000, generations: 40),
    ]

    func run() throws {
        let genus = try Genus(
            (0..<100).map { Gene("x\($0)", in: .integers(first: 0, last: 1, step: 1, scale: .linear)) })
        var speeds: [String: Double] = [:]
        for (size, generations) in Self.cases where self.size == nil || size == self.size {
            var settings = SearchSettings()
            settings.size = size
            // Common settings of such benchmarks: tournaments of two, single-point crossover, one elite.
            settings.selection = .tournament(size: 2)
            settings.crossover = .singlePoint
            if let one = Fraction(1 / Double(size)) { settings.elitism = one }
            var evolution = try Evolution(genus: genus, settings: settings, seed: 1)
            evolution.stopRecording()
            let clock = ContinuousClock()
            let time = clock.measure {
                evolution.run(
                    through: generations,
                    byteFitness: { codes in
                        // 100 bits: the sum fits the byte of a code.
                        var ones: UInt8 = 0
                        for gene in 0..<codes.count { ones &+= codes[gene] }
                        return Double(ones)
                    })
            }
            let seconds = Double(time.components.seconds) + Double(time.components.attoseconds) * 1e-18
            speeds[String(size)] = Double(generations) / seconds
            if !json {
                print(
                    "population \(size): \(Int(Double(generations) / seconds)) generations/s, best \(evolution.fittest?.outcome?.fitness ?? 0)"
                )
            }
        }
        if size == nil {
            let time = try Self.litterTime(births: 40, after: 200)
            speeds["litter"] = time
            if !json { print("litters of 64 from 200 evaluations: \(MillisecondText.milliseconds(time)) per birth") }
        }
        if json {
            let encoder = JSONEncoder()
            encoder.outputFormatting = .sortedKeys
            print(String(decoding: try encoder.encode(["engine": speeds]), as: UTF8.self))
        }
    }

    /// Returns the seconds per birth if a model of so many evaluations chooses from its litter: 15 genes of 8 values
    /// and a smooth function.
    private static func litterTime(births: Int, after evaluations: Int) throws -> Double {
        let genus = try Genus(
            (0..<15).map { Gene("x\($0)", in: .integers(first: 0, last: 7, step: 1, scale: .linear)) })
        var settings = SearchSettings.costly
        settings.size = 20
        var evolution = try Evolution(genus: genus, settings: settings, seed: 1)
        func run(through count: Int) {
            while evolution.evaluations < count {
                for birth in evolution.ask(1) {
                    let codes = birth.genome.codes
                    let score = codes.indices.reduce(0.0) { sum, gene in
                        let distance = Double(codes[gene]) - Double(gene % 8)
                        return sum - distance * distance / Double(gene + 1)
                    }
                    evolution.tell(birth.id, .fitness(score))
                }
            }
        }
        run(through: evaluations)
        let time = ContinuousClock().measure { run(through: evaluations + births) }
        return (Double(time.components.seconds) + Double(time.components.attoseconds) * 1e-18) / Double(births)
    }
}
