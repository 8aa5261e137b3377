import Evolution
import Memory
import Objectives

/// The births that a run asked for, from the first of the current generation on, and their results so far.
struct PendingEvaluations {
    /// The key of a part's result: a fingerprint, shared by all births with the same part, if results are cached;
    /// otherwise the birth itself.
    enum Key: Hashable, Sendable {
        case fingerprint(Fingerprint)
        case birth(Int, part: Int, rung: Int?)

        /// The key in the memory; nil if the result is not cached.
        var fingerprint: Fingerprint? { if case .fingerprint(let fingerprint) = self { fingerprint } else { nil } }
    }

    /// A part that is being measured or waits for a worker.
    struct UnderWay {
        let key: Key
        let birth: Birth
        /// True if its measurement begins with it, false if it continues from an earlier rung.
        let isFirst: Bool
        /// The duration of the spans that it continues, in seconds.
        let secondsBefore: Double
        /// The estimated cost, up to the rung that it is measured to.
        let cost: Double
    }

    /// One genome that the evolution asked for.
    struct Wanted {
        let birth: Birth
        let prepared: PreparedGenome
        /// The rungs up to which its parts are measured, one after the other; a single nil to measure them whole.
        let spans: [RungSpan?]
        /// The key of each part, rung by rung.
        let keys: [[Key]]
        /// The estimated cost of each part, known or not.
        let cost: Double
        /// The estimated cost by part; 0 for a part whose result was known.
        fileprivate(set) var costs: [Double]
        /// The rung that is being measured, or was the last one.
        fileprivate(set) var rung = 0
        /// How far it was measured, once that is decided; nil before, and without rungs.
        var record: RungRecord?
        /// The fitness at the rungs so far.
        var points: [RungRecord.Point] = []

        init(_ birth: Birth, _ prepared: PreparedGenome, parts: Int, spans: [RungSpan?]) {
            self.birth = birth
            self.prepared = prepared
            self.spans = spans
            cost = prepared.cost
            costs = [Double](repeating: 0, count: parts)
            keys = spans.map { span in
                (0..<parts).map { part in
                    prepared.fingerprint(part: part, span: span).map { .fingerprint($0) }
                        ?? .birth(birth.id, part: part, rung: span?.rung)
                }
            }
        }

        /// The keys at the rung that is being measured, or was the last one.
        var currentKeys: [Key] { keys[rung] }

        /// The keys at the highest rung that all its parts were measured to, as `results` says; nil for none.
        func measuredKeys(in results: [Key: SearchRun.PartResult]) -> [Key]? {
            keys[...rung].last { $0.allSatisfy { results[$0] != nil } }
        }

        /// True if no further rung will be measured.
        var isDecided: Bool { spans.count == 1 || record != nil }
    }

    /// Returns the known result of a part at a rung; nil if there is none.
    typealias KnownResult = (_ wanted: Wanted, _ part: Int, _ rung: Int) -> RememberedEvaluation?

    /// The genomes, in the order of the births.
    private(set) var wanted: [Wanted] = []
    /// The number of genomes whose outcome was reported to the evolution.
    private(set) var reported = 0
    private(set) var results: [Key: SearchRun.PartResult] = [:]
    /// The parts that are being measured or wait for a worker, by number.
    private var underWay: [Int: UnderWay] = [:]
    private var keysUnderWay: Set<Key> = []
    private var submitted = 0

    /// Adds a birth.
    ///
    /// - Returns: The parts that must be measured, up to the first rung.
    mutating func add(_ birth: Wanted, known: KnownResult) -> [EvaluationTask] {
        wanted.append(birth)
        return begin(wanted.count - 1, known: known)
    }

    /// Begins the next rung of a birth.
    ///
    /// - Parameter kept: The parts that ended by themselves: their results remain.
    /// - Returns: The parts that must be measured.
    mutating func climb(_ index: Int, keeping kept: Set<Int>, known: KnownResult) -> [EvaluationTask] {
        let before = wanted[index].currentKeys
        wanted[index].rung += 1
        for part in kept {
            guard let evaluation = results[before[part]]?.remembered else { continue }
            results[wanted[index].currentKeys[part]] = .found(evaluation)
        }
        return begin(index, known: known)
    }

