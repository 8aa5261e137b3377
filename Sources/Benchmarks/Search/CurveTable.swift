import DataSources
import Datasets
import Evolution
import Expressions
import Foundation
import Networks
import Objectives
import Randomness

/// The learning curves of many networks: the best score so far after each epoch.
struct CurveTable {
    /// An error of a file of curves.
    struct Unreadable: Error, CustomStringConvertible {
        let description: String
    }

    let curves: [[Double]]

    /// The number of epochs of each curve.
    var epochs: Int { curves.first?.count ?? 0 }
    /// The best score of all.
    var best: Double { curves.joined().max() ?? 0 }

    /// Reads a file with one curve a line.
    init(contentsOf file: URL) throws {
        curves = try String(contentsOf: file, encoding: .utf8).split(separator: "\n").enumerated().map { index, line in
            var best = -Double.infinity
            return try line.split(separator: ",").map { text in
                guard let score = Double(text), score.isFinite else {
                    throw Unreadable(description: "\(file.path):\(index + 1): expected a number, found \(text)")
                }
                best = max(best, score)
                return best
            }
        }
        guard let first = curves.first, curves.allSatisfy({ $0.count == first.count }) else {
            throw Unreadable(description: "\(file.path): expected curves of the same number of epochs")
        }
    }

    /// Trains random networks for 27 epochs and adds the curve of each to a file as soon as it is known, so that an
    /// interrupted measurement continues where it was. A training that diverges is an empty line.
    ///
    /// - Parameters:
    ///   - name: the dataset.
    ///   - rows: the number of its rows that are used.
    static func measure(networks count: Int, of name: String, rows: Int, into file: URL) throws {
        let dataset = try Catalogue.load(name)
        let split = try Split(dataset, plan: SplitPlan(limit: rows))
        let examples = Examples(
            dataset: dataset, split: split, preprocessing: .centred(dataset, training: split.training))
        var settings = TrainingSettings()
        (settings.epochs, settings.patience) = (27, 27)
        let genus = try Genus([
            Gene("neurons0", in: .list([8, 16, 32, 64, 128].map(GeneValue.integer))),
            Gene("neurons1", in: .list([0, 16, 32, 64].map(GeneValue.integer))),
            Gene("optimizer", in: .list(["adam", "sgd", "nadam", "rmsprop"].map(GeneValue.text))),
            Gene("learning_rate", in: .list([1e-4, 3e-4, 1e-3, 3e-3, 1e-2, 3e-2, 1e-1].map(GeneValue.real))),
            Gene("batch_size", in: .list([16, 32, 64, 128].map(GeneValue.integer))),
        ])
        let objective = try NetworkObjective(
            genus: genus,
            task: NetworkTask(
                inputs: dataset.layout.width, outputs: dataset.targets.outputs, outputActivation: .softmax,
                settings: settings),
            examples: examples, expression: ParsedExpression(parsing: "accuracy"), direction: .maximize, seed: 1)
        if !FileManager.default.fileExists(atPath: file.path) { try Data().write(to: file) }
        // A line that a killed process left incomplete is measured again.
        let known = try String(contentsOf: file, encoding: .utf8).split(
            separator: "\n", omittingEmptySubsequences: false
        ).dropLast()
        try Data(known.map { $0 + "\n" }.joined().utf8).write(to: file)
        let handle = try FileHandle(forWritingTo: file)
        try handle.seekToEnd()
        var generator = Generator(seed: 1)
        var (drawn, curves) = (0, known.count { !$0.isEmpty })
        while curves < count {
            let genome = try genus.genome(codes: genus.genes.map { UInt32(generator.below($0.count)) })
            drawn += 1
            guard drawn > known.count else { continue }
            let curve = try curve(of: genome, objective)
            if curve != nil { curves += 1 }
            try handle.write(contentsOf: Data(((curve ?? []).map { "\($0)" }.joined(separator: ",") + "\n").utf8))
        }
        try handle.close()
    }

    /// Returns the scores of a network by epoch; nil for a training that diverges.
    private static func curve(
        of genome: Genome, _ objective: NetworkObjective
    ) throws(ObjectiveError) -> [Double]? {
        do throws(ObjectiveError) {
            let prepared = try objective.prepare(genome)
            let measured = try objective.measure(prepared, part: 0, cancellation: Cancellation()) { _ in }
            return measured.curve.compactMap { $0["accuracy"] }
        } catch {
            if case .failed = error { return nil }
            throw error
        }
    }

    /// Returns how far a network goes.
    func record(
        of row: Int, birth: Int, _ rungs: Rungs, _ rule: (any StoppingRule)?, after earlier: [RungRecord]
    ) -> RungRecord {
        var points: [RungRecord.Point] = []
        for budget in rungs.budgets {
            points.append(.init(budget: budget, fitness: curves[row][budget - 1]))
            guard budget < rungs.highest, let reason = rule?.reasonToStop(points, after: earlier) else { continue }
            return RungRecord(
                birth: birth, points: points, highest: rungs.highest,
                fitness: RungRecord.fitness(ofStopped: points, after: earlier), end: .stopped(reason))
        }
        return RungRecord(birth: birth, points: points, highest: rungs.highest, fitness: points.last?.fitness)
    }
}
