import Evolution
import Foundation

/// A table of measured hyperparameters: every genome of a search space with its score.
struct TuningTable {
    let name: String
    let genus: Genus
    /// The score of every genome, with the last gene varying fastest; higher is better.
    let scores: [Float]
    /// The logarithm of the seconds of every genome's training, in the same order; nil if they are not known.
    let costs: [Float]?
    /// The negative median score and the greatest cost, down to which the hypervolume of both counts.
    let reference: [Double]?
    private let best: Double
    private let median: Double

    /// The family: the part of the name before the slash.
    var family: String { String(name.prefix { $0 != "/" }) }

    /// Returns the score of a genome.
    func score(_ genome: Genome) -> Double {
        Double(scores[index(of: genome.codes[...])])
    }

    /// Returns the row of a genome's codes.
    func index(of codes: ArraySlice<UInt32>) -> Int {
        zip(genus.genes, codes).reduce(0) { $0 * $1.0.count + Int($1.1) }
    }

    /// Returns the distance of a score below the best, as a fraction of the distance between the median and the best.
    func regret(_ score: Double) -> Double { (best - score) / (best - median) }

    /// Reads all tables listed in a folder's `tables.json`.
    static func read(from folder: URL) throws -> [TuningTable] {
        let list = try JSONDecoder().decode(List.self, from: Data(contentsOf: folder.appending(path: "tables.json")))
        return try list.tables.map { try TuningTable($0, folder: folder) }
    }

    private init(_ entry: List.Entry, folder: URL) throws {
        name = entry.name
        genus = try Genus(
            entry.genes.map { gene in
                Gene(gene.name, in: .list(gene.values))
            })
        let raw = try Self.numbers(in: folder.appending(path: entry.file))
        costs = try entry.cost.map { try Self.numbers(in: folder.appending(path: $0)) }
        reference = entry.reference
        // Compare errors that span orders of magnitude on a logarithmic scale.
        let orient: (Double) -> Double = { entry.direction == "minimize" ? -log10($0) : $0 }
        let scores = raw.map { Float(orient(Double($0))) }
        self.scores = scores
        best = Double(scores.max() ?? 0)
        let sorted = scores.sorted()
        median = (Double(sorted[(sorted.count - 1) / 2]) + Double(sorted[sorted.count / 2])) / 2
    }

    /// Reads little-endian numbers.
    private static func numbers(in file: URL) throws -> [Float] {
        let data = try Data(contentsOf: file)
        return stride(from: 0, to: data.count, by: 4).map { start in
            Float(bitPattern: data[start..<start + 4].reversed().reduce(0) { $0 << 8 | UInt32($1) })
        }
    }

    private struct List: Decodable {
        let tables: [Entry]

        struct Entry: Decodable {
            let name: String
            let file: String
            let cost: String?
            let reference: [Double]?
            let direction: String
            let genes: [TableGene]
        }

        struct TableGene: Decodable {
            let name: String
            let kind: String
            let values: [GeneValue]

            init(from decoder: any Decoder) throws {
                let container = try decoder.container(keyedBy: CodingKeys.self)
                name = try container.decode(String.self, forKey: .name)
                kind = try container.decode(String.self, forKey: .kind)
                if let numbers = try? container.decode([Double].self, forKey: .values) {
                    values = numbers.map(GeneValue.real)
                } else {
                    values = try container.decode([String].self, forKey: .values).map(GeneValue.text)
                }
            }

            private enum CodingKeys: String, CodingKey { case name, kind, values }
        }
    }
}
