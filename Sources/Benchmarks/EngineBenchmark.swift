import ArgumentParser
import Evolution
import Foundation

/// How many generations a second the engine runs where the fitness costs next to nothing: OneMax of 100 genes, on one
/// thread, with the recording off.
struct EngineBenchmark: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "engine", abstract: "Generations a second on OneMax of 100 genes.")

    @Option(help: "Only this population: \(Self.cases.map { String($0.size) }.joined(separator: ", ")).")
    var size: Int?

    @Flag(help: "Print one JSON object.")
    var json = false

    /// Populations, and the generations that take about a second or two.
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
            // What such benchmarks commonly run: tournaments of two, one cut, one elite.
            settings.selection = .tournament(size: 2)
            settings.crossover = .singlePoint
            if let one = Fraction(1 / Double(size)) { settings.elitism = one }
            var evolution = try Evolution(genus: genus, settings: settings, seed: 1)
            evolution.stopRecording()
            let clock = ContinuousClock()
            let time = clock.measure {
                evolution.run(through: generations) { codes in
                    var ones: UInt32 = 0
                    for gene in 0..<codes.count { ones &+= codes[gene] }
                    return Double(ones)
                }
            }
            let seconds = Double(time.components.seconds) + Double(time.components.attoseconds) * 1e-18
            speeds[String(size)] = Double(generations) / seconds
            if !json {
                print(
                    "population \(size): \(Int(Double(generations) / seconds)) generations/s, best \(evolution.fittest?.outcome?.fitness ?? 0)"
                )
            }
        }
        if json {
            let encoder = JSONEncoder()
            encoder.outputFormatting = .sortedKeys
            print(String(decoding: try encoder.encode(["engine": speeds]), as: UTF8.self))
        }
    }
}
