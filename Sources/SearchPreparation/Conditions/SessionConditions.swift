package import Evolution
package import Expressions
import Memory
package import Messages
import Objectives
import SearchRunner
package import Session
package import SessionState

extension Session {
    /// The conditions of the session, divided.
    ///
    /// - Throws: `.unusable` for a condition that reads an unknown name, such as a gene that was removed.
    package func requirements() throws(SessionError) -> Requirements {
        let conditions = state.requirements ?? []
        do { return try Requirements(conditions, genes: state.genes.genes, outputs: state.programOutputs) } catch {
            throw .unusableConditions(error)
        }
    }

    /// Returns what a search needs to know about the conditions.
    ///
    /// - Throws: `.unusable` if the objective gives no such results or describes no networks.
    func conditions(
        of genus: Genus, _ kind: SearchSetup.Kind
    ) throws(SessionError) -> (feasibility: Feasibility?, results: ResultConditions?) {
        guard state.requirements != nil else { return (nil, nil) }
        let requirements = try requirements()
        var network: NetworkObjective?
        if case .network(let objective) = kind { network = objective }
        if network == nil, let fact = requirements.ofGenomes.first(where: requirements.readsFacts) {
            throw .conditionOnNetworks(fact)
        }
        do {
            let feasibility =
                try requirements.ofGenomes.isEmpty
                ? nil : GenomeConditions.feasibility(requirements.ofGenomes, genus: genus, network: network)
            guard let first = requirements.ofResults.first else { return (feasibility, nil) }
            switch kind {
            case .expression, .expressions, .told: throw SessionError.conditionOnResults(first)
            case .network, .program:
                return (
                    feasibility,
                    try ResultConditions(
                        requirements.ofResults, genus: genus, network: network, outputs: state.programOutputs)
                )
            }
        } catch let error as SessionError {
            throw error
        } catch let error as ObjectiveError {
            throw .unusable(error.description + "; `require` lists the conditions")
        } catch {
            throw .failed("\(error)")
        }
    }

    /// Returns the share of the search space that meets some conditions on genomes; nil if they read facts of networks
    /// that are not known before data are loaded.
    package func share(of conditions: [ParsedExpression]) throws(SessionError) -> FeasibleShare? {
        let genus: Genus
        do { genus = try Genus(state.genes.genes) } catch { throw .failed(error.description) }
        var network: NetworkObjective?
        if conditions.contains(where: { Requirements.readsFacts($0, genus.genes) }) {
            guard let kind = try? searchKind(genus), case .network(let objective) = kind else { return nil }
            network = objective
        }
        do {
            return FeasibleShare(
                of: try GenomeConditions.feasibility(conditions, genus: genus, network: network), in: genus)
        } catch {
            throw .unusable(error.description)
        }
    }
}

extension Session {
    /// Returns the conditions on results that an organism violates; nil if there are none, or if its measurement is not
    /// in the memory.
    func missedConditions(of organism: Organism) -> [String]? {
        guard organism.outcome?.isFeasible == false, let search = try? currentSearch(), let results = search.results,
            let objective = search.measured, let prepared = try? objective.prepare(organism.genome)
        else { return nil }
        var measured: [Evaluation] = []
        for fingerprint in prepared.fingerprints {
            guard let known = memory.evaluation(fingerprint.bytes), case .scores(let scores) = known.result
            else { return nil }
            measured.append(Evaluation(scores: scores, seconds: known.seconds))
        }
        guard !measured.isEmpty else { return nil }
        let violations = results.violations(of: organism.genome, measured: measured)
        return zip(results.conditions, violations).compactMap { $1 > 0 ? $0.description : nil }
    }
}
