import Evolution
import Networks

/// The reading of genomes as networks. It holds no data.
struct BlueprintReader: Sendable {
    let genus: Genus
    let task: NetworkTask
    /// The names that the expression and conditions read: a gene among them need not be a network's hyperparameter.
    let others: Set<String>

    /// Returns the architecture and training settings of a genome.
    ///
    /// - Throws: `.unreadableGene` or `.unusableValue` for a gene or value that networks do not have; `.failed` for a
    ///   network that is too large.
    /// - Complexity: O(genes)
    func blueprint(of genome: Genome) throws(ObjectiveError) -> NetworkBlueprint {
        let values = zip(genus.genes, genus.values(of: genome)).compactMap { gene, value in
            value.flatMap { isRead(gene) ? (gene.name, $0) : nil }
        }
        return try NetworkBlueprint(values, for: task)
    }

    /// Returns true if the network reads a gene: an unknown one may belong to the expression or to the condition of
    /// another gene.
    func isRead(_ gene: Gene) -> Bool {
        NetworkGenes.meaning(of: gene.name) != nil || !others.contains(gene.name)
    }
}
