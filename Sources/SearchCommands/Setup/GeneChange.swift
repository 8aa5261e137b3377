import CommandLanguage
import CommandParsing
import Evolution
import Expressions
import Messages
import Objectives
import Reports
import Session
import SessionState

/// A change of the session's genes, which counts once it is applied.
struct GeneChange {
    private let session: Session
    private var genes: [Gene]
    /// The numbers that were written in another way than ns writes them, by gene.
    private var spellings: Spellings

    init(_ session: Session) {
        self.session = session
        genes = session.state.genes.genes
        spellings = session.state.spellings ?? [:]
    }

    /// Sets the genes whose names a pattern gives; returns a message.
    ///
    /// - Parameters:
    ///   - written: The values as the user wrote them.
    ///   - condition: The condition on other genes; nil if the genes always have a value.
    mutating func set(
        _ pattern: String, to values: ValueList, written: [String], in domain: Domain,
        when condition: ParsedExpression?, isInterrupted: () -> Bool
    ) throws(SessionError) -> String {
        try Self.checkDistinct(domain, of: pattern)
        let condition = try condition.map { [genes] (expression) throws(SessionError) in
            try expression.geneCondition(among: genes)
        }
        let names = try GenePattern(pattern).names(among: genes.map(\.name))
        let spelled = values.spellings(written)
        var indices = Dictionary(uniqueKeysWithValues: genes.enumerated().map { ($1.name, $0) })
        for (number, name) in names.enumerated() {
            if number.isMultiple(of: 1_024), isInterrupted() { throw .interrupted }
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
        let what = names.count == 1 ? "gene \(names[0])" : Numbers.counted(names.count, "gene")
        return "\(what) in \(domain)" + (condition.map { " when \($0)" } ?? "")
    }

    private static func checkDistinct(_ domain: Domain, of pattern: String) throws(SessionError) {
        guard let (first, second) = domain.sameValues else { return }
        let (one, other) = (first.typed, second.typed)
        let complaint =
            one == other
            ? "\(first) occurs twice in its values"
            : "\(one) and \(other) are the same value; remove one of them"
        throw .failed("gene \(pattern): \(complaint)")
    }

    /// Removes the genes whose names match a pattern; returns a message.
    ///
    /// - Throws: `.failed` if a condition of another gene or a requirement reads one of them.
    mutating func remove(_ pattern: String) throws(SessionError) -> String {
        let names = Set(try GenePattern(pattern).existing(among: genes.map(\.name)))
        genes.removeAll { names.contains($0.name) }
        for name in names { spellings[name] = nil }
        for gene in genes {
            guard let read = gene.condition?.names.intersection(names).min() else { continue }
            throw .readByCondition(of: gene.name, read)
        }
        let left = Set(Genus.columns(of: genes).map(\.name))
        let gone = Set(Genus.columns(of: session.state.genes.genes).map(\.name)).subtracting(left)
        for condition in session.state.requirements ?? [] {
            if let read = condition.names.intersection(gone).min() { throw .readByRequirement(condition, read) }
        }
        return names.count == 1 ? "gene \(pattern) removed" : "\(names.count) genes removed"
    }

    /// Makes these the genes of the session; returns a message about the population that they drop.
    ///
    /// - Throws: `.failed` if they do not make a genus.
    func apply() throws(SessionError) -> String {
        if !genes.isEmpty {
            do { _ = try Genus(genes) } catch { throw .failed(error.description) }
        }
        session.state.spellings = spellings.isEmpty ? nil : spellings
        session.state.genes = .custom(genes)
        return session.dropPopulation()
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
}
