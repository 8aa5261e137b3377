import Evolution
import Memory
import Objectives

/// The births that a run asked for, from the first of the generation under way on, and what is known of them.
struct AskedBirths {
    /// What answers a part of a birth: where measurements are remembered, any birth of the same thing; otherwise it alone.
    enum Key: Hashable, Sendable {
        case fingerprint(Fingerprint)
        case birth(Int, part: Int)

        /// What a memory knows it by; nil where none does.
        var fingerprint: Fingerprint? { if case .fingerprint(let fingerprint) = self { fingerprint } else { nil } }
    }

    /// One genome that the evolution asked for.
    struct Wanted {
        let birth: Birth
        /// One a part.
        let keys: [Key]
        /// About how long each part takes; 0 where it was known.
        let costs: [Double]
    }

    /// In the order of the births.
    private(set) var wanted: [Wanted] = []
    /// How many of them were told.
    private(set) var told = 0
    private(set) var results: [Key: GenerationsRun.Result] = [:]
    /// What is measured now, or waits for that, by its number.
    private var underWay: [Int: Key] = [:]
    private var keysUnderWay: Set<Key> = []
    private var submitted = 0

    /// Takes up a birth; gives the parts that have to be measured, each with its number.
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
            underWay[submitted] = key
            keysUnderWay.insert(key)
            submitted += 1
        }
        wanted.append(Wanted(birth: birth, keys: keys, costs: costs))
        return pieces
    }

    /// Notes what a part gave; a second answer to the same number changes nothing.
    mutating func finish(_ number: Int, _ result: GenerationsRun.Result) {
        guard let key = underWay.removeValue(forKey: number) else { return }
        keysUnderWay.remove(key)
        results[key] = result
    }

    /// Whether outcomes are awaited.
    var isWaiting: Bool { told < wanted.count }

    /// The next birth to be told with what its parts gave; nil where some are missing.
    var next: (wanted: Wanted, parts: [GenerationsRun.Result])? {
        guard told < wanted.count else { return nil }
        let parts = wanted[told].keys.compactMap { results[$0] }
        return parts.count == wanted[told].keys.count ? (wanted[told], parts) : nil
    }

    /// Passes over a birth that was told. The next birth of the same thing is answered by this one.
    mutating func tell(_ parts: [GenerationsRun.Result]) {
        for (key, result) in zip(wanted[told].keys, parts) {
            if case .measured(let evaluation, _) = result { results[key] = .found(evaluation) }
        }
        told += 1
    }

    /// Forgets the births that were told: their generation is over.
    mutating func beginGeneration() {
        wanted.removeFirst(told)
        told = 0
        let needed = Set(wanted.flatMap(\.keys))
        results = results.filter { needed.contains($0.key) }
    }

    /// How far the births below a number are.
    func fill(_ progress: inout GenerationProgress, below limit: Int) {
        (progress.asked, progress.evaluated, progress.cost, progress.costDone) = (0, 0, 0, 0)
        for (place, wanted) in wanted.enumerated() {
            guard wanted.birth.id < limit else { break }
            progress.asked += 1
            var isKnown = true
            for (key, cost) in zip(wanted.keys, wanted.costs) {
                progress.cost += cost
                if place < told || results[key] != nil { progress.costDone += cost } else { isKnown = false }
            }
            if isKnown { progress.evaluated += 1 }
        }
    }
}
