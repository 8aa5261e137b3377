import Evolution
import Foundation
import Objectives
import Plots
import Suggestions

extension Drawing {
    // MARK: - Values by generation

    func genes(_ names: [String]) throws(SessionError) -> (Figure, String) {
        let chosen = try chosenGenes(names)
        let history = evolution.history
        let births = min(evolution.generation * history.size, history.count)
        // Of many genes a few rows each, or nobody sees them all.
        let most = chosen.count == 1 ? 16 : chosen.count <= 4 ? 8 : chosen.count <= 8 ? 5 : 3
        let rows = chosen.flatMap { index -> [GenesPlot.Row] in
            let gene = evolution.genus.genes[index]
            let classes = GeneClasses(gene, most: most)
            var counts = [[Int]](
                repeating: [Int](repeating: 0, count: births / history.size), count: classes.labels.count + 1)
            for id in 0..<births {
                let code = history.genome(id).codes[index]
                counts[code == Genome.inactive ? classes.labels.count : classes(code)][id / history.size] += 1
            }
            let labels = classes.labels + ["takes no part"]
            let isAlways = counts[classes.labels.count].allSatisfy { $0 == 0 }
            return zip(labels, counts).dropLast(isAlways ? 1 : 0).enumerated().map { number, row in
                GenesPlot.Row(
                    number == 0 ? "\(gene.name)  \(row.0)" : row.0,
                    shares: row.1.map { Double($0) / Double(history.size) })
            }
        }
        return (GenesPlot.figure(rows), "\(Numbers.counted(chosen.count, "gene")) by generation")
    }

    // MARK: - Parallel coordinates

    func parallel(_ names: [String]) throws(SessionError) -> (Figure, String) {
        let chosen = try chosenGenes(names)
        let genus = evolution.genus
        var seen: Set<Genome> = []
        let sorted = measured.filter { seen.insert(evolution.history.genome($0.id)).inserted }
            .sorted { $0.fitness < $1.fitness }
        guard let least = sorted.first?.fitness, let most = sorted.last?.fitness else {
            throw .unusable("no genome has a fitness yet: all evaluations failed")
        }
        // Losses over orders of magnitude stand on a logarithmic axis, as everywhere.
        let scale: Axis.Scale =
            direction == .minimize ? .suited(to: sorted.map { direction.oriented($0.fitness) }) : .linear
        func place(_ fitness: Double) -> Double { scale == .linear ? fitness : -log(direction.oriented(fitness)) }
        let count = min(sorted.count, Self.mostLines)
        let shown = (0..<count).map { sorted[count > 1 ? $0 * (sorted.count - 1) / (count - 1) : 0] }
        let genomes = shown.map { id, fitness in
            let codes = evolution.history.genome(id).codes
            let places = chosen.map { index -> Double? in
                let gene = genus.genes[index]
                return codes[index] == Genome.inactive ? nil : gene.count > 1 ? gene.position(of: codes[index]) : 0.5
            }
            return ParallelPlot.Genome(
                places: places + [most > least ? (place(fitness) - place(least)) / (place(most) - place(least)) : 0.5],
                fitness: fitness)
        }
        func value(_ fitness: Double) -> String { Numbers.score(direction.oriented(fitness)) }
        let ends =
            most > least
            ? [ParallelPlot.Mark(value(least), at: 0), .init(value(most), at: 1)] : [.init(value(most), at: 0.5)]
        let axes =
            chosen.map { ParallelPlot.Gene(name: genus.genes[$0].name, marks: Self.marks(of: genus.genes[$0])) }
            + [ParallelPlot.Gene(name: what.count > 24 ? "fitness" : what, marks: ends)]
        let figure = ParallelPlot.figure(axes, genomes) { low, high in
            value(low) == value(high) ? value(low) : "\(value(low)) to \(value(high))"
        }
        return (figure, "\(Numbers.counted(genomes.count, "genome"))")
    }

    /// More lines than these are an area.
    private static let mostLines = 250

    private static func marks(of gene: Gene) -> [ParallelPlot.Mark] {
        let codes = gene.isOrdered || gene.count > 8 ? [0, gene.count - 1] : Array(0..<gene.count)
        guard gene.count > 1 else { return [.init(gene.shortValue(of: 0), at: 0.5)] }
        return codes.map { .init(gene.shortValue(of: UInt32($0)), at: gene.position(of: UInt32($0))) }
    }

