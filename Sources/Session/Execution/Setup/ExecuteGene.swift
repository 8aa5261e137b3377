import CommandLanguage
import CommandParsing
import Evolution
import Expressions
import Objectives
import Reports
import SearchRunner

extension GeneCommand: Executable {
    var roleInExperiment: RoleInExperiment { .setting }

    func execute(in session: Session, _ context: ExecutionContext) throws(SessionError) -> Report {
        var change = GeneChange(session)
        let text =
            switch action {
            case .set(let pattern, let values, let condition):
                try change.set(
                    pattern, to: values, written: written, in: try values.domain(of: "gene \(pattern)"),
                    when: condition, isInterrupted: context.isInterrupted)
            case .setOrder(let pattern, let values, let condition):
                try change.set(
                    pattern, to: values, written: written, in: try values.order(of: "gene \(pattern)"),
                    when: condition, isInterrupted: context.isInterrupted)
            case .remove(let pattern): try change.remove(pattern)
            }
        return .message(text + (try change.apply()))
    }
}

extension GenesCommand: Executable {
    var roleInExperiment: RoleInExperiment { .setting }

    func execute(in session: Session, _ context: ExecutionContext) throws(SessionError) -> Report {
        switch action {
        case .show: return .table(session.genesReport)
        case .setDefault:
            session.state.genes = session.state.defaultGenes
            session.state.spellings = nil
            if session.state.objective?.isOverGenesAlone(session.state.genes.genes) ?? true, session.state.data != nil {
                session.state.objective = .accuracy
            }
            return .defaultGenes(session.state.genes.genes.count, session.dropPopulation())
        case .clear:
            session.state.genes = .custom([])
            session.state.spellings = nil
            return .noGenes(session.dropPopulation())
        }
    }
}

extension Session {
    /// The table of `genes`.
    var genesReport: TableReport {
        let genes = state.genes.genes
        let rows = genes.map { [$0.name, "\($0.domain)", $0.condition.map { "when \($0)" } ?? ""] }
        let hasConditions = genes.contains { $0.condition != nil }
        let columns: [Table.Column] = [.init("gene"), .init("values")] + (hasConditions ? [.init("condition")] : [])
        return TableReport(
            title: genes.isEmpty
                ? "no genes; try `gene x in 0..9` or `genes default`" : Numbers.counted(genes.count, "gene"),
            table: Table(columns: columns, rows: rows.map { Array($0.prefix(columns.count)) }))
    }
}

extension GeneChoice {
    /// The genes of the choice.
    var genes: [Gene] {
        switch self {
        case .none: []
        case .standard: NetworkGenes.standard()
        case .shaped(let shape): NetworkGenes.standard(shape)
        case .custom(let genes): genes
        }
    }
}

extension ValueList {
    /// Returns the domain that these values describe.
    ///
    /// - Parameter owner: The owner of the values, for messages: `gene x`.
    /// - Throws: `.unusable` for an empty range, bounds that are not numbers, or a logarithmic range with a step.
    func domain(of owner: String) throws(SessionError) -> Domain {
        switch self {
        case .list(let literals):
            return .list(
                literals.map { GeneValue($0) })
        case .range(.integer(let lower), .integer(let upper), let isUpperIncluded, let step, let isLogarithmic)
        where step == nil || step?.isInteger == true:
            guard isUpperIncluded || upper > Int.min else { throw .emptyRange(of: owner) }
            return .integers(
                first: lower, last: isUpperIncluded ? upper : upper - 1, step: step?.wholeNumber ?? 1,
                scale: isLogarithmic ? .logarithmic : .linear)
        case .range(let lower, let upper, let isUpperIncluded, let step, let isLogarithmic):
            guard let first = lower.number, let last = upper.number else {
                throw .boundsNotNumbers(of: owner)
            }
            guard let step = step?.number else {
                return .interval(first: first, last: last, scale: isLogarithmic ? .logarithmic : .linear)
            }
            guard !isLogarithmic else {
                throw .logarithmicSteps(of: owner)
            }
            return .steps(first: first, last: isUpperIncluded ? last : last - step / 2, step: step)
        }
    }
}

extension Literal {
    fileprivate var isInteger: Bool { wholeNumber != nil }

    fileprivate var wholeNumber: Int? { if case .integer(let value) = self { value } else { nil } }
}
