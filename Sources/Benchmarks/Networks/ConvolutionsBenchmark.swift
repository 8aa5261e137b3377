import ArgumentParser
import Datasets
import Foundation
import Networks
import Randomness

/// `bench convolutions`: measures the samples per second of convolutional networks, and times their primitives alone.
struct ConvolutionsBenchmark: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "convolutions",
        abstract: "samples per second of convolutional networks, and of the same oneDNN primitives alone")

    @Option(help: "number of networks trained at once") var workers = 2
    @Option(help: "number of cores per network") var cores = 1
    @Option(help: "only the Nth network, from 1; 0 for all") var only = 0
    @Option(help: "the fraction of the training samples") var fraction = 1.0
    @Option(help: "trainings and runs of the primitives in turn, of which the quickest count") var rounds = 3
    @Flag(help: "print one JSON object a network") var json = false
    @Flag(help: "print the networks as JSON, and train none") var list = false

    private struct Figures: Encodable {
        let text: String
        let samples: Int
        let batch: Int
        var speed: Double?
        var primitives: Double?
        var gigaflops: Double?
        var megabytes: Double?
    }

    func run() throws {
        guard fraction > 0, fraction <= 1 else { throw ValidationError("--fraction: expected 0 to 1") }
        for (number, shape) in ConvolutionShape.all.enumerated() where only == 0 || only == number + 1 {
            let samples = max(ConvolutionShape.batch, Int(Double(shape.samples) * fraction))
            var figures = Figures(text: shape.text, samples: samples, batch: ConvolutionShape.batch)
            if !list { try measure(shape, samples: samples, &figures) }
            if json || list {
                let encoder = JSONEncoder()
                encoder.outputFormatting = .sortedKeys
                print(String(decoding: try encoder.encode(figures), as: UTF8.self))
            } else {
                let (speed, primitives) = (figures.speed ?? .nan, figures.primitives ?? .nan)
                print(
                    String(
                        format:
                            "%9.0f samples/s  %6.1f GFLOP/s  primitives alone %9.0f samples/s  ratio %.2f  %4.0f MB  ",
                        speed, figures.gigaflops ?? .nan, primitives, primitives / speed, figures.megabytes ?? .nan)
                        + shape.text)
            }
        }
    }

    private func measure(_ shape: ConvolutionShape, samples: Int, _ figures: inout Figures) throws {
        let architecture = try shape.architecture()
        let examples = try Self.examples(architecture, samples: samples)
        var settings = TrainingSettings()
        settings.batchSize = ConvolutionShape.batch
        settings.epochs = 1
        let rounds = max(1, rounds)
        let subjects = [NetworksBenchmark.Subject](repeating: (architecture, settings), count: workers)
        let cores = cores
        var (best, least, operations) = (Double.infinity, Double.infinity, 0.0)
        for _ in 0..<rounds {
            let (seconds, scores) = NetworksBenchmark.timed(subjects, workers: workers) { subject -> Double in
                let trainer = try? Trainer(
                    architecture: subject.architecture, settings: subject.settings, examples: examples)
                let outcome = try? trainer?.train(cores: cores, cancellation: Cancellation()) { _ in }
                return outcome?.scores[.accuracy] ?? .nan
            }
            guard scores.allSatisfy(\.isFinite) else { throw ValidationError("\(shape.text) could not be trained") }
            if figures.megabytes == nil { figures.megabytes = peakMegabytes }
            let (alone, done) = NetworksBenchmark.timed(subjects, workers: workers) { subject -> Double in
                let operations = try? PrimitivesBaseline.run(
                    subject.architecture, batchSize: subject.settings.batchSize, training: samples,
                    scored: Self.validation, cores: cores)
                return operations ?? .nan
            }
            guard done.allSatisfy(\.isFinite) else { throw ValidationError("\(shape.text): the primitives failed") }
            best = min(best, seconds)
            least = min(least, alone)
            operations = done.reduce(0, +)
        }
        figures.speed = Double(workers * samples) / best
        figures.primitives = Double(workers * samples) / least
        figures.gigaflops = operations / best / 1e9
    }

    private static let validation = 64

    /// Returns random noise: training on it takes as long as training on images.
    private static func examples(_ architecture: Architecture, samples: Int) throws -> Examples {
        guard case .image(let height, let width, let channels) = architecture.input else {
            throw ValidationError("\(architecture.input): expected an image")
        }
        var generator = Generator(seed: 1)
        let count = samples + validation
        let wanted = count * architecture.inputs
        var bytes: [UInt8] = []
        bytes.reserveCapacity(wanted + 8)
        while bytes.count < wanted { withUnsafeBytes(of: generator.next()) { bytes.append(contentsOf: $0) } }
        bytes.removeLast(bytes.count - wanted)
        let labels = (0..<count).map { _ in UInt16(generator.below(10)) }
        let dataset = try Dataset(
            name: "noise", layout: .image(height: height, width: width, channels: channels), features: .bytes(bytes),
            targets: .classes(labels: labels, names: (0..<10).map(String.init)))
        let split = Split(
            training: (0..<samples).map(Int32.init), validation: (samples..<count).map(Int32.init), test: [])
        return Examples(
            dataset: dataset, split: split, preprocessing: .centred(dataset, training: split.training))
    }

    /// The peak memory of the process, as reported by the system.
    private var peakMegabytes: Double {
        let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
        let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
        let kilobytes = line?.split(separator: " ").compactMap { Double($0) }.first ?? .nan
        return kilobytes / 1024
    }
}
