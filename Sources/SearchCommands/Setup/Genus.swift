package import CommandLanguage
import Evolution
package import Messages
package import Reports
import SearchPreparation
package import Session
import SessionState

extension GenusCommand: Executable {
    package func execute(in session: Session, _ context: ExecutionContext) throws(SessionError) -> Report {
        let genes = session.state.genes.genes
        let genomes = genes.reduce(1) { $0 * $1.size }
        var text = "\(Numbers.counted(genes.count, "gene")), at most \(Numbers.score(genomes)) genomes"
        if !genes.isEmpty, session.state.requirements != nil {
            let conditions = try session.requirements().ofGenomes
            if !conditions.isEmpty, let share = try session.share(of: conditions) {
                text += ", of which \(share.portion) are feasible"
            }
        }
        return .printed(text)
    }
}
