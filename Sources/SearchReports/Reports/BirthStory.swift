import Evolution
import Reports
import SessionState
import Teaching

/// The sentences about a birth.
struct BirthStory {
    let birth: BirthRecord
    private let id: Int
    private let evolution: Evolution
    private let title: String
    private let front: SearchFront?
    private let oriented: (Double) -> Double

    init(
        _ id: Int, in evolution: Evolution, title: String, front: SearchFront?, oriented: @escaping (Double) -> Double
    ) {
        self.id = id
        self.evolution = evolution
        self.title = title
        self.front = front
        self.oriented = oriented
        birth = evolution.history.birth(id)
    }

    private func value(_ fitness: Double) -> String { Numbers.score(oriented(fitness)) }

    /// Returns its generation and outcome.
    ///
    /// - Parameter deviation: The standard deviation of the parts that its fitness is the mean of; nil for a single
    ///   part.
    func outcome(deviation: Double?) -> String {
        var line = "birth \(id), generation \(birth.organism.generation): "
        switch birth.organism.outcome {
        case nil: line += "not evaluated yet"
        case .failure(let reason): line += "failed, \(reason)"
        case let outcome?:
            let spread = deviation.map { " ± \(Numbers.score($0))" } ?? ""
            line += front?.words(for: outcome) ?? "fitness \(outcome.fitness.map(value) ?? "")\(spread) (\(title))"
            if !outcome.isFeasible { line += ", infeasible: violation \(Numbers.score(outcome.violation))" }
        }
        return line
    }

    /// The prediction of the surrogate model, compared with the fitness if it is known; nil if there is none.
    var prediction: String? {
        guard let expectation = birth.expectation else { return nil }
        let ends = [oriented(expectation.low), oriented(expectation.high)].sorted()
        let line =
            "predicted \(value(expectation.fitness)), likely \(Numbers.score(ends[0])) to \(Numbers.score(ends[1]))"
        guard let fitness = birth.organism.outcome?.fitness else { return line }
        if fitness > expectation.high { return line + ": better than predicted" }
        return line + (fitness < expectation.low ? ": worse than predicted" : ": as predicted")
    }

    /// The parents, or the origin without any.
    var origin: String {
        switch (birth.mother, birth.father) {
        case (let mother?, let father?):
            "mother \(parent(mother)), father \(parent(father)); from the father: "
                + evolution.genus.words(for: birth.cut)
        case (let mother?, nil):
            evolution.settings.strategy.hasRounds
                ? "a child of \(parent(mother)), moved along differences of other organisms"
                : "a clone of \(parent(mother))"
        default: evolution.settings.strategy.originWithoutParents
        }
    }

    private func parent(_ id: Int) -> String {
        switch evolution.history.outcome(id) {
        case nil: "\(id)"
        case .failure: "\(id) (failed)"
        case let outcome?: "\(id) (\(front?.words(for: outcome) ?? outcome.fitness.map(value) ?? ""))"
        }
    }

    /// Returns the crossover and the mutations, each with its worth.
    func changes(_ worth: Worth) -> [String] {
        let crossing = worth.crossing
        let genus = evolution.genus
        let changes = genus.grouped(birth.changes).map { genus.words(for: $0) + (worth.words(of: $0) ?? "") }
        var lines = crossing.map { [$0] } ?? []
        lines.append(
            changes.isEmpty
                ? "no mutation"
                : (evolution.settings.strategy.hasRounds ? "changes: " : "mutations: ")
                    + changes.joined(separator: ", "))
        if (changes + [crossing ?? ""]).contains(where: { $0.contains(" ± ") }), let intervals = worth.intervals {
            lines.append(intervals)
        }
        return lines
    }

    var children: String {
        let children = (0..<evolution.history.count).filter { child in
            let record = evolution.history.birth(child)
            return record.mother == id || record.father == id
        }
        return "children: \(Births(children))"
    }
}
