import Evolution
import Reports
import Teaching

extension StoryReport {
    /// Creates the story of a birth that was evaluated or is planned.
    ///
    /// - Parameters:
    ///   - front: The front of several objectives; nil with one objective.
    ///   - rungs: How far it was measured, in a sentence; nil without rungs.
    ///   - deviation: The standard deviation of the parts that its fitness is the mean of; nil for a single part.
    ///   - known: Returns the fitness of a genome if it is known or quickly computed; otherwise nil.
    init(
        of id: Int, in evolution: Evolution, title: String, front: SearchFront? = nil, rungs: String? = nil,
        deviation: Double? = nil, oriented: @escaping (Double) -> Double,
        known: @escaping (Genome) -> KnownFitness? = { _ in nil }
    ) {
        let birth = evolution.history.birth(id)
        func value(_ fitness: Double) -> String { Numbers.score(oriented(fitness)) }
        func parent(_ id: Int) -> String {
            switch evolution.history.outcome(id) {
            case nil: "\(id)"
            case .failure: "\(id) (failed)"
            case let outcome?: "\(id) (\(front?.words(for: outcome) ?? outcome.fitness.map(value) ?? ""))"
            }
        }
        var lines = ["birth \(id), generation \(birth.organism.generation): "]
        switch birth.organism.outcome {
        case nil: lines[0] += "not evaluated yet"
        case .failure(let reason): lines[0] += "failed, \(reason)"
        case let outcome?:
            let spread = deviation.map { " ± \(Numbers.score($0))" } ?? ""
            lines[0] += front?.words(for: outcome) ?? "fitness \(outcome.fitness.map(value) ?? "")\(spread) (\(title))"
            if !outcome.isFeasible { lines[0] += ", infeasible: violation \(Numbers.score(outcome.violation))" }
        }
        if let rungs { lines.append(rungs) }
        if let front { lines += front.dominance(of: id) }
        if front == nil, let expectation = birth.expectation {
            let ends = [oriented(expectation.low), oriented(expectation.high)].sorted()
            var line =
                "predicted \(value(expectation.fitness)), likely \(Numbers.score(ends[0])) to \(Numbers.score(ends[1]))"
            if let fitness = birth.organism.outcome?.fitness {
                line +=
                    fitness > expectation.high
                    ? ": better than predicted"
                    : fitness < expectation.low ? ": worse than predicted" : ": as predicted"
            }
            lines.append(line)
        }
        switch (birth.mother, birth.father) {
        case (let mother?, let father?):
            lines.append(
                "mother \(parent(mother)), father \(parent(father)); from the father: "
                    + evolution.genus.words(for: birth.cut))
        case (let mother?, nil):
            lines.append(
                evolution.settings.strategy.hasRounds
                    ? "a child of \(parent(mother)), moved along differences of other organisms"
                    : "a clone of \(parent(mother))")
        default:
            lines.append(evolution.settings.strategy.originWithoutParents)
        }
        if birth.mother != nil {
            let worth = Worth(birth, in: evolution, oriented: oriented, known: known)
            let crossing = worth.crossing
            if let crossing { lines.append(crossing) }
            let genus = evolution.genus
            let changes = genus.grouped(birth.changes).map { genus.words(for: $0) + (worth.words(of: $0) ?? "") }
            lines.append(
                changes.isEmpty
                    ? "no mutation"
                    : (evolution.settings.strategy.hasRounds ? "changes: " : "mutations: ")
                        + changes.joined(separator: ", "))
            if (changes + [crossing ?? ""]).contains(where: { $0.contains(" ± ") }), let intervals = worth.intervals {
                lines.append(intervals)
            }
        }
        let children = (0..<evolution.history.count).filter { child in
            let record = evolution.history.birth(child)
            return record.mother == id || record.father == id
        }
        lines.append("children: \(Births(children))")
        if birth.organism.outcome != nil { lines.append(Self.standing(of: id, in: evolution)) }
        self.init(birth: birth, lines: lines, table: Self.table(of: birth, in: evolution))
    }

    private static func standing(of id: Int, in evolution: Evolution) -> String {
        let ranked = evolution.ranked
        guard let index = ranked.firstIndex(where: { $0.id == id }) else { return "no longer in the population" }
        return "rank \(index + 1) of \(ranked.count) in the population"
    }

    /// Returns a table of the genes with the values of the parents, and the origin of each.
    private static func table(of birth: BirthRecord, in evolution: Evolution) -> Table {
        let genus = evolution.genus
        let mother = birth.mother.map(evolution.history.genome)
        let father = birth.father.map(evolution.history.genome)
        let fatherly = birth.cut.fatherly(genes: genus.genes.count)
        let changed = Set(birth.changes.map(\.gene))
        var columns: [Table.Column] = [.init("gene"), .init("value")]
        if mother != nil { columns.append(.init("mother")) }
        if father != nil { columns.append(.init("father")) }
        if mother != nil { columns.append(.init("from")) }
        let rows = genus.genes.indices.map { gene in
            var cells = [genus.genes[gene].name, genus.word(birth.organism.genome.codes[gene], of: gene)]
            if let mother { cells.append(genus.word(mother.codes[gene], of: gene)) }
            if let father { cells.append(genus.word(father.codes[gene], of: gene)) }
            if let mother {
                cells.append(
                    changed.contains(gene)
                        ? "mutation"
                        : genus.origin(
                            of: gene, birth.organism.genome.codes[gene], mother: mother, father: father,
                            isFatherly: fatherly[gene], cut: birth.cut))
            }
            return cells
        }
        return Table(columns: columns, rows: rows)
    }
}
