import CommandLanguage
import CommandParsing
import Evolution
import Messages
import Objectives
import Reports
import SearchPreparation
import SearchRunner
import Session
import SessionState

extension Session {
    /// Returns the organisms of a schema, and the bound of the schema theorem for their children.
    ///
    /// - Throws: `.missing` without a population; `.unusable` if the text has not one value for each gene, or a value
    ///   that its gene does not have.
    func schemaTable(_ text: String) throws(SessionError) -> TableReport {
        _ = try search()
        guard let evolution = state.evolution, let objective = state.objective else {
            throw .noPopulation(hasObjective: state.objective != nil, then: "evolve 1")
        }
        guard evolution.ranked.contains(where: { $0.outcome != nil }) else { throw .noPopulation(then: "step") }
        let schema = try schema(text, of: evolution.genus)
        let oriented = objective.direction.oriented
        let matching = evolution.ranked.filter { schema.matches($0.genome) }
        let known = matching.compactMap { $0.outcome?.fitness }
        let all = evolution.ranked.compactMap { $0.outcome?.fitness }
        func mean(_ values: [Double]) -> String {
            values.isEmpty ? "–" : Numbers.score(oriented(values.reduce(0) { $0 + $1 / Double(values.count) }))
        }
        var rows = [
            ["order (given genes)", "o", "\(schema.order)"],
            ["defining length", "δ", "\(schema.definingLength)"],
            ["organisms that match", "m", "\(matching.count) of \(evolution.population.count)"],
            ["their mean fitness", "f(H)", mean(known)],
            ["mean fitness of the population", "f̄", mean(all)],
        ]
        do throws(SchemaTheorem.Limit) {
            let theorem = try SchemaTheorem(schema, in: evolution)
            rows += [
                ["expected mothers that match", "m'", Numbers.score(theorem.selected, decimals: 2)],
                ["kept whole by crossover", "", Numbers.chance(theorem.crossoverSurvival)],
                ["left unchanged by mutation", "", Numbers.chance(theorem.mutationSurvival)],
                ["at least so many children match", "", Numbers.score(theorem.bound, decimals: 2)],
            ]
        } catch {
            rows.append(["the schema theorem does not apply", "", error.reason])
        }
        return TableReport(
            title: "schema \(text)",
            table: Table(columns: [.init("quantity"), .init(""), .init("value", .right)], rows: rows))
    }

    /// Reads a schema: a character for each gene, or a word for each gene between blanks.
    private func schema(_ text: String, of genus: Genus) throws(SessionError) -> Schema {
        let words = text.split(whereSeparator: \.isWhitespace).map(String.init)
        let items = words.count > 1 || genus.genes.count == 1 ? words : Array(text).map(String.init)
        guard items.count == genus.genes.count else {
            throw .schemaOfOtherLength(text, found: items.count, genes: genus.genes.count)
        }
        var codes: [UInt32?] = []
        for (item, gene) in zip(items, genus.genes) {
            guard item != "*" else {
                codes.append(nil)
                continue
            }
            guard let code = gene.code(written: item) else { throw .noSuchValue(item, of: gene.name, in: text) }
            codes.append(code)
        }
        return Schema(codes: codes)
    }
}

extension Gene {
    /// Returns the code of a value as it is written; nil if the gene does not have it.
    fileprivate func code(written text: String) -> UInt32? {
        let value: GeneValue =
            switch Literal(text) {
            case .integer(let number): .integer(number)
            case .real(let number): .real(number)
            case .text(let word): .text(word)
            }
        return (try? code(of: value)) ?? (try? code(of: .text(text)))
    }
}

extension SchemaTheorem.Limit {
    /// The reason in a few words.
    fileprivate var reason: String {
        switch self {
        case .strategy: "it is about whole generations (`strategy evolution`)"
        case .crowding: "with crowding each organism breeds once (`population niching none`)"
        case .litter: "a surrogate model chooses children (`population litter 1`)"
        case .realCrossover: "crossover mixes real genes"
        case .mutation: "mutation does not change each gene alike"
        case .genes: "genes are orders, or depend on others"
        case .objectives: "there are several objectives"
        case .conditions: "children are repaired (`require`)"
        }
    }
}
