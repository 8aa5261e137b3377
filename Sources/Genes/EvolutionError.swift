import Notation

/// An error in genes, genomes or settings, or a misuse of the search.
public enum EvolutionError: Error, Equatable, Sendable {
    case noGenes
    case geneTwice(String)
    case wrongDomain(gene: String, complaint: String)
    case unknownGene(String, nearest: String?)
    case valueOutside(gene: String, value: GeneValue, expected: Domain, nearest: GeneValue?)
    case valueMissing(gene: String, expected: Domain)
    case wrongOrder(gene: String, complaint: String, expected: Domain)
    case orderTooLong(gene: String, items: Int, maximum: Int)
    case conditionInCircle(String)
    case conditionReadsOrder(gene: String, order: String)
    case foreignGenome(genes: Int)
    case wrongSetting(name: String, expected: String, found: String)
    case needsNewPopulation(setting: String)
    case outcomesWanted(Int)
    /// No genome meets the conditions; `draws` is nil if all were tested.
    case infeasible(conditions: [String], draws: Int?, size: Double)
    case foreignConditions([String])
    case oneNumberOnly(setting: String)
    case noFrontRelay
    case objectivesOutside(Int)
    /// The user stopped a phase.
    case stopped
}

extension EvolutionError: CustomStringConvertible {
    /// The message for the user.
    public var description: String {
        switch self {
        case .noGenes: "there are no genes; try `gene x in 0..9`"
        case .geneTwice(let name): "gene \(name) is defined twice"
        case .wrongDomain(let gene, let complaint): "gene \(gene): \(complaint)"
        case .unknownGene(let name, let nearest):
            "there is no gene \"\(name)\"" + (nearest.map { "; did you mean \"\($0)\"?" } ?? "")
        case .valueOutside(let gene, let value, let expected, let nearest):
            "\(value) is not a value of gene \(gene); expected \(expected.shortened)"
                + (nearest.map { "; nearest is \($0)" } ?? "")
        case .valueMissing(let gene, let expected): "gene \(gene) needs a value: \(expected.shortened)"
        case .wrongOrder(let gene, let complaint, let expected):
            "gene \(gene): \(complaint); expected an \(expected.shortened), each item once, such as "
                + CommandText.quoted(expected.example)
        case .orderTooLong(let gene, let items, let maximum):
            "gene \(gene) is an order of \(items) items: a grid would have to try all their permutations one after "
                + "another, and takes orders of at most \(maximum) items; try `strategy random`"
        case .conditionInCircle(let gene): "the condition of gene \(gene) depends on the gene itself"
        case .conditionReadsOrder(let gene, let order):
            "gene \(order) cannot be an order: the condition of gene \(gene) reads its value; remove \(gene) first, "
                + "or let the condition read a position, such as \(order)0"
        case .foreignGenome(let genes): "the genome does not match the current \(genes) genes"
        case .wrongSetting(let name, let expected, let found): "\(name): expected \(expected), found \(found)"
        case .needsNewPopulation(let setting): "changing the \(setting) needs a new population; try `reset`"
        case .oneNumberOnly(let setting):
            "\(setting) compares organisms by one fitness, and several objectives have none; their front is kept diverse "
                + "by the crowding distance anyway: try `population niching none`"
        case .noFrontRelay:
            "`strategy relay` goes from cma to differential once cma has converged to one genome, and several objectives "
                + "have no such genome; try `strategy differential` or `strategy cma`"
        case .stopped: "the phase was stopped"
        case .objectivesOutside(let count):
            "expected \(Criteria.counts.lowerBound) to \(Criteria.counts.upperBound) objectives, found \(count)"
        case .outcomesWanted(let count):
            count == 1 ? "one outcome is still missing" : "\(count) outcomes are still missing"
        case .infeasible(let conditions, nil, let size):
            "none of the \(Int(size)) genomes meets \(Self.joined(conditions)); change a condition or the values of a gene"
        case .infeasible(let conditions, let draws?, _):
            "found no genome that meets \(Self.joined(conditions)): \(draws) random ones do not, nor could any be "
                + "changed step by step to meet \(conditions.count == 1 ? "it" : "them"). There may be none; change a "
                + "condition or the values of a gene"
        case .foreignConditions(let conditions):
            "some genomes of the population do not meet \(Self.joined(conditions)); `reset` starts a new population"
        }
    }
}

extension EvolutionError {
    fileprivate static func joined(_ conditions: [String]) -> String {
        (conditions.count == 1 ? "the condition " : "the conditions ")
            + conditions.map { "`\($0)`" }.joined(separator: " and ")
    }
}

extension Domain {
    /// The items of an order as they are typed in a genome.
    fileprivate var example: String { orderedItems.map { GeneValue.items($0).description } ?? "" }

    /// The description without the middle of long lists.
    fileprivate var shortened: String {
        guard case .list(let values) = self, values.count > 8, let last = values.last else {
            return description.isEmpty ? "no value" : description
        }
        return values.prefix(6).map(\.typed).joined(separator: ", ") + " … \(last.typed)"
    }
}
