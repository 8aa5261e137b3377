public import Evolution

/// What one phase of the evolution did.
public struct StepReport: Codable, Hashable, Sendable {
    /// The phase: `evaluate`, `elites`, `breeders`, `breed`, `mutate` or `replace`.
    public let phase: String
    /// The generation that the phase works for.
    public let generation: Int
    /// What it did, in sentences.
    public let lines: [String]
    /// Whom it concerned.
    public let table: Table?
    /// The phase that comes next.
    public let next: String
    /// The same for programs.
    public let event: PhaseEvent
}

extension StepReport {
    /// The most rows that a table of a phase has.
    private static let rows = 20

    /// What an event did, told of the evolution after it.
    ///
    /// - Parameter oriented: a fitness as the user reads it.
    init(_ event: PhaseEvent, of evolution: Evolution, oriented: @escaping (Double) -> Double) {
        let teller = PhaseTeller(evolution: evolution, oriented: oriented)
        let (lines, columns, rows) = teller.told(event)
        self.event = event
        phase = event.phase.rawValue
        next = evolution.phase.rawValue
        generation = (evolution.evaluations - (event.phase == .evaluate ? 1 : 0)) / evolution.settings.size + 1
        self.lines = lines
        table =
            rows.isEmpty
            ? nil : Table(columns: columns, rows: Array(rows.prefix(Self.rows)), total: rows.count)
    }
}

/// Puts the events of phases into words.
private struct PhaseTeller {
    typealias Telling = (lines: [String], columns: [Table.Column], rows: [[String]])

    let evolution: Evolution
    let oriented: (Double) -> Double

    func told(_ event: PhaseEvent) -> Telling {
        switch event {
        case .evaluated(let births, let withoutPlace): evaluated(births, withoutPlace)
        case .elites(let chosen, let wheel): elites(chosen, wheel)
        case .breeders(let wheel, let draws): breeders(wheel, draws)
        case .bred(let children): bred(children)
        case .mutated(let mutants, let litters): mutated(mutants, litters)
        case .replaced(let born, let gone, let stayed): replaced(born, gone, stayed)
        }
    }

    private func evaluated(_ births: [Int], _ withoutPlace: [Int]) -> Telling {
        let records = births.map(evolution.history.birth)
        let failures = records.count { $0.organism.outcome?.fitness == nil }
        let hasExpectations = records.contains { $0.expectation != nil }
        var lines = [
            "\(Numbers.counted(births.count, "birth")) evaluated"
                + (failures > 0 ? ", \(failures) of them failed" : "")
        ]
        if !withoutPlace.isEmpty { lines.append("too weak to stay: \(Births(withoutPlace))") }
        let rows = records.sorted { left, right in
            (left.organism.outcome?.fitness ?? -.infinity) > (right.organism.outcome?.fitness ?? -.infinity)
        }.map { record in
            let story = ["\(record.organism.id)", fitness(of: record.organism.id)]
            return story + (hasExpectations ? [record.expectation.map { value($0.fitness) } ?? "–"] : [])
        }
        let columns: [Table.Column] = [.init("birth", .right), .init("fitness", .right)]
        return (lines, columns + (hasExpectations ? [.init("expected", .right)] : []), rows)
    }

    private func elites(_ chosen: [Int], _ wheel: [WheelShare]) -> Telling {
        let how = wheel.isEmpty ? "the fittest" : "drawn from the wheel"
        let line = "\(Numbers.counted(chosen.count, "elite")) (\(how)): they survive as they are"
        return (
            [line], [.init("birth", .right), .init("fitness", .right)], chosen.map { ["\($0)", fitness(of: $0)] }
        )
    }

    private func breeders(_ wheel: [WheelShare], _ draws: [Int]) -> Telling {
        let counts = Dictionary(grouping: draws) { $0 }.mapValues(\.count)
        let line =
            "\(Numbers.counted(draws.count, "breeder")) drawn, \(counts.count) of \(wheel.count) organisms among them; "
            + "the fitter, the likelier"
        let rows = wheel.map { share in
            [
                "\(share.organism)", fitness(of: share.organism), Numbers.percent(share.share),
                "\(counts[share.organism] ?? 0)",
            ]
        }
        let columns = ["birth", "fitness", "chance a draw", "drawn"].map { Table.Column($0, .right) }
        return ([line], columns, rows)
    }

