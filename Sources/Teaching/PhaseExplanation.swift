package import Evolution
package import Reports
package import SearchRunner

/// A description of phase events in words, as a teacher would give it, for a window of 24 rows.
///
/// A population of 10 is shown in full. Of a larger one, only the important part is shown, with a note on the rest.
package struct PhaseExplanation {
    /// The description of a phase.
    package struct Explanation {
        package var lines: [String]
        package var table: Table?
        package var example: Table?

        package init(lines: [String], table: Table? = nil, example: Table? = nil) {
            self.lines = lines
            self.table = table
            self.example = example
        }
    }

    /// The maximum number of rows of a table: with heading, reason and prompt they fill a window of 24.
    package static let rows = 12
    /// The maximum width of a genome in one cell.
    package static let longestGenome = 40

    package let evolution: Evolution
    package let evaluationLog: EvaluationLog
    package let oriented: (Double) -> Double

    package init(evolution: Evolution, evaluationLog: EvaluationLog, oriented: @escaping (Double) -> Double) {
        self.evolution = evolution
        self.evaluationLog = evaluationLog
        self.oriented = oriented
    }

    package func explanation(_ event: PhaseEvent) -> Explanation {
        switch event {
        case .evaluated(let births, let discarded): evaluated(births, discarded)
        case .elites(let chosen, let wheel): elites(chosen, wheel)
        case .breeders(let wheel, let draws): breeders(wheel, draws)
        case .bred(let children): BreedingExplanation(evolution: evolution, children: children).explanation(children)
        case .mutated(let mutants, let litters): mutated(mutants, litters)
        case .replaced(let born, let gone, let stayed): replaced(born, gone, stayed)
        }
    }

    private func evaluated(_ births: [Int], _ discarded: [Int]) -> Explanation {
        let history = evolution.history
        let scores = births.map { history.outcome($0)?.fitness }
        let failures = scores.count { $0 == nil }
        let hasExpectations = births.contains(where: history.hasExpectation)
        let log = evaluationLog
        let measured = births.compactMap { log.entry(of: $0) }
        let remembered = measured.count { $0.worker == nil }
        var lines = [
            "\(Numbers.counted(births.count, "birth")) evaluated"
                + (remembered > 0 ? ", \(remembered) of them from the memory" : "")
                + (failures > 0 ? ", \(failures) of them failed" : "")
        ]
        if !discarded.isEmpty {
            lines.append(
                "removed, because \(reasonOfRemoval): "
                    + discarded.prefix(6).map(named).joined(separator: ", ")
                    + (discarded.count > 6 ? " and \(discarded.count - 6) more" : ""))
        }
        let fittestFirst = births.indices.sorted { (scores[$0] ?? -.infinity) > (scores[$1] ?? -.infinity) }
        let compact = compact
        func cells(_ index: Int) -> [String] {
            let id = births[index]
            return ["\(id)", fitness(of: id)]
                + (hasExpectations ? [evolution.prediction(of: id).map { value($0.fitness) } ?? "–"] : [])
                + (measured.isEmpty
                    ? [] : [log.entry(of: id).map { $0.worker == nil ? "cached" : "measured" } ?? "–"])
                + (compact.map { [$0.words(of: history.genome(id))] } ?? [])
        }
        let columns: [Table.Column] =
            [.init("birth", .right), .init("fitness", .right)]
            + (hasExpectations ? [.init("predicted", .right)] : [])
            + (measured.isEmpty ? [] : [.init("result")]) + (compact == nil ? [] : [.init("genome")])
        guard let mean = mean(of: births, columns: columns.count) else {
            return Explanation(lines: lines, table: table(columns, of: fittestFirst, cells))
        }
        return Explanation(
            lines: lines,
            table: Table(
                columns: columns, rows: fittestFirst.prefix(Self.rows - 1).map(cells) + [mean],
                total: births.count + 1))
    }

    /// Returns the row below the evaluated births; nil with several objectives, for a single birth, or if all failed.
    private func mean(of births: [Int], columns: Int) -> [String]? {
        let known = births.compactMap { evolution.history.outcome($0)?.fitness.map(oriented) }.filter(\.isFinite)
        guard evolution.criteria.objectives == 1, births.count > 1, !known.isEmpty else { return nil }
        // Divided before summing: the largest numbers would overflow.
        let mean = known.reduce(0) { $0 + $1 / Double(known.count) }
        return ["mean", Numbers.score(mean)] + [String](repeating: "", count: columns - 2)
    }

    private func elites(_ chosen: [Int], _ wheel: [WheelShare]) -> Explanation {
        let how = wheel.isEmpty ? "the fittest" : "drawn from the wheel"
        let line =
            isCrowding
            ? "all \(chosen.count) stay until their children are evaluated; then each child competes with a parent"
            : evolution.criteria.objectives > 1
                ? "all \(chosen.count) stay until their children are evaluated; then the best fronts of all remain"
                : chosen.isEmpty
                    ? "no elites: no organism survives unchanged"
                    : "\(Numbers.counted(chosen.count, "elite")) (\(how)): "
                        + (chosen.count == 1 ? "it survives unchanged" : "they survive unchanged")
        let compact = compact
        return Explanation(
            lines: [line],
            table: table(
                [.init("birth", .right), .init("fitness", .right)] + (compact == nil ? [] : [.init("genome")]),
                of: chosen
            ) { id in
                ["\(id)", fitness(of: id)] + (compact.map { [$0.words(of: evolution.history.genome(id))] } ?? [])
            })
    }

    /// True if each birth joins the population alone, when its outcome is known.
    private var joinsAlone: Bool { evolution.settings.strategy.joining == .oneByOne }

    private func breeders(_ wheel: [WheelShare], _ draws: [Int]) -> Explanation {
        let counts = Dictionary(grouping: draws) { $0 }.mapValues(\.count)
        var lines = [
            "\(Numbers.counted(draws.count, "breeder")) drawn, \(counts.count) of \(wheel.count) organisms among them"
                + (joinsAlone
                    && wheel.count < min(evolution.settings.size, evolution.evaluations)
                    ? " (the others have been evaluated and join later); " : "; ")
                + (isCrowding
                    ? "each organism breeds once, whatever its fitness" : evolution.parentDraw)
        ]
        let shown = Self.rows - Self.sums
        let rows = wheel.prefix(shown).map { share in
            [
                "\(share.organism)", fitness(of: share.organism), Numbers.chance(share.share),
                Numbers.score(share.share * Double(draws.count), decimals: 2), "\(counts[share.organism] ?? 0)",
            ]
        }
        if wheel.count > shown {
            let rest = wheel.dropFirst(shown)
            let drawn = rest.reduce(0) { $0 + (counts[$1.organism] ?? 0) }
            lines.append(
                "the \(rest.count) organisms not shown have \(Numbers.chance(rest.reduce(0) { $0 + $1.share })) of the "
                    + "wheel and were drawn \(Numbers.counted(drawn, "time"))")
        }
        let columns = ["birth", "fitness", "chance", "expected", "drawn"].map { Table.Column($0, .right) }
        guard !rows.isEmpty else { return Explanation(lines: lines) }
        return Explanation(
            lines: lines,
            table: Table(columns: columns, rows: rows + sums(wheel, draws), total: wheel.count + Self.sums))
    }

    /// The rows below the wheel.
    private static let sums = 2

    /// Returns the sums and means of the wheel's columns, as in the tables of Goldberg, "Genetic Algorithms in Search,
    /// Optimization, and Machine Learning", 1989, chapter 1.
    private func sums(_ wheel: [WheelShare], _ draws: [Int]) -> [[String]] {
        let known = wheel.compactMap { evolution.history.outcome($0.organism)?.fitness.map(oriented) }
        let sum = known.reduce(0, +)
        let isKnown = evolution.criteria.objectives == 1 && !known.isEmpty && sum.isFinite
        let count = Double(wheel.count)
        return [
            ["sum", isKnown ? Numbers.score(sum) : "–", "100%", "\(draws.count)", "\(draws.count)"],
            [
                "mean", isKnown ? Numbers.score(sum / Double(known.count)) : "–", Numbers.chance(1 / count),
                Numbers.score(Double(draws.count) / count, decimals: 2),
                Numbers.score(Double(draws.count) / count, decimals: 2),
            ],
        ]
    }

    private func mutated(_ mutants: [Mutant], _ litters: [LitterChoice]) -> Explanation {
        let changes = Dictionary(mutants.map { ($0.child, $0.changes) }) { first, _ in first }
        let expectations = Dictionary(
            litters.compactMap { choice in choice.expectation.map { (choice.child, $0) } }
        ) { first, _ in first }
        let all = evolution.settings.broodSize
        var lines = [
            "\(Numbers.counted(mutants.count, "child", "children")) changed by mutation"
                + (all > mutants.count ? ", \(all - mutants.count) left unchanged" : "")
        ]
        if let siblings = litters.first?.siblings, !expectations.isEmpty {
            lines.append(
                "a surrogate model of all evaluations so far chose one child of each litter of \(siblings), the one "
                    + "with the greatest expected improvement"
                    + (evolution.settings.litterRate == .time ? " per estimated time" : "")
                    + (evolution.refinesChildren ? ", and mutated its genes as long as that increased" : ""))
        }
        let children = Set(changes.keys).union(expectations.keys).sorted()
        let first = evolution.brood.lowerBound
        let genus = evolution.genus
        func cells(_ child: Int) -> [String] {
            let words = genus.grouped(changes[child] ?? []).map { genus.words(for: $0) }.joined(separator: ", ")
            return ["\(first + child)", words.isEmpty ? "–" : words]
                + (expectations.isEmpty
                    ? [] : [expectations[child].map { "\(value($0.fitness)) (\(range($0)))" } ?? "–"])
        }
        let columns: [Table.Column] = [.init("child", .right), .init("mutations")]
        return Explanation(
            lines: lines,
            table: table(columns + (expectations.isEmpty ? [] : [.init("predicted")]), of: children, cells))
    }

    private func replaced(_ born: [Int], _ gone: [Int], _ stayed: [Int]) -> Explanation {
        var lines = [
            "born: \(Births(born))\(joinsAlone ? "" : " (not evaluated yet)")",
            "gone: \(Births(gone))", "stayed: \(Births(stayed))",
        ]
        if joinsAlone, let last = born.max(), last + 1 < evolution.evaluations {
            let ahead = evolution.settings.birthsAtOnce
            lines.append(
                "evaluated, but not yet in the population: \(Births(Array(last + 1..<evolution.evaluations))); they join "
                    + "one by one with the next births, because a birth depends only on results that are at least "
                    + "\(ahead) births older: so \(ahead) genomes can be evaluated at once (`strategy ahead 1` admits all)"
            )
        }
        let scores = gone.map { evolution.history.outcome($0)?.fitness ?? -.infinity }
        let fittestFirst = gone.indices.sorted { scores[$0] > scores[$1] }.map { gone[$0] }
        return Explanation(
            lines: lines,
            table: table([.init("gone", .right), .init("fitness", .right), .init("born in")], of: fittestFirst) {
                ["\($0)", fitness(of: $0), "generation \(evolution.history.generation(of: $0))"]
            })
    }

    // MARK: - Words

    private var reasonOfRemoval: String {
        if isCrowding { return "a parent or child like them won" }
        return evolution.criteria.objectives > 1 ? "they are in the worst fronts" : "their fitness is the lowest"
    }

    private var isCrowding: Bool { evolution.settings.isCrowding }

    /// Returns a table of the first items; nil without any. A population of millions has no cells for the others.
    private func table(_ columns: [Table.Column], of items: [Int], _ cells: (Int) -> [String]) -> Table? {
        guard !items.isEmpty else { return nil }
        return Table(columns: columns, rows: items.prefix(Self.rows).map(cells), total: items.count)
    }

    /// The format of genomes in one cell; nil if they are too long.
    private var compact: GenomeWords? { GenomeWords(evolution.genus, maximum: Self.longestGenome) }

    private func named(_ id: Int) -> String { "\(id) (\(fitness(of: id)))" }

    private func fitness(of id: Int) -> String {
        switch evolution.history.outcome(id) {
        case nil: "–"
        case .failure: "failed"
        case let outcome?: outcome.fitness.map(value) ?? "–"
        }
    }

    private func value(_ fitness: Double) -> String { Numbers.score(oriented(fitness)) }

    private func range(_ expectation: PredictedFitness) -> String {
        let ends = [oriented(expectation.low), oriented(expectation.high)].sorted()
        return "\(Numbers.score(ends[0])) to \(Numbers.score(ends[1]))"
    }
}
