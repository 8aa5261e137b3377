package import Evolution
import Foundation
package import Messages
import Objectives
package import Plots
import Reports
package import SessionState
import Suggestions

extension Drawing {
    // MARK: - Parallel coordinates

    package func parallel(_ names: [String]) throws(SessionError) -> (Figure, String) {
        let chosen = try chosenColumns(names)
        let genus = evolution.genus
        var seen: Set<Genome> = []
        let births = drawable
        let isNew = try genomes(of: births.map(\.id)).map { seen.insert($0).inserted }
        let sorted = zip(births, isNew).filter(\.1).map(\.0).sorted { $0.fitness < $1.fitness }
        guard let least = sorted.first?.fitness, let maximum = sorted.last?.fitness else {
            throw measured.isEmpty ? .allEvaluationsFailed : .onlyHugeValues
        }
        // Losses that span orders of magnitude get a logarithmic axis, as in all plots.
        let scale: Axis.Scale =
            direction == .minimize ? .suited(to: sorted.map { direction.oriented($0.fitness) }) : .linear
        func position(_ fitness: Double) -> Double { scale == .linear ? fitness : -log(direction.oriented(fitness)) }
        // The lines of hundreds of axes would take megabytes, and cover one another.
        let most = min(Self.maximumLines, max(30, Self.maximumCorners / (chosen.count + 1)))
        let count = min(sorted.count, most)
        let shown = (0..<count).map { sorted[count > 1 ? $0 * (sorted.count - 1) / (count - 1) : 0] }
        let genomes = shown.map { id, fitness in
            let codes = evolution.history.genome(id).codes
            let positions = chosen.map { index -> Double? in
                let gene = genus.genes[index]
                return codes[index] == Genome.inactive ? nil : gene.count > 1 ? gene.position(of: codes[index]) : 0.5
            }
            return ParallelPlot.GenomeLine(
                positions: positions + [
                    maximum > least
                        ? (position(fitness) - position(least)) / (position(maximum) - position(least)) : 0.5
                ],
                fitness: fitness)
        }
        func value(_ fitness: Double) -> String { Numbers.score(direction.oriented(fitness)) }
        let ends =
            maximum > least
            ? [ParallelPlot.Mark(value(least), at: 0), .init(value(maximum), at: 1)] : [.init(value(maximum), at: 0.5)]
        let axes =
            chosen.map { ParallelPlot.GeneAxis(name: genus.genes[$0].name, marks: Self.marks(of: genus.genes[$0])) }
            + [ParallelPlot.GeneAxis(name: what.count > 24 ? "fitness" : what, marks: ends)]
        let figure = ParallelPlot.figure(axes, genomes, note: failures) { low, high in
            value(low) == value(high) ? value(low) : "\(value(low)) to \(value(high))"
        }
        return (figure, "\(Numbers.counted(genomes.count, "genome"))")
    }

    /// A note on the births that failed; nil if there are none.
    private var failures: String? {
        let births = min(evolution.evaluations, evolution.history.count)
        let failed = births - measured.count
        return failed > 0 ? "\(failed) of \(Numbers.counted(births, "birth")) failed and are not drawn" : nil
    }

    /// The maximum number of lines drawn: more would merge into an area.
    private static let maximumLines = 250
    /// The maximum number of points of all lines, if there are many axes.
    private static let maximumCorners = 6_000

    /// Returns the values that label the axis of a gene.
    package static func marks(of gene: Gene) -> [ParallelPlot.Mark] {
        let codes = gene.isOrdered || gene.count > 8 ? [0, gene.count - 1] : Array(0..<gene.count)
        guard gene.count > 1 else { return [.init(gene.shortValue(of: 0), at: 0.5)] }
        return codes.map { .init(gene.shortValue(of: UInt32($0)), at: gene.position(of: UInt32($0))) }
    }

    // MARK: - Importance

    /// Returns the genomes for computing importance, with their fitness: the random ones if there are any.
    private func compared(
        _ sample: [SearchComparison.SampledGenome]
    ) throws(SessionError) -> (genomes: [Genome], fitness: [Double]) {
        guard sample.isEmpty else { return (sample.map { Genome(codes: $0.codes) }, sample.map(\.fitness)) }
        let known = measured
        return (try genomes(of: known.lazy.map(\.id)), known.map(\.fitness))
    }

