import CommandLanguage
import Evolution
import Expressions
import Objectives
import Reports
import SearchRunner
import Suggestions

extension GeneCommand: Executable {
    var roleInExperiment: RoleInExperiment { .setting }

    func execute(in session: Session, _ context: ExecutionContext) throws(SessionError) -> Report {
        var genes = session.state.genes.genes
        let text: String
        switch action {
        case .set(let pattern, let values, let condition), .setOrder(let pattern, let values, let condition):
            let isOrder = if case .setOrder = action { true } else { false }
            let domain = try isOrder ? values.order(of: "gene \(pattern)") : values.domain(of: "gene \(pattern)")
            if let (first, second) = domain.sameValues {
                let (one, other) = (first.typed, second.typed)
                let complaint =
                    one == other
                    ? "\(first) occurs twice in its values"
                    : "\(one) and \(other) are the same value; remove one of them"
                throw .failed("gene \(pattern): \(complaint)")
            }
            let condition = try condition.map { (expression) throws(SessionError) in
                try expression.geneCondition(among: genes)
            }
            let names = try GenePattern(pattern).names(among: genes.map(\.name))
            let spelled = values.spellings(written)
            var spellings = session.state.spellings ?? [:]
            var indices = Dictionary(uniqueKeysWithValues: genes.enumerated().map { ($1.name, $0) })
            for (number, name) in names.enumerated() {
                if number.isMultiple(of: 1_024), context.isInterrupted() { throw .interrupted }
                guard !ParsedExpression.reservedWords.contains(name), !NetworkObjective.reservedNames.contains(name)
                else {
                    throw .reservedGeneName(name)
                }
                let gene = Gene(name, in: domain, when: condition)
                spellings[name] = spelled
                if let index = indices[name] {
                    genes[index] = gene
                } else {
                    indices[name] = genes.count
                    genes.append(gene)
                }
            }
            session.state.spellings = spellings.isEmpty ? nil : spellings
            let what = names.count == 1 ? "gene \(names[0])" : Numbers.counted(names.count, "gene")
            text = "\(what) in \(domain)" + (condition.map { " when \($0)" } ?? "")
        case .remove(let pattern):
            let names = Set(try GenePattern(pattern).existing(among: genes.map(\.name)))
            genes.removeAll { names.contains($0.name) }
            for name in names { session.state.spellings?[name] = nil }
            for gene in genes {
                guard let read = gene.condition?.names.intersection(names).min() else { continue }
                throw .readByCondition(of: gene.name, read)
            }
            let left = Set(Genus.columns(of: genes).map(\.name))
            let gone = Set(Genus.columns(of: session.state.genes.genes).map(\.name)).subtracting(left)
            for condition in session.state.requirements ?? [] {
                if let read = condition.names.intersection(gone).min() { throw .readByRequirement(condition, read) }
            }
            text = names.count == 1 ? "gene \(pattern) removed" : "\(names.count) genes removed"
        }
        if !genes.isEmpty {
            do { _ = try Genus(genes) } catch { throw .failed(error.description) }
        }
        session.state.genes = .custom(genes)
        return .message(text + session.dropPopulation())
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

/// A pattern of `gene`: one name, all names with a prefix (`neurons*`), or a range of names (`x0..x99`).
private struct GenePattern {
    private let text: String

    init(_ text: String) { self.text = text }

    /// Returns the names to set, including new ones; for a prefix, existing names only.
    func names(among existing: [String]) throws(SessionError) -> [String] {
        if text.hasSuffix("*") { return try self.existing(among: existing) }
        guard text.contains("..") else { return [text] }
        let parts = text.split(separator: "..").map { ($0.prefix { !$0.isNumber }, $0.drop { !$0.isNumber }) }
        guard parts.count == 2, parts[0].0 == parts[1].0, let first = Int(parts[0].1), let last = Int(parts[1].1),
            first <= last, last - first < 1_000_000
        else { throw .wrongNameRange(text) }
        return (first...last).map { "\(parts[0].0)\($0)" }
    }

    /// Returns the existing names that match.
    func existing(among names: [String]) throws(SessionError) -> [String] {
        let fitting: [String]
        if text.hasSuffix("*") {
            fitting = names.filter { $0.hasPrefix(text.dropLast()) }
        } else {
            let wanted = Set(try self.names(among: names))
            fitting = names.filter { wanted.contains($0) }
        }
        guard !fitting.isEmpty else {
            let nearest = Suggestion.nearest(to: text, among: names)
            throw .noGene(text, nearest: nearest)
        }
        return fitting
    }
}

extension ValueList {
    /// Returns the numbers of a list that were written in another way than ns writes them, by value; nil if there are
    /// none.
    fileprivate func spellings(_ written: [String]) -> [String: String]? {
        guard case .list(let literals) = self else { return nil }
        var spellings: [String: String] = [:]
        for (literal, text) in zip(literals, written) where literal.number != nil && literal.description != text {
            spellings[literal.description] = text
        }
        return spellings.isEmpty ? nil : spellings
    }

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
