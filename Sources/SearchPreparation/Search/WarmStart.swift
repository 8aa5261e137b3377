import CommandLanguage
package import CommandParsing
package import Evolution
package import Messages
import Objectives
import SearchRunner
package import Session
import SessionState

extension Session {
    /// Returns the genomes of a list, as values of the session's genes.
    ///
    /// - Throws: `.failed` if a gene or value does not exist or a file cannot be read; `.unusable` if the file
    ///   contains no genomes.
    package func genomes(_ list: GenomeList) throws(SessionError) -> [[String: GeneValue]] {
        let genus: Genus
        do { genus = try Genus(state.genes.genes) } catch { throw .failed(error.description) }
        switch list {
        case .given(let genomes):
            let values = genomes.map { genome in
                Dictionary(genome.map { ($0.gene, GeneValue($0.value)) }) { first, _ in first }
            }
            do {
                for genome in values { _ = try genus.partialGenome(from: genome) }
            } catch {
                throw .unusableWarmStart(error)
            }
            return values
        case .file(let path):
            return try GenomeFile.read(
                locate(path), of: genus, isMinimized: state.objective?.direction == .minimize,
                readers: readers)
        }
    }
}
