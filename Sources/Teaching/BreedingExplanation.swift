package import Evolution
import Reports

/// A report on children and their parents. Short genomes are shown side by side with the cuts. Otherwise each child
/// has a line, and the first child of two parents is shown gene by gene.
package struct BreedingExplanation {
    package let evolution: Evolution

    /// The width for three genomes beside the numbers.
    private static let room = 60
    /// The rows of children and of genes if an example follows.
    private static let children = 5
    private static let genes = 7

    private var first: Int { evolution.firstChild - planned }
    /// The number of children that are born in the same phase.
    private var planned = 0
    private var isPlanned: Bool { evolution.settings.strategy.hasRounds }

    package init(evolution: Evolution, children: [Offspring]) {
        self.evolution = evolution
        planned = evolution.settings.strategy.hasRounds ? children.count : 0
    }

    package func explanation(_ children: [Offspring]) -> PhaseExplanation.Explanation {
        let crossed = children.filter { $0.father != nil }
        let litter = max(1, evolution.isRecording && !isPlanned ? evolution.settings.litter : 1)
        let births = children.count / litter
        let what =
            litter > 1 && births > 0 && children.first?.mother != nil
            ? "\(Numbers.counted(births, "litter")) of \(litter) children"
            : Numbers.counted(children.count, "child", "children")
        var lines = [
            crossed.isEmpty ? "\(what) made" : "\(what) bred, \(crossed.count) of them by crossing two parents"
        ]
        if let words = GenomeWords(evolution.genus, maximum: Self.room / 3), !crossed.isEmpty {
            lines.append("a child has the mother's genes before the cut | and the father's after it")
            if evolution.settings.crossover == .uniform {
                lines[1] = "a child has each gene from either parent"
            } else if evolution.settings.crossover == .twoPoint {
                lines[1] = "a child has the father's genes between the cuts | and the mother's elsewhere"
            } else if evolution.settings.crossover == .mixed {
                lines[1] =
                    "a child has the father's genes between the cuts | and the mother's elsewhere, or each gene from either"
            }
            if [.blend, .simulatedBinary].contains(evolution.settings.crossover) {
                lines[1] = "a child mixes the real genes of its parents and has each other gene from either"
            }
            let orders = evolution.genus.orders.map { evolution.genus.defined[$0.gene].name }
            if !orders.isEmpty {
                let names = orders.joined(separator: ", ")
                let sentence = "\(names): order crossover or edge recombination of both parents"
                if orders.count == evolution.genus.defined.count { lines[1] = sentence } else { lines.append(sentence) }
            }
            return PhaseExplanation.Explanation(lines: lines, table: sideBySide(children, words))
        }
        let example = crossed.first.map(geneByGene)
        if let first = crossed.first, let example {
            lines.append(
                "child \(self.first + first.child), for instance"
                    + (example.total > example.rows.count ? ", where its parents differ:" : ":"))
        }
        return PhaseExplanation.Explanation(
            lines: lines, table: table(children, maximum: example == nil ? PhaseExplanation.rows : Self.children),
            example: example)
    }

    private func sideBySide(_ children: [Offspring], _ words: GenomeWords) -> Table {
        let history = evolution.history
        func side(_ parent: Int?, _ cut: Cut) -> String {
            parent.map { words.words(of: history.genome($0), cut: cut) } ?? ""
        }
        let rows = children.prefix(PhaseExplanation.rows).map { child in
            [
                child.mother.map { "\($0)" } ?? "–", side(child.mother, child.cut), child.father.map { "\($0)" } ?? "–",
                side(child.father, child.cut), "\(first + child.child)", words.words(of: child.genome, cut: child.cut),
            ]
        }
        return Table(
            columns: [
                .init("mother", .right), .init(""), .init("father", .right), .init(""), .init("child", .right),
                .init(""),
            ], rows: rows, total: children.count)
    }

    private func table(_ children: [Offspring], maximum: Int) -> Table? {
        guard !children.isEmpty else { return nil }
        let rows = children.prefix(maximum).map { child in
            [
                "\(first + child.child)", child.mother.map { "\($0)" } ?? "–", child.father.map { "\($0)" } ?? "–",
                evolution.genus.words(for: child.cut),
            ]
        }
        return Table(
            columns: [
                .init("child", .right), .init("mother", .right), .init("father", .right), .init("from the father"),
            ], rows: rows, total: children.count)
    }

    /// Returns a table of the genes in which the parents differ.
    private func geneByGene(_ child: Offspring) -> Table {
        let genus = evolution.genus
        guard let mother = child.mother.map(evolution.history.genome),
            let father = child.father.map(evolution.history.genome)
        else { return Table(columns: [], rows: []) }
        let fatherly = child.cut.fatherly(genes: genus.genes.count)
        let differing = genus.genes.indices.filter { mother.codes[$0] != father.codes[$0] }
        let rows = differing.prefix(Self.genes).map { gene in
            [
                genus.genes[gene].name, genus.word(mother.codes[gene], of: gene),
                genus.word(father.codes[gene], of: gene),
                genus.word(child.genome.codes[gene], of: gene),
                genus.origin(
                    of: gene, child.genome.codes[gene], mother: mother, father: father, isFatherly: fatherly[gene],
                    cut: child.cut),
            ]
        }
        return Table(
            columns: [
                .init("gene"), .init("mother \(child.mother ?? 0)"), .init("father \(child.father ?? 0)"),
                .init("child"), .init("from"),
            ], rows: rows, total: differing.count)
    }
}

extension Evolution {
    /// The number of the first child when it is born; 0 for litters, of which only some children are born.
    package var firstChild: Int { settings.litter > 1 && !settings.strategy.hasRounds ? 0 : births }
}

/// A format that writes a genome in one cell: `10110`, or `3.5 −2.1` if values have more than one character.
package struct GenomeWords {
    private let genus: Genus
    private let separator: String

    /// Creates the format; nil if a genome may take more than `maximum` columns.
    package init?(_ genus: Genus, maximum: Int) {
        let widths = genus.genes.map { gene -> Int in
            guard gene.domain.count <= 64 else { return 8 }
            return (0..<gene.domain.count).map { Self.short(gene.value(of: UInt32($0))).count }.max() ?? 1
        }
        separator = widths.allSatisfy { $0 == 1 } ? "" : " "
        self.genus = genus
        guard genus.conditionNames.isEmpty, widths.reduce(0, +) + widths.count * separator.count <= maximum else {
            return nil
        }
    }

    /// True if there are blanks between the genes.
    package var isSpaced: Bool { !separator.isEmpty }

    /// Returns the text of each gene.
    package func items(of genome: Genome) -> [String] {
        genome.codes.enumerated().map { Self.short(genus.genes[$0].value(of: $1)) }
    }

    /// Returns the text of a genome, with `|` at its cuts.
    package func words(of genome: Genome, cut: Cut = .none) -> String {
        let cuts: Set<Int> =
            switch cut {
            case .point(let index): [index]
            case .points(let first, let second): first < second ? [first, second] : []
            case .none, .scattered, .mixed: []
            }
        // A cut within an order does not apply to it.
        let real = cuts.filter { index in
            genus.order(at: index).map { $0.columns.lowerBound == index } ?? true
        }
        var text = ""
        for (index, code) in genome.codes.enumerated() {
            if real.contains(index), index > 0 {
                text += "|"
            } else if index > 0 {
                text += separator
            }
            text += Self.short(genus.genes[index].value(of: code))
        }
        return text
    }

    private static func short(_ value: GeneValue) -> String {
        if case .real(let number) = value { return Numbers.score(number) }
        return "\(value)"
    }
}