    private mutating func begin(_ index: Int, known: KnownResult) -> [EvaluationTask] {
        let birth = wanted[index]
        let span = birth.spans[birth.rung]
        var tasks: [EvaluationTask] = []
        for (part, key) in birth.currentKeys.enumerated() where results[key] == nil && !keysUnderWay.contains(key) {
            if let known = known(birth, part, birth.rung) {
                results[key] = .found(known)
                continue
            }
            wanted[index].costs[part] = birth.cost
            tasks.append(EvaluationTask(number: submitted, prepared: birth.prepared, part: part, span: span))
            let earlier = birth.rung > 0 ? results[birth.keys[birth.rung - 1][part]] : nil
            underWay[submitted] = UnderWay(
                key: key, birth: birth.birth, isFirst: span?.isFirst ?? true,
                secondsBefore: earlier?.secondsOfSuccess ?? 0,
                cost: birth.prepared.cost(of: span))
            keysUnderWay.insert(key)
            submitted += 1
        }
        return tasks
    }

    /// Stores the result of a part; a second result for the same number is ignored.
    ///
    /// - Returns: What was under way with this number; nil for a second result.
    @discardableResult
    mutating func finish(_ number: Int, _ result: SearchRun.PartResult) -> UnderWay? {
        guard let piece = underWay.removeValue(forKey: number) else { return nil }
        keysUnderWay.remove(piece.key)
        results[piece.key] = result
        return piece
    }

    /// Returns what is under way with a number.
    func piece(_ number: Int) -> UnderWay? {
        underWay[number]
    }

    /// True if outcomes are still missing.
    var isWaiting: Bool { reported < wanted.count }

    /// Returns the results of a birth's parts at the current rung; nil while one of them is missing.
    func parts(of index: Int) -> [SearchRun.PartResult]? {
        let keys = wanted[index].currentKeys
        let parts = keys.compactMap { results[$0] }
        return parts.count == keys.count ? parts : nil
    }

    /// The next birth to report, with the results of its parts; nil while one of them is missing.
    var next: (wanted: Wanted, parts: [SearchRun.PartResult])? {
        guard reported < wanted.count, wanted[reported].isDecided, let parts = parts(of: reported) else { return nil }
        return (wanted[reported], parts)
    }

    /// Notes the fitness of a birth at its current rung.
    mutating func note(_ point: RungRecord.Point, of index: Int) { wanted[index].points.append(point) }

    /// Decides that a birth is measured no further.
    mutating func end(_ index: Int, _ record: RungRecord) { wanted[index].record = record }

    /// Marks the next birth as reported. Its results answer later births with the same keys.
    mutating func report() {
        for key in wanted[reported].keys.joined() {
            if case .measured(let evaluation, _)? = results[key] { results[key] = .found(evaluation) }
        }
        reported += 1
    }

    /// Drops the reported births at the end of their generation, and the results that no other birth needs.
    mutating func beginGeneration() {
        wanted.removeFirst(reported)
        reported = 0
        let needed = Set(wanted.flatMap { $0.keys.joined() })
        results = results.filter { needed.contains($0.key) }
    }

    /// Updates the progress with the births below a number.
    func fill(_ progress: inout GenerationProgress, below limit: Int) {
        (progress.asked, progress.evaluated, progress.cost, progress.costDone) = (0, 0, 0, 0)
        for (index, wanted) in wanted.enumerated() {
            guard wanted.birth.id < limit else { break }
            progress.asked += 1
            var isKnown = true
            for (key, cost) in zip(wanted.currentKeys, wanted.costs) {
                progress.cost += cost
                if index < reported || wanted.isDecided && results[key] != nil {
                    progress.costDone += cost
                } else {
                    isKnown = false
                }
            }
            if isKnown { progress.evaluated += 1 }
        }
    }
}
