import Foundation
import Synchronization

/// The results of finished evaluations by fingerprint, so that nothing is computed twice.
///
/// Fingerprints are opaque bytes here. With a file, evaluations outlive the process and are shared with all processes
/// that use the same file at the same time. The file is opened when it is first needed. Errors of the file (a full
/// disk, a deleted or damaged file) never cause a failure here: the results of this process stay available, and
/// `takeWarnings` reports the errors.
///
/// ```swift
/// let memory = ScoreMemory(path: "memory.sqlite")
/// if memory.evaluation(fingerprint) == nil { memory.remember(measure(), as: fingerprint) }
/// ```
public final class ScoreMemory: Sendable {
    struct State {
        var file: EvaluationFile?
        /// The results of this process, by fingerprint.
        var own: [[UInt8]: RememberedEvaluation] = [:]
        /// The fingerprints of `own` that are not in a file.
        var unsaved: Set<[UInt8]> = []
        /// True if the unsaved results were saved before in a file that is gone, or came from elsewhere: they do not
        /// count as new measurements.
        var isRestoring = false
        /// The evaluations of a session by another memory: they answer in this process, and are never written to the
        /// file.
        var foreign: [[UInt8]: RememberedEvaluation] = [:]
        /// The key that signs sessions, once it was needed.
        var key: MemoryKey?
        /// The number of bytes of row outcomes that `own` holds or has held.
        var rowBytes = 0
        var warnings: [String] = []
        /// The last time the file could not be used, and the message.
        var failure: (moment: ContinuousClock.Instant, message: String)?
        var answered = 0
        var savedSeconds = 0.0
        /// The answers that are not yet included in the file's totals.
        var uncounted = (count: 0, seconds: 0.0)
    }

    /// The path of the file; nil for none.
    public let path: String?
    let claims: MemoryClaims?
    private let state = Mutex(State())

    /// The maximum number of bytes of row outcomes that are kept without a file.
    private static let maximumRowBytes = 1 << 27

    /// Creates a memory with a file, which is created if it does not exist; nil for a memory without a file.
    public init(path: String? = nil) {
        self.path = path
        claims = path.map { MemoryClaims(beside: $0) }
    }

    // MARK: - One evaluation

    /// Returns the evaluation with a fingerprint; nil if it is not remembered. Takes some microseconds.
    ///
    /// - Complexity: O(log n)
    public func evaluation(_ fingerprint: [UInt8]) -> RememberedEvaluation? {
        state.withLock { state in
            if let own = state.own[fingerprint] { return own }
            let known = use(&state) { file throws(MemoryError) in try file.evaluation(fingerprint) } ?? nil
            return known ?? state.foreign[fingerprint]
        }
    }

    /// Stores an evaluation. When this returns, it is on disk, if there is a file that can be written.
    ///
    /// - Complexity: O(log n)
    public func remember(_ evaluation: RememberedEvaluation, as fingerprint: [UInt8]) {
        state.withLock { state in
            var kept = evaluation
            state.rowBytes += evaluation.rows?.count ?? 0
            if state.rowBytes > Self.maximumRowBytes { kept.rows = nil }
            state.own[fingerprint] = kept
            state.unsaved.insert(fingerprint)
            save(&state)
        }
    }

    /// Returns the outcome of each row of an evaluation; nil if it is not kept.
    ///
    /// - Complexity: O(log n)
    public func rows(of fingerprint: [UInt8]) -> [UInt8]? {
        state.withLock { state in
            if let rows = state.own[fingerprint]?.rows { return rows }
            return use(&state) { file throws(MemoryError) in try file.rows(of: fingerprint) } ?? nil
        }
    }

    /// Returns the number of times that an evaluation was measured by all processes: 1 unless two measured it at the
    /// same time.
    ///
    /// - Complexity: O(log n)
    public func trainings(of fingerprint: [UInt8]) -> Int {
        state.withLock { state in
            let inFile = use(&state) { file throws(MemoryError) in try file.trainings(of: fingerprint) } ?? 0
            return inFile > 0 ? inFile : state.own[fingerprint] == nil ? 0 : 1
        }
    }

    /// Adds evaluations that came from elsewhere, such as a saved session.
    ///
    /// - Complexity: O(evaluations × log n)
    public func adopt(_ evaluations: [SavedSession.StoredEvaluation]) {
        guard !evaluations.isEmpty else { return }
        state.withLock { state in
            for (fingerprint, evaluation) in evaluations where state.own[fingerprint] == nil {
                state.own[fingerprint] = evaluation
                state.unsaved.insert(fingerprint)
            }
            state.isRestoring = true
            save(&state)
        }
    }

