public import Evolution
public import Expressions

/// The indices of scores and genes among the numbers that a compiled expression reads; scores come first.
public struct GeneSlots: Sendable {
    private let genus: Genus
    private let numbers: [GeneNumbers]

    init(genus: Genus) {
        self.genus = genus
        numbers = genus.genes.map(GeneNumbers.init)
    }

    /// Returns the slots by which an expression reads scores and genes; it reads the positions of an order.
    public static func names(of genes: [Gene], _ scores: [String] = []) -> [String: Slot] {
        var names: [String: Slot] = [:]
        for (index, score) in scores.enumerated() { names[score] = .number(index: index) }
        for (index, gene) in Genus.columns(of: genes).enumerated() {
            let index = scores.count + index
            names[gene.name] =
                gene.words.isEmpty ? .number(index: index) : .text(index: index, values: gene.words)
        }
        return names
    }

    func compile(_ expression: ParsedExpression, scores: [String]) throws(ObjectiveError) -> CompiledExpression {
        do {
            return try CompiledExpression(compiling: expression, names: Self.names(of: genus.genes, scores))
        } catch {
            throw .expression(error)
        }
    }

    /// Returns the scores, then each gene's number; for a list with words, the index of its value in the list.
    func numbers(of genome: Genome, scores: [Double] = []) -> [Double] {
        scores + zip(numbers, genome.codes).map { $0($1) }
    }

    /// Returns the scores, then each gene's number, for the codes of one genome.
    func numbers(_ codes: [UInt32], scores: [Double]) -> [Double] {
        scores + zip(numbers, codes).map { $0($1) }
    }

    /// Returns each gene's number in a row of a matrix of codes.
    func numbers(_ codes: [UInt32], row: Int) -> [Double] {
        zip(numbers, codes[row * numbers.count..<(row + 1) * numbers.count]).map { $0($1) }
    }

    /// Returns genomes as rows for a program that reads no scores.
    func rows(_ codes: [UInt32]) -> GenomeRows { GenomeRows(codes: codes, numbers: numbers) }
}

extension Gene {
    /// The values of a list, or the items of an order, that contains words, as words; empty for a numeric gene.
    public var words: [String] {
        switch domain {
        case .list(let values) where domain.hasWords: values.map(\.description)
        case .order(let items) where items.contains { $0.number == nil }: items.map(\.description)
        default: []
        }
    }
}
