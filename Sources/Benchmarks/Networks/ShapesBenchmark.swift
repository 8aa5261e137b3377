import ArgumentParser
import Datasets
import Foundation
import Networks
import Objectives
import Randomness

/// `bench shapes`: measures the samples per second of four very different networks, from wide batches to narrow ones.
struct ShapesBenchmark: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "shapes", abstract: "samples per second of four networks, each trained by all workers at once")

    @Option(help: "number of networks trained at once") var workers = 2
    @Option(help: "number of cores per network") var cores = 1
    @Option(help: "only the Nth shape, from 1; 0 for all") var only = 0

    /// A network and its training; the benchmarks of the peers use the same list.
    private struct Shape {
        let inputs: Int
        let neurons: [Int]
        let batch: Int
        let optimizer: String
        let samples: Int
        let epochs: Int

        var name: String {
            "\(([inputs] + neurons).map(String.init).joined(separator: "-")), batch \(batch), \(optimizer)"
        }
    }

    private static let shapes = [
        Shape(
            inputs: 3072, neurons: [128, 64, 64, 32, 128], batch: 1024, optimizer: "adam", samples: 50_000, epochs: 4),
        Shape(
            inputs: 784, neurons: [256, 128, 256, 256, 128], batch: 32, optimizer: "adam", samples: 60_000, epochs: 2),
        Shape(inputs: 784, neurons: [64], batch: 16, optimizer: "nadam", samples: 60_000, epochs: 5),
        Shape(
            inputs: 3072, neurons: [1024, 1024, 1024, 1024], batch: 64, optimizer: "adamax", samples: 10_000, epochs: 1),
    ]

    func run() throws {
        for (number, shape) in Self.shapes.enumerated() where only == 0 || only == number + 1 {
            let speed = try speed(shape)
            print(String(format: "%9.0f samples/s  ", speed) + shape.name)
        }
        print(String(format: "%9.0f MB peak memory", peakMegabytes))
    }

    private func speed(_ shape: Shape) throws -> Double {
        let examples = try Self.examples(shape)
        guard let optimizer = Optimizer(named: shape.optimizer) else { throw ValidationError(shape.optimizer) }
        let architecture = Architecture(
            inputs: shape.inputs, inputDropout: .none,
            hidden: shape.neurons.map { DenseLayer(neurons: $0, activation: .relu, dropout: .none) }, outputs: 10,
            outputActivation: .softmax, initializer: .glorotUniform)
        var settings = TrainingSettings()
        settings.optimizer = optimizer
        settings.batchSize = shape.batch
        settings.epochs = shape.epochs
        settings.patience = shape.epochs
        let chosen = settings
        let cores = cores
        let subjects = [NetworksBenchmark.Subject](repeating: (architecture, chosen), count: workers)
        let (seconds, scores) = NetworksBenchmark.timed(subjects, workers: workers) { subject -> Double in
            let trainer = try? Trainer(
                architecture: subject.architecture, settings: subject.settings, examples: examples)
            return (try? trainer?.train(cores: cores, cancellation: Cancellation()) { _ in })?.scores[.accuracy] ?? .nan
        }
        guard scores.allSatisfy(\.isFinite) else { throw ValidationError("\(shape.name) could not be trained") }
        return Double(workers * shape.samples * shape.epochs) / seconds
    }

    /// Returns random noise: training on it takes as long as training on images.
    private static func examples(_ shape: Shape) throws -> Examples {
        var generator = Generator(seed: 1)
        let count = shape.samples + Self.validation
        var bytes: [UInt8] = []
        bytes.reserveCapacity(count * shape.inputs)
        while bytes.count < count * shape.inputs {
            withUnsafeBytes(of: generator.next()) { bytes.append(contentsOf: $0) }
        }
        let labels = (0..<count).map { _ in UInt16(generator.below(10)) }
        let dataset = try Dataset(
            name: "noise", layout: .table(columns: (0..<shape.inputs).map { "x\($0)" }), features: .bytes(bytes),
            targets: .classes(labels: labels, names: (0..<10).map(String.init)))
        let split = Split(
            training: (0..<shape.samples).map(Int32.init), validation: (shape.samples..<count).map(Int32.init),
            test: [])
        return Examples(
            dataset: dataset, split: split, preprocessing: .centred(dataset, training: split.training))
    }

    private static let validation = 256

    /// The peak memory of the process, as reported by the system.
    private var peakMegabytes: Double {
        let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
        let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
        let kilobytes = line?.split(separator: " ").compactMap { Double($0) }.first ?? .nan
        return kilobytes / 1024
    }
}
