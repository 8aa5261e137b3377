package import Evolution
package import Reports
package import SessionState
package import Teaching

extension StoryReport {
    /// Creates the story of a birth that was evaluated or is planned.
    ///
    /// - Parameters:
    ///   - front: The front of several objectives; nil with one objective.
    ///   - rungs: How far it was measured, in a sentence; nil without rungs.
    ///   - deviation: The standard deviation of the parts that its fitness is the mean of; nil for a single part.
    ///   - known: Returns the fitness of a genome if it is known or quickly computed; otherwise nil.
    package init(
        of id: Int, in evolution: Evolution, title: String, front: SearchFront? = nil, rungs: String? = nil,
        deviation: Double? = nil, oriented: @escaping (Double) -> Double,
        known: @escaping (Genome) -> KnownFitness? = { _ in nil }
    ) {
        let story = BirthStory(id, in: evolution, title: title, front: front, oriented: oriented)
        var lines = [story.outcome(deviation: deviation)]
        if let rungs { lines.append(rungs) }
        if let front { lines += front.dominance(of: id) }
        if front == nil, let prediction = story.prediction { lines.append(prediction) }
        lines.append(story.origin)
        if story.birth.mother != nil {
            lines += story.changes(Worth(story.birth, in: evolution, oriented: oriented, known: known))
        }
        lines.append(story.children)
        if story.birth.organism.outcome != nil { lines.append(Self.standing(of: id, in: evolution)) }
        self.init(birth: story.birth, lines: lines, table: Self.table(of: story.birth, in: evolution))
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
