import CommandLanguage
import Evolution

extension GenusCommand: Executable {
    func execute(in session: Session, _ context: ExecutionContext) throws(SessionError) -> Report {
        let genes = session.state.genes.genes
        let genomes = genes.reduce(1) { $0 * $1.size }
        return .printed("\(Numbers.counted(genes.count, "gene")), at most \(Numbers.score(genomes)) genomes")
    }
}