    /// Adds the evaluations of a session by another memory. They answer only in this process, only where nothing was
    /// measured here, and are never written to the file. They replace those of the previous foreign session.
    ///
    /// - Complexity: O(evaluations)
    public func lend(_ evaluations: [SavedSession.StoredEvaluation]) {
        state.withLock { state in
            state.foreign = Dictionary(evaluations.map { ($0.fingerprint, $0.evaluation) }) { first, _ in first }
        }
    }

    /// True if there are evaluations of a session by another memory.
    var hasForeign: Bool { state.withLock { !$0.foreign.isEmpty } }

    /// The key that signs sessions; nil if none can be stored beside the file.
    var key: MemoryKey? {
        state.withLock { state in
            if state.key == nil { state.key = path.map { MemoryKey(beside: $0) } ?? MemoryKey() }
            return state.key
        }
    }

    /// The evaluations of this process that are not in a file, and those of another memory's session: a saved session
    /// has to contain them.
    ///
    /// - Complexity: O(n × log n)
    public var unsaved: [SavedSession.StoredEvaluation] {
        state.withLock { state in
            let own = state.own.filter { state.unsaved.contains($0.key) }
            return own.merging(state.foreign) { own, _ in own }
                .sorted { $0.key.lexicographicallyPrecedes($1.key) }.map { ($0.key, $0.value) }
        }
    }

    // MARK: - Savings

    /// Counts an answer that replaced an evaluation.
    ///
    /// - Complexity: O(1)
    public func countAnswer(saving seconds: Double) {
        state.withLock { state in
            state.answered += 1
            state.savedSeconds += seconds
            state.uncounted.count += 1
            state.uncounted.seconds += seconds
        }
    }

    /// Adds the answers since the last call to the file's totals.
    public func saveAnswers() {
        state.withLock { state in
            let (count, seconds) = state.uncounted
            guard count > 0 else { return }
            let isSaved: Void? = use(&state) { file throws(MemoryError) in
                try file.addAnswers(count, seconds: seconds)
            }
            if isSaved != nil || path == nil { state.uncounted = (0, 0) }
        }
    }

    /// The content of the memory and its savings.
    ///
    /// - Complexity: O(n) in the evaluations of the file
    public var facts: MemoryFacts {
        state.withLock { state in
            let totals = use(&state) { file throws(MemoryError) in try file.totals() }
            let isInFile = totals != nil
            return MemoryFacts(
                path: path, isUsable: path == nil || isInFile,
                evaluations: isInFile ? (totals?.count ?? 0) + state.unsaved.count : state.own.count,
                measurements: isInFile ? (totals?.trainings ?? 0) + state.unsaved.count : state.own.count,
                bytes: path.map(Self.bytes) ?? 0, answered: state.answered, savedSeconds: state.savedSeconds,
                answeredEver: (totals?.answered ?? 0) + (isInFile ? state.uncounted.count : state.answered),
                savedSecondsEver: (totals?.savedSeconds ?? 0)
                    + (isInFile ? state.uncounted.seconds : state.savedSeconds))
        }
    }

    private static func bytes(_ path: String) -> Int {
        ["", "-wal"].reduce(0) { sum, ending in
            let attributes = try? FileManager.default.attributesOfItem(atPath: path + ending)
            return sum + ((attributes?[.size] as? NSNumber)?.intValue ?? 0)
        }
    }

    /// Removes the evaluations that fulfil a condition; `age` is in seconds.
    ///
    /// - Returns: The number of evaluations removed.
    /// - Complexity: O(n)
    public func forget(where holds: (RememberedEvaluation, _ age: Double) -> Bool) -> Int {
        state.withLock { state in
            let unwanted = state.own.filter { holds($0.value, 0) }.keys
            let outside = unwanted.count { state.unsaved.contains($0) }
            for fingerprint in unwanted {
                state.own[fingerprint] = nil
                state.unsaved.remove(fingerprint)
            }
            let removed = use(&state) { file throws(MemoryError) in try file.remove(where: holds) }
            return (removed ?? 0) + outside
        }
    }

    /// Returns the warnings about the file since the last call; each is reported once.
    public func takeWarnings() -> [String] {
        state.withLock { state in
            defer { state.warnings = [] }
            return state.warnings
        }
    }
}

/// The content of a memory and its savings.
public struct MemoryFacts: Codable, Hashable, Sendable {
    /// The path of the file; nil for a memory without a file.
    public let path: String?
    /// True if the file can be used now.
    public let isUsable: Bool
    /// The number of evaluations.
    public let evaluations: Int
    /// The number of measurements: more than `evaluations` if two processes measured the same one at once.
    public let measurements: Int
    /// The size of the file.
    public let bytes: Int
    /// The number of evaluations that this process did not have to measure.
    public let answered: Int
    /// The number of seconds that they would have taken.
    public let savedSeconds: Double
    /// The number of evaluations that no process had to measure since the file was created.
    public let answeredEver: Int
    /// The number of seconds that they would have taken.
    public let savedSecondsEver: Double
}
