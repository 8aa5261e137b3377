public import Evolution
public import Expressions
import Networks

/// Conditions that a genome meets or misses by itself, before anything is measured: on genes, and on facts of the network
/// that it describes.
public enum GenomeConditions {
    /// The facts of a network that its genome determines.
    public static let factNames = ["parameters", "multiplications", "layers"]

    /// Returns the names that such a condition may read: genes, and the facts of networks that are no genes.
    ///
    /// - Parameter hasNetworks: True if the genomes describe networks.
    public static func names(of genes: [Gene], hasNetworks: Bool) -> Set<String> {
        Set(Genus.columns(of: genes).map(\.name)).union(hasNetworks ? factNames : [])
    }

    /// Returns the feasibility that conditions on genomes describe.
    ///
    /// - Parameter network: The objective that decodes genomes to networks, for conditions on their facts; nil if there are
    ///   no networks.
    /// - Throws: `.expression` for a name that is neither a gene nor such a fact, or for an expression that is no condition.
    public static func feasibility(
        _ conditions: [ParsedExpression], genus: Genus, network: NetworkObjective?
    ) throws(ObjectiveError) -> Feasibility {
        let slots = GeneSlots(genus: genus)
        let genes = Set(genus.genes.map(\.name))
        let facts = network == nil ? [] : factNames.filter { !genes.contains($0) }
        let names = GeneSlots.names(of: genus.genes, facts)
        var compiled: [CompiledCondition] = []
        var readsFacts = false
        for condition in conditions {
            do {
                compiled.append(
                    try CompiledCondition(compiling: condition, names: names, isOptional: { $0 >= facts.count }))
            } catch {
                throw .expression(error)
            }
            readsFacts = readsFacts || !condition.names.isDisjoint(with: facts)
        }
        let (all, network) = (compiled, readsFacts ? network : nil)
        let unknown = [Double](repeating: .nan, count: facts.count)
        return Feasibility(conditions: conditions.map(\.description)) { codes in
            let known = network.map { network in
                let values = network.architectureFacts(of: codes)
                return facts.map { values?[$0] ?? .nan }
            }
            let numbers = slots.numbers(codes, scores: known ?? unknown)
            return all.reduce(0) { $0 + $1.violation(numbers) }
        }
    }
}
