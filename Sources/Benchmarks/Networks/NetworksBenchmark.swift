import ArgumentParser
import DataSources
import Datasets
import Foundation
import Networks
import Objectives

/// `bench networks`: trains the 20 networks for one epoch of Fashion-MNIST each, and times their matrix products
/// alone.
struct NetworksBenchmark: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "networks",
        abstract: "train 20 networks for one epoch of Fashion-MNIST each, and run the same matrix products alone")

    @Option(help: "number of networks trained at once") var workers = 2
    @Option(help: "train only the first N networks") var count = BenchmarkGenome.all.count
    @Option(help: "number format of the products: float32 or bfloat16") var precision = "float32"
    @Flag(help: "print one JSON object") var json = false

    struct Figures: Encodable {
        let seconds: Double
        let productsSeconds: Double
        let accuracies: [Double]

        private enum CodingKeys: String, CodingKey {
            case seconds, accuracies
            case productsSeconds = "products_seconds"
        }
    }

    func run() throws {
        let dataset = try Catalogue.load("fashion_mnist")
        let official = dataset.officialTest ?? 0..<0
        let rows = (0..<official.lowerBound).map(Int32.init)
        let split = Split(training: rows, validation: official.map(Int32.init), test: [])
        let examples = Examples(
            dataset: dataset, split: split, preprocessing: .centred(dataset, training: split.training))
        guard let precision = Precision(named: precision), precision.isHere else {
            throw ValidationError("--precision: expected a format that this processor supports, found \(precision)")
        }
        let networks = BenchmarkGenome.all.prefix(count).compactMap {
            $0.network(inputs: dataset.layout.width, outputs: dataset.targets.outputs)
        }
        let (trainingSeconds, accuracies) = Self.timed(networks, workers: workers) { network -> Double in
            var settings = network.settings
            settings.precision = precision == .float32 ? nil : precision
            let trainer = try? Trainer(
                architecture: network.architecture, settings: settings, examples: examples)
            let outcome = try? trainer?.train(cancellation: Cancellation()) { _ in }
            return outcome?.scores[.accuracy] ?? .nan
        }
        let (productSeconds, operations) = Self.timed(networks, workers: workers) { network -> Double in
            let operations = try? MatmulBaseline.run(
                network.architecture, batchSize: network.settings.batchSize, training: split.training.count,
                scored: split.validation.count)
            return operations ?? .nan
        }
        if json {
            let figures = Figures(seconds: trainingSeconds, productsSeconds: productSeconds, accuracies: accuracies)
            let encoder = JSONEncoder()
            encoder.outputFormatting = .sortedKeys
            print(String(decoding: try encoder.encode(["networks": figures]), as: UTF8.self))
            return
        }
        let giga = operations.reduce(0, +) / 1e9
        print("\(networks.count) networks, \(workers) workers, \(Int(giga)) GFLOP of matrix products")
        print(String(format: "  training        %8.2f s", trainingSeconds))
        print(String(format: "  products alone  %8.2f s   %.0f GFLOP/s", productSeconds, giga / productSeconds))
        print(String(format: "  ratio           %8.2f", trainingSeconds / productSeconds))
        print("  accuracies      " + accuracies.map { String(format: "%.4f", $0) }.joined(separator: " "))
    }

    typealias Subject = (architecture: Architecture, settings: TrainingSettings)

    /// Returns the total seconds of all subjects, the costliest first, and their results.
    static func timed(
        _ subjects: [Subject], workers count: Int, _ body: @escaping @Sendable (Subject) -> Double
    ) -> (seconds: Double, results: [Double]) {
        let workers = Workers<Double>(count: count)
        let start = ContinuousClock.now
        for (number, subject) in subjects.enumerated() {
            let step = Double(subject.architecture.parameterCount) * 24 / Double(subject.settings.batchSize)
            let cost = Double(subject.architecture.multiplicationsPerSample) * 3 + step
            workers.submit(number: number, cost: cost) { _ in body(subject) }
        }
        var results = [Double](repeating: .nan, count: subjects.count)
        for _ in subjects {
            if let (number, result) = workers.next(within: .seconds(3600)) { results[number] = result }
        }
        workers.finish()
        let passed = ContinuousClock.now - start
        return (Double(passed.components.seconds) + Double(passed.components.attoseconds) * 1e-18, results)
    }
}
