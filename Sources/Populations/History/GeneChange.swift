/// A changed gene.
public struct GeneChange: Codable, Hashable, Sendable {
    /// The index of the gene in the genus.
    public let gene: Int
    /// The code before; `Genome.inactive` if the gene has just become active.
    public let from: UInt32
    /// The code after; `Genome.inactive` if the gene is no longer active.
    public let to: UInt32
}