    private func bred(_ children: [Offspring]) -> Telling {
        let crossed = children.count { $0.father != nil }
        let litter = max(1, evolution.isRecording ? evolution.settings.litter : 1)
        let births = children.count / litter
        let what =
            litter > 1 && births > 0 && children.first?.mother != nil
            ? "\(Numbers.counted(births, "litter")) of \(litter) children"
            : Numbers.counted(children.count, "child", "children")
        let line = crossed > 0 ? "\(what) bred, \(crossed) of them by crossing two parents" : "\(what) made"
        let rows = children.map { child in
            [
                "\(child.child)", child.mother.map { "\($0)" } ?? "–", child.father.map { "\($0)" } ?? "–",
                evolution.genus.words(for: child.cut),
            ]
        }
        return (
            [line],
            [.init("child", .right), .init("mother", .right), .init("father", .right), .init("from the father")],
            rows
        )
    }

    private func mutated(_ mutants: [Mutant], _ litters: [LitterChoice]) -> Telling {
        let changes = Dictionary(mutants.map { ($0.child, $0.changes) }) { first, _ in first }
        let expectations = Dictionary(
            litters.compactMap { choice in choice.expectation.map { (choice.child, $0) } }
        ) { first, _ in first }
        var lines = ["\(Numbers.counted(mutants.count, "child", "children")) changed by mutation"]
        if let siblings = litters.first?.siblings, !expectations.isEmpty {
            lines.append(
                "a model of all evaluations so far chose one child of each litter of \(siblings): the one that promises "
                    + "the greatest improvement")
        }
        let children = Set(changes.keys).union(expectations.keys).sorted()
        let rows = children.map { child in
            let words = (changes[child] ?? []).map { evolution.genus.words(for: $0) }.joined(separator: ", ")
            return ["\(child)", words.isEmpty ? "–" : words]
                + (expectations.isEmpty
                    ? [] : [expectations[child].map { "\(value($0.fitness)) (\(range($0)))" } ?? "–"])
        }
        let columns: [Table.Column] = [.init("child", .right), .init("mutations")]
        return (lines, columns + (expectations.isEmpty ? [] : [.init("expected")]), rows)
    }

    private func replaced(_ born: [Int], _ gone: [Int], _ stayed: [Int]) -> Telling {
        let lines = [
            "born: \(Births(born))", "gone: \(Births(gone))", "stayed: \(Births(stayed))",
        ]
        return (lines, [], [])
    }

    private func fitness(of id: Int) -> String {
        switch evolution.history.outcome(id) {
        case nil: "–"
        case .failure: "failed"
        case .fitness(let fitness, _): value(fitness)
        }
    }

    private func value(_ fitness: Double) -> String { Numbers.score(oriented(fitness)) }

    private func range(_ expectation: Expectation) -> String {
        let ends = [oriented(expectation.low), oriented(expectation.high)].sorted()
        return "\(Numbers.score(ends[0])) to \(Numbers.score(ends[1]))"
    }
}

/// Numbers of births in a line: `20–39, 41`.
struct Births: CustomStringConvertible {
    private let births: [Int]

    init(_ births: [Int]) { self.births = births }

    var description: String {
        guard !births.isEmpty else { return "none" }
        var runs: [ClosedRange<Int>] = []
        for birth in births.sorted() {
            if let last = runs.last, birth == last.upperBound + 1 {
                runs[runs.count - 1] = last.lowerBound...birth
            } else {
                runs.append(birth...birth)
            }
        }
        let words = runs.prefix(12).map { $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)–\($0.upperBound)" }
        return words.joined(separator: ", ") + (runs.count > words.count ? ", … (\(births.count))" : "")
    }
}

extension Genus {
    /// The genes that a cut takes from the father, in words.
    func words(for cut: Cut) -> String {
        let names = genes.map(\.name)
        switch cut {
        case .none: return "–"
        case .point(let place): return place < names.count ? "\(names[place]) and what follows" : "–"
        case .points(let first, let second):
            guard first < second, second <= names.count else { return "–" }
            return second - first == 1 ? names[first] : "\(names[first]) to \(names[second - 1])"
        case .scattered:
            let chosen = zip(names, cut.fatherly(genes: names.count)).filter(\.1).map(\.0)
            return chosen.count <= 3
                ? (chosen.isEmpty ? "–" : chosen.joined(separator: ", "))
                : "\(chosen.count) of \(names.count) genes"
        }
    }

    /// A change in words: `neurons0 128 → 256`.
    func words(for change: GeneChange) -> String {
        "\(genes[change.gene].name) \(word(change.from, of: change.gene)) → \(word(change.to, of: change.gene))"
    }

    /// The value behind a code, as it is typed; a dash for a gene that takes no part.
    func word(_ code: UInt32, of gene: Int) -> String {
        code == Genome.inactive ? "–" : "\(genes[gene].value(of: code))"
    }
}
