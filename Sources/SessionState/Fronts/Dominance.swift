package import Evolution
import Reports
import SearchRunner

extension SearchFront {
    /// The maximum number of dominating genomes in a list.
    private static let maximumShown = 3

    /// Returns the values of an outcome in words; nil without values.
    package func words(for outcome: Outcome) -> String? {
        outcome.vector.map { objectives.words(for: $0.values) + ($0.isFeasible ? "" : ", infeasible") }
    }

    /// Returns sentences about the front of a birth, and the genomes that dominate it or that it dominates.
    ///
    /// - Complexity: that of `FrontSorting.fronts` for all evaluations
    package func dominance(of birth: Int) -> [String] {
        let known = evolution.distinctMeasured
        guard let vector = evolution.history.outcome(birth)?.vector, vector.isFeasible else { return [] }
        let vectors = known.map { ObjectiveVector($0.values) }
        let dominating = known.indices.filter { vectors[$0].dominates(vector) }
        let dominated = known.indices.count { vector.dominates(vectors[$0]) }
        let below =
            dominated == 0 ? "dominates no genome" : "dominates \(Numbers.counted(dominated, "genome"))"
        guard !dominating.isEmpty else {
            guard let number = number(of: birth) else {
                return ["on the front, with the values of an earlier birth; \(below)"]
            }
            let knee = evolution.front.knee?.id == birth ? ", the knee" : ""
            return ["on the front (number \(number)\(knee)): no genome dominates it; \(below)"]
        }
        let fronts = FrontSorting.fronts(of: known.map(\.values))
        let front = fronts.firstIndex { front in front.contains { known[$0].values == vector.values } }
        let shown = dominating.sorted { known[$0].id < known[$1].id }.prefix(Self.maximumShown).map { index in
            "\(known[index].id) (\(objectives.words(for: known[index].values)))"
        }
        let rest = dominating.count - shown.count
        let names = shown.joined(separator: ", ") + (rest > 0 ? " and \(rest) more" : "")
        return [
            "on front \(front.map { "\($0 + 1)" } ?? "–") of \(fronts.count): dominated by "
                + "\(dominating.count == 1 ? "birth" : "births") \(names); \(below)"
        ]
    }
}
