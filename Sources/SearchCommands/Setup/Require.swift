package import CommandLanguage
import CommandParsing
import Evolution
import Expressions
package import Messages
import Objectives
package import Reports
import SearchPreparation
package import Session
import SessionState

extension RequireCommand: Executable {
    package func execute(in session: Session, _ context: ExecutionContext) throws(SessionError) -> Report {
        let before = session.state.requirements
        switch action {
        case .show: return .table(try session.requirementsTable())
        case .clear:
            session.state.requirements = nil
            return .message("no conditions" + (before == nil ? "" : session.dropPopulation()))
        case .remove(let number):
            guard var conditions = before, number <= conditions.count else {
                throw .noCondition(number, count: before?.count ?? 0)
            }
            let removed = conditions.remove(at: number - 1)
            session.state.requirements = conditions.isEmpty ? nil : conditions
            return .message("no longer required: \(removed)" + session.dropPopulation())
        case .add(let condition): return try session.add(condition, at: position)
        }
    }
}

extension Session {
    fileprivate func add(_ condition: ParsedExpression, at position: TextPosition?) throws(SessionError) -> Report {
        let genes = state.genes.genes
        func mistake(_ error: ExpressionError) -> SessionError {
            position.map { .mistake($0.diagnostic(error)) } ?? .unusable(error.description)
        }
        // The whole is checked first, so that the caret of an error is at its position.
        if state.programOutputs.isEmpty, let complaint = condition.complaint(genes: genes) {
            throw .unusable(complaint)
        }
        let isOfGenome: Bool
        do { isOfGenome = try Requirements.isOfGenome(condition, genes, state.programOutputs) } catch {
            throw mistake(error)
        }
        let before = state.requirements ?? []
        let added = condition.conjuncts.filter { !before.contains($0) }
        guard !added.isEmpty else { return .message("require \(condition)") }
        var warnings: [String] = []
        for part in added {
            let isPartOfGenome: Bool
            do { isPartOfGenome = try Requirements.isOfGenome(part, genes, state.programOutputs) } catch {
                throw mistake(error)
            }
            if isPartOfGenome, !genes.isEmpty, let warning = try check(part) { warnings.append(warning) }
        }
        state.requirements = before + added
        var text = "require \(condition)"
        let ofGenomes = isOfGenome && !genes.isEmpty ? try share(of: added) : nil
        if let ofGenomes {
            text += ", which \(ofGenomes.text) meet\(ofGenomes.met == 1 && ofGenomes.isExact ? "s" : "")"
        }
        return .message(text + dropPopulation(), warnings: warnings)
    }

    /// Checks that a condition on genomes is neither met nor missed by all of them.
    ///
    /// - Returns: A warning if this is likely but not certain.
    private func check(_ condition: ParsedExpression) throws(SessionError) -> String? {
        guard let share = try share(of: [condition]) else { return nil }
        let isCertain = share.isExact || condition.names.isEmpty
        switch share.met {
        case 0:
            guard !isCertain else { throw .conditionNeverMet(condition) }
            return Warning.conditionRarelyMet(condition, draws: share.tested)
        case share.tested:
            guard !isCertain else { throw .conditionAlwaysMet(condition) }
            return Warning.conditionMostlyMet(condition, draws: share.tested)
        default: return nil
        }
    }
}