    // MARK: - Importance

    func importance(_ names: [String]) throws(SessionError) -> (Figure, String) {
        let chosen = try chosenGenes(names)
        let known = measured
        let shares = Importance.shares(
            of: evolution.genus, known.map { evolution.history.genome($0.id) }, fitness: known.map(\.fitness))
        guard shares.contains(where: { $0 > 0 }), Set(known.map(\.fitness)).count > 1 else {
            throw .unusable(
                "no gene explains anything: "
                    + (known.isEmpty ? "all evaluations failed" : "all genomes are equally fit"))
        }
        let figure = ImportancePlot.figure(chosen.map { (evolution.genus.genes[$0].name, shares[$0]) })
        return (figure, "the importance of \(Numbers.counted(chosen.count, "gene"))")
    }

    // MARK: - Which genes

    /// The genes of some names, in the order of the genus; all where there are none. A name may end in `*`.
    private func chosenGenes(_ names: [String]) throws(SessionError) -> [Int] {
        let all = evolution.genus.genes
        guard !names.isEmpty else { return Array(all.indices) }
        var chosen: Set<Int> = []
        for name in names {
            let found = all.indices.filter { index in
                name.hasSuffix("*") ? all[index].name.hasPrefix(name.dropLast()) : all[index].name == name
            }
            guard !found.isEmpty else {
                let nearest = Suggestion.nearest(to: name, among: all.map(\.name))
                throw .unusable(
                    "there is no gene \"\(name)\"; there are \(all.map(\.name).joined(separator: ", "))"
                        + (nearest.map { "; did you mean \"\($0)\"?" } ?? ""))
            }
            chosen.formUnion(found)
        }
        return chosen.sorted()
    }
}

extension Gene {
    /// A value in few characters.
    func shortValue(of code: UInt32) -> String {
        guard case .real(let number) = value(of: code) else { return "\(value(of: code))" }
        return String(format: "%.3g", number)
    }
}

/// The values of a gene in a few classes: one each where they are few, else neighbours together.
struct GeneClasses {
    /// What each class is called, in the order in which they stand from above.
    let labels: [String]
    private let gene: Gene
    private let classes: Int

    /// The classes of a gene, `most` or fewer; of words 12 or fewer.
    init(_ gene: Gene, most: Int) {
        self.gene = gene
        guard gene.isOrdered else {
            classes = min(gene.count, 12)
            let named = gene.count > 12 ? 11 : gene.count
            labels =
                (0..<named).map { "\(gene.value(of: UInt32($0)))" }
                + (gene.count > named ? ["\(gene.count - named) others"] : [])
            return
        }
        classes = min(gene.count, most)
        let count = classes
        // Between two real numbers there is always another; whole ones and lists begin anew.
        let gap = if case .interval = gene.domain { 0 } else { 1 }
        // The greatest value stands above.
        labels = (0..<count).reversed().map { place in
            if count == gene.count { return gene.shortValue(of: UInt32(place)) }
            let first = Self.firstCode(gene, atOrAbove: Double(place) / Double(count))
            let last =
                place == count - 1
                ? gene.count - 1 : Self.firstCode(gene, atOrAbove: Double(place + 1) / Double(count)) - gap
            return first >= last
                ? gene.shortValue(of: UInt32(first))
                : "\(gene.shortValue(of: UInt32(first))) to \(gene.shortValue(of: UInt32(last)))"
        }
    }

    /// The class of a code.
    func callAsFunction(_ code: UInt32) -> Int {
        guard gene.isOrdered else { return min(Int(code), classes - 1) }
        let place =
            classes == gene.count
            ? Int(code) : min(Int(gene.position(of: code) * Double(classes) + 1e-12), classes - 1)
        return classes - 1 - place
    }

    /// By halving: positions grow with codes.
    private static func firstCode(_ gene: Gene, atOrAbove position: Double) -> Int {
        var (low, high) = (0, gene.count - 1)
        while low < high {
            let middle = (low + high) / 2
            if gene.position(of: UInt32(middle)) + 1e-12 >= position { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
