import Evolution
import Memory
import Objectives

/// The births that a run asked for, from the first of the current generation on, and their results so far.
struct PendingEvaluations {
    /// The key of a part's result: a fingerprint, shared by all births with the same part, if results are cached;
    /// otherwise the birth itself.
    enum Key: Hashable, Sendable {
        case fingerprint(Fingerprint)
        case birth(Int, part: Int)

        /// The key in the memory; nil if the result is not cached.
        var fingerprint: Fingerprint? { if case .fingerprint(let fingerprint) = self { fingerprint } else { nil } }
    }

    /// One genome that the evolution asked for.
    struct Wanted {
        let birth: Birth
        /// The key of each part.
        let keys: [Key]
        /// The estimated cost of each part, known or not.
        let cost: Double
        /// The estimated cost by part; 0 for a part whose result was known.
        let costs: [Double]
    }

    /// The genomes, in the order of the births.
    private(set) var wanted: [Wanted] = []
    /// The number of genomes whose outcome was reported to the evolution.
    private(set) var reported = 0
    private(set) var results: [Key: SearchRun.PartResult] = [:]
    /// The parts that are being measured or wait for a worker, by number.
    private var underWay: [Int: (key: Key, cost: Double)] = [:]
    private var keysUnderWay: Set<Key> = []
    private var submitted = 0

    /// Adds a birth.
    ///
    /// - Returns: The parts that must be measured, each with its number.
    mutating func add(
        _ birth: Birth, keys: [Key], cost: Double, known: (_ part: Int, Key) -> RememberedEvaluation?
    ) -> [(number: Int, part: Int)] {
        var pieces: [(number: Int, part: Int)] = []
        var costs = [Double](repeating: 0, count: keys.count)
        for (part, key) in keys.enumerated() where results[key] == nil && !keysUnderWay.contains(key) {
            if let known = known(part, key) {
                results[key] = .found(known)
                continue
            }
            costs[part] = cost
            pieces.append((submitted, part))
            underWay[submitted] = (key, cost)
            keysUnderWay.insert(key)
            submitted += 1
        }
        wanted.append(Wanted(birth: birth, keys: keys, cost: cost, costs: costs))
        return pieces
    }

    /// Stores the result of a part; a second result for the same number is ignored.
    ///
    /// - Returns: The cost that the part was planned with; nil for a second result.
    @discardableResult
    mutating func finish(_ number: Int, _ result: SearchRun.PartResult) -> Double? {
        guard let (key, cost) = underWay.removeValue(forKey: number) else { return nil }
        keysUnderWay.remove(key)
        results[key] = result
        return cost
    }

    /// True if outcomes are still missing.
    var isWaiting: Bool { reported < wanted.count }

    /// The next birth to report, with the results of its parts; nil while one of them is missing.
    var next: (wanted: Wanted, parts: [SearchRun.PartResult])? {
        guard reported < wanted.count else { return nil }
        let parts = wanted[reported].keys.compactMap { results[$0] }
        return parts.count == wanted[reported].keys.count ? (wanted[reported], parts) : nil
    }

    /// Marks the next birth as reported. Its results answer later births with the same keys.
    mutating func report(_ parts: [SearchRun.PartResult]) {
        for (key, result) in zip(wanted[reported].keys, parts) {
            if case .measured(let evaluation, _) = result { results[key] = .found(evaluation) }
        }
        reported += 1
    }

    /// Drops the reported births at the end of their generation, and the results that no other birth needs.
    mutating func beginGeneration() {
        wanted.removeFirst(reported)
        reported = 0
        let needed = Set(wanted.flatMap(\.keys))
        results = results.filter { needed.contains($0.key) }
    }

    /// Updates the progress with the births below a number.
    func fill(_ progress: inout GenerationProgress, below limit: Int) {
        (progress.asked, progress.evaluated, progress.cost, progress.costDone) = (0, 0, 0, 0)
        for (index, wanted) in wanted.enumerated() {
            guard wanted.birth.id < limit else { break }
            progress.asked += 1
            var isKnown = true
            for (key, cost) in zip(wanted.keys, wanted.costs) {
                progress.cost += cost
                if index < reported || results[key] != nil { progress.costDone += cost } else { isKnown = false }
            }
            if isKnown { progress.evaluated += 1 }
        }
    }
}
