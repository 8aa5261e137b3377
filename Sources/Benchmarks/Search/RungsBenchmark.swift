import ArgumentParser
import Evolution
import Foundation
import Randomness

/// A benchmark of the rules that end trainings early, replayed over the measured curves of networks that were trained
/// to the end: the epochs until the best score of the table within 0.005 is found, by networks in random order.
struct RungsBenchmark: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rungs", abstract: "Epochs that each stopping rule needs to find the best network of a table.")

    @Option(help: "The file with the curves: one network a line, its score after each epoch, separated by commas.")
    var curves: String

    @Option(
        help:
            "Train so many random networks first, and write their curves to the file; an interrupted one continues.")
    var make: Int?

    @Option(help: "The dataset on which they are trained.")
    var data = "digits"

    @Option(help: "The number of its rows.")
    var rows = 1000

    @Option(help: "The number of random orders.")
    var seeds = 100

    @Option(help: "The births between a network and the latest one that it is compared with.")
    var ahead = 4

    @Option(help: "The score below the best that counts as found.")
    var within = 0.005

    @Flag(help: "Print one JSON object.")
    var json = false

    func validate() throws {
        guard seeds > 0 else { throw ValidationError("--seeds: expected 1 or more, found \(seeds)") }
        guard ahead > 0 else { throw ValidationError("--ahead: expected 1 or more, found \(ahead)") }
        guard rows > 0 else { throw ValidationError("--rows: expected 1 or more, found \(rows)") }
        guard make ?? 1 > 0 else { throw ValidationError("--make: expected 1 or more, found \(make ?? 0)") }
    }

    func run() throws {
        if let make {
            try CurveTable.measure(networks: make, of: data, rows: rows, into: URL(filePath: curves))
        }
        let table = try CurveTable(contentsOf: URL(filePath: curves))
        let rules = Stopping.all.reversed()
        let results = try rules.map { (rule: $0, result: try replay($0, on: table)) }
        let plain = results[0].result.epochs
        if json {
            let rows = results.map { rule, result in
                "\"\(rule.name)\":{\"epochs\":\(result.epochs),\"ratio\":\(result.epochs / plain),"
                    + "\"found\":\(result.found),\"loss\":\(result.loss)}"
            }
            print("{\"networks\":\(table.curves.count),\"epochs\":\(table.epochs),\(rows.joined(separator: ","))}")
            return
        }
        print("\(table.curves.count) networks, \(table.epochs) epochs, \(seeds) orders")
        print("rule        epochs to the best − \(within)   of none   found   score lost at the end")
        for (rule, result) in results {
            print(
                rule.name.padding(toLength: 12, withPad: " ", startingAt: 0)
                    + String(
                        format: "%24.0f   %7.2f   %4.0f%%   %.4f", result.epochs, result.epochs / plain,
                        100 * result.found, result.loss))
        }
    }

    /// The means over all orders.
    private struct Result {
        /// The epochs until the best was found; all epochs of the replay if it was not.
        var epochs = 0.0
        /// The fraction of orders in which it was found.
        var found = 0.0
        /// The score by which the best at the end is below the best of the table.
        var loss = 0.0
    }

    private func replay(_ stopping: Stopping, on table: CurveTable) throws -> Result {
        guard let rungs = Rungs(lowest: 1, highest: table.epochs) else {
            throw ValidationError("--curves: expected curves of 2 epochs or more, found \(table.epochs)")
        }
        let rule = stopping.rule(for: rungs)
        var result = Result()
        for seed in 1...seeds {
            var order = Array(table.curves.indices)
            var generator = Generator(seed: UInt64(seed))
            generator.shuffle(&order)
            var records: [RungRecord] = []
            var (epochs, best, found) = (0, -Double.infinity, Double?.none)
            for (birth, row) in order.enumerated() {
                let record = table.record(
                    of: row, birth: birth, rungs, rule, after: Array(records.dropLast(ahead - 1)))
                records.append(record)
                epochs += record.reached
                best = max(best, record.points.map(\.fitness).max() ?? best)
                if found == nil, best >= table.best - within { found = Double(epochs) }
            }
            result.epochs += (found ?? Double(epochs)) / Double(seeds)
            result.found += (found == nil ? 0 : 1) / Double(seeds)
            result.loss += (table.best - best) / Double(seeds)
        }
        return result
    }
}
