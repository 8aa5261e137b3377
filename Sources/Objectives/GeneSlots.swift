import Evolution
import Expressions

/// The places that scores and genes have among the numbers that a compiled expression reads: scores first.
struct GeneSlots: Sendable {
    private let genus: Genus

    init(genus: Genus) { self.genus = genus }

    func compile(_ expression: Expression, scores: [String]) throws(ObjectiveError) -> Program {
        var names: [String: Slot] = [:]
        for (index, score) in scores.enumerated() { names[score] = .number(index: index) }
        for (index, gene) in genus.genes.enumerated() {
            let place = scores.count + index
            if case .list(let values) = gene.domain, values.contains(where: { $0.number == nil }) {
                names[gene.name] = .text(index: place, values: values.map(\.description))
            } else {
                names[gene.name] = .number(index: place)
            }
        }
        do {
            return try Program(compiling: expression, names: names)
        } catch {
            throw .expression(message: error.message, suggestion: error.suggestion)
        }
    }

    /// Scores, then each gene's number; of a list with words the place in the list.
    func numbers(of genome: Genome, scores: [Double] = []) -> [Double] {
        scores
            + zip(genus.genes, genome.codes).map { gene, code in
                guard code != Genome.inactive else { return .nan }
                return gene.value(of: code).number ?? Double(code)
            }
    }
}