    /// Draws the importance of genes by PED-ANOVA.
    ///
    /// - Parameters:
    ///   - sample: random genomes; if empty, all evaluations of the evolution are used.
    ///   - settled: the names of the genes to mark.
    package func importance(
        _ names: [String], _ sample: [SearchComparison.SampledGenome], settled: [String]
    ) throws(SessionError) -> (Figure, String) {
        let chosen = try chosenGenes(names, among: evolution.genus.defined)
        let (genomes, fitness) = try compared(sample)
        let fractions = try Importance.fractions(of: evolution.genus, genomes, fitness: fitness) {
            () throws(SessionError) in
            try check(0)
        }
        guard fractions.contains(where: { $0 > 0 }), Set(fitness).count > 1 else { throw .noImportance(from: fitness) }
        let figure = ImportancePlot.figure(
            chosen.map { (evolution.genus.defined[$0].name, fractions[$0]) }, settled: Set(settled),
            label: sample.isEmpty ? "importance in %" : "importance in % (\(sample.count) random genomes)")
        return (figure, "the importance of \(Numbers.counted(chosen.count, "gene"))")
    }

    /// Draws the importance of genes over the whole search space by functional ANOVA of a surrogate model.
    ///
    /// - Parameter sample: random genomes that the model is also trained on.
    func importanceByModel(
        _ names: [String], _ sample: [SearchComparison.SampledGenome], seed: UInt64
    ) throws(SessionError) -> (Figure, String) {
        let chosen = try chosenGenes(names, among: evolution.genus.defined)
        let (mine, random) = try (compared([]), compared(sample))
        let genomes = sample.isEmpty ? mine.genomes : random.genomes + mine.genomes
        let fitness = sample.isEmpty ? mine.fitness : random.fitness + mine.fitness
        guard let model = ModelImportance(of: evolution.genus, genomes, fitness: fitness, seed: seed) else {
            throw .noImportance(from: fitness)
        }
        var fractions: [(name: String, fraction: Double)] = chosen.map {
            (evolution.genus.defined[$0].name, model.fractions[$0])
        }
        if names.isEmpty { fractions.append(("interactions", model.together)) }
        let figure = ImportancePlot.figure(
            fractions, label: "share of the variance in % (surrogate model)")
        return (figure, "the importance of \(Numbers.counted(chosen.count, "gene"))")
    }

    /// The genes that no longer vary in the population: a single value, or at most a hundredth of the range.
    ///
    /// - Throws: `.interrupted`
    package func settledGenes() throws(SessionError) -> [String] {
        let genomes = evolution.ranked.map(\.genome)
        guard genomes.count > 1 else { return [] }
        let genus = evolution.genus
        var settled: [String] = []
        for (index, gene) in genus.defined.enumerated() {
            try check(0)
            if Self.isSettled(gene, in: genus.columns(of: index), of: genomes) { settled.append(gene.name) }
        }
        return settled
    }

    /// Returns true if a gene, which is in some columns of the genomes, no longer varies.
    private static func isSettled(_ gene: Gene, in columns: Range<Int>, of genomes: [Genome]) -> Bool {
        if columns.count > 1 {
            return columns.allSatisfy { column in Set(genomes.map { $0.codes[column] }).count == 1 }
        }
        let codes = Set(genomes.map { $0.codes[columns.lowerBound] }).subtracting([Genome.inactive])
        guard gene.count > 1, !codes.isEmpty else { return false }
        let positions = codes.map(gene.position)
        let spread = (positions.max() ?? 0) - (positions.min() ?? 0)
        return codes.count == 1 || gene.isOrdered && spread <= 0.01
    }

    // MARK: - Choice of genes

    /// Returns the indices of the named genes in every genome, in the order of the genus; all if there are no names. An
    /// order is all of its positions.
    func chosenColumns(_ names: [String]) throws(SessionError) -> [Int] {
        let genus = evolution.genus
        let positions = genus.genes.map(\.name)
        let named = names.filter { !positions.contains($0) }
        var chosen = Set(positions.indices.filter { names.contains(positions[$0]) })
        if !named.isEmpty || names.isEmpty {
            for gene in try chosenGenes(named, among: genus.defined) { chosen.formUnion(genus.columns(of: gene)) }
        }
        return chosen.sorted()
    }

    /// Returns the indices of the named genes, in the order of the genus; all if there are no names.
    ///
    /// A name may end in `*`.
    func chosenGenes(_ names: [String], among all: [Gene]) throws(SessionError) -> [Int] {
        guard !names.isEmpty else { return Array(all.indices) }
        var chosen: Set<Int> = []
        for name in names {
            let found = all.indices.filter { index in
                name.hasSuffix("*") ? all[index].name.hasPrefix(name.dropLast()) : all[index].name == name
            }
            guard !found.isEmpty else {
                let nearest = Suggestion.nearest(to: name, among: all.map(\.name))
                throw .noGene(name, among: all, nearest: nearest)
            }
            chosen.formUnion(found)
        }
        return chosen.sorted()
    }
}

extension Gene {
    /// Returns a short text of a value.
    func shortValue(of code: UInt32) -> String {
        guard case .real(let number) = value(of: code) else { return "\(value(of: code))" }
        return String(format: "%.3g", number)
    }
}
