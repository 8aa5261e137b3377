package import Genes
import Platform
package import Randomness

/// The mutation of children.
package struct MutationOperator {
    private let change: Mutation
    private let rate: Double
    /// True if exactly one gene of a mutant changes.
    private let changesOneGene: Bool
    /// True if one gene is changed in a mutant without any change, so that no evaluation is wasted.
    private let isForced: Bool
    /// The factor from the logarithm of a draw to the gap between two changed genes; 0 if all change.
    private let scale: Double

    /// Creates the mutation of the settings; `isForced` changes at least one gene, regardless of the settings.
    package init(_ settings: SearchSettings, of genus: Genus, isForced: Bool = false) {
        change = settings.change
        self.isForced = isForced || settings.factor == nil
        if settings.strategy.changesOneGene {
            changesOneGene = true
            rate = 1
        } else {
            changesOneGene = false
            rate = settings.mutation.value
        }
        let factor = settings.factor ?? 1 / Double(genus.defined.count)
        scale = factor < 1 ? 1 / log(1 - factor) : 0
    }

    /// Mutates some of the children: each with probability `mutation`, and each gene of a mutant with probability
    /// `factor`. Without a `factor`, the probability of each gene is 1 / genes, and at least one gene changes.
    package func mutate(_ offspring: inout OffspringBatch, of genus: Genus, _ generator: inout Generator) {
        if rate > 0 {
            let count = offspring.young.count
            var child = 0
            while child < count {
                if rate < 1 {
                    // A local copy stays in registers.
                    var draws = generator
                    while child < count, !draws.chance(rate) { child += 1 }
                    generator = draws
                    if child == count { break }
                }
                mutate(child, of: &offspring, genus: genus, &generator)
                child += 1
            }
        }
        if genus.isConditional { offspring.tidyChanges() }
    }

    /// Mutates one child. Genes that are inactive or have only one value are left alone.
    package func mutate(_ child: Int, of offspring: inout OffspringBatch, genus: Genus, _ generator: inout Generator) {
        let genes = genus.defined.count
        let before = offspring.changes.count
        if !changesOneGene, change == .headlessChicken {
            for gene in HeadlessChicken.segment(genes: genes, &generator) {
                redraw(gene, of: child, in: &offspring, genus: genus, &generator)
            }
        } else if !changesOneGene {
            // Draws the gaps between changed genes instead of one number for each gene.
            var gene = Self.gap(scale, &generator)
            while gene < genes {
                change(gene, of: child, in: &offspring, genus: genus, &generator)
                gene += 1 + Self.gap(scale, &generator)
            }
        }
        if changesOneGene || isForced, offspring.changes.count == before {
            changeAny(of: child, in: &offspring, genus: genus, &generator)
        }
        if genus.isConditional { Self.complete(child, of: &offspring, genus: genus, &generator) }
    }

    /// Applies the conditions to a child, and records the genes that became active or inactive.
    package static func complete(
        _ child: Int, of offspring: inout OffspringBatch, genus: Genus, _ generator: inout Generator
    ) {
        let start = child * genus.genes.count
        let before = offspring.young.codes[start..<start + genus.genes.count]
        genus.complete(&offspring.young.codes, at: start, &generator)
        for gene in before.indices where offspring.young.codes[start + gene] != before[gene] {
            offspring.changes.append(.init(child: Int32(child), gene: Int32(gene), from: before[gene]))
        }
    }

    private static func gap(_ scale: Double, _ generator: inout Generator) -> Int {
        guard scale != 0 else { return 0 }
        return Int(min(log(1 - generator.uniform()) * scale, 1e9))
    }

    private func changeAny(
        of child: Int, in offspring: inout OffspringBatch, genus: Genus, _ generator: inout Generator
    ) {
        let genes = genus.defined.count
        let before = offspring.changes.count
        for _ in 0..<8 where offspring.changes.count == before {
            change(generator.below(genes), of: child, in: &offspring, genus: genus, &generator)
        }
        guard offspring.changes.count == before else { return }
        // Only a small number of genes can change at all.
        let start = child * genus.genes.count
        let mutable = (0..<genes).filter {
            let column = genus.columns(of: $0).lowerBound
            return genus.shapes[column].count > 1 && offspring.young.codes[start + column] != Genome.inactive
        }
        guard !mutable.isEmpty else { return }
        change(mutable[generator.below(mutable.count)], of: child, in: &offspring, genus: genus, &generator)
    }

    /// Gives a gene, as it was defined, the value of a random genome.
    private func redraw(
        _ defined: Int, of child: Int, in offspring: inout OffspringBatch, genus: Genus, _ generator: inout Generator
    ) {
        let gene = genus.columns(of: defined).lowerBound
        guard genus.order(at: gene) == nil else {
            return change(defined, of: child, in: &offspring, genus: genus, &generator)
        }
        let index = child * genus.genes.count + gene
        let from = offspring.young.codes[index]
        guard genus.shapes[gene].count > 1, from != Genome.inactive else { return }
        let code = HeadlessChicken.code(of: genus.shapes[gene].count, &generator)
        guard code != from else { return }
        offspring.young.codes[index] = code
        offspring.changes.append(.init(child: Int32(child), gene: Int32(gene), from: from))
    }

    /// Changes a gene as it was defined.
    private func change(
        _ defined: Int, of child: Int, in offspring: inout OffspringBatch, genus: Genus, _ generator: inout Generator
    ) {
        let gene = genus.columns(of: defined).lowerBound
        if let order = genus.order(at: gene) {
            OrderMutation.mutate(order, of: child, in: &offspring, width: genus.genes.count, &generator)
            return
        }
        let index = child * genus.genes.count + gene
        let from = offspring.young.codes[index]
        guard genus.shapes[gene].count > 1, from != Genome.inactive else { return }
        offspring.young.codes[index] = change.another(
            than: from, of: gene, in: genus, deviation: offspring.deviations?[child] ?? SelfAdaptation.first, &generator
        )
        offspring.changes.append(.init(child: Int32(child), gene: Int32(gene), from: from))
    }
}
