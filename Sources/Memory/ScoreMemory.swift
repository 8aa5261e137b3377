import Foundation
import Synchronization

/// Finished evaluations by fingerprint: what was computed once is never computed again.
///
/// It knows nothing of what a fingerprint means: to it they are bytes. With a file, evaluations outlive the process and
/// are shared with every other process that uses the same file at the same time. The file is opened when it is first
/// needed. Whatever becomes of it (a full disk, a deleted or damaged file), nothing here fails: what this process
/// measured stays at hand, and `takeWarnings` tells what happened.
///
/// ```swift
/// let memory = ScoreMemory(path: "memory.sqlite")
/// if memory.evaluation(fingerprint) == nil { memory.remember(measure(), as: fingerprint) }
/// ```
public final class ScoreMemory: Sendable {
    private struct State {
        var file: EvaluationFile?
        /// What this process measured, by fingerprint.
        var own: [[UInt8]: RememberedEvaluation] = [:]
        /// Those of `own` that are in no file.
        var unsaved: Set<[UInt8]> = []
        /// Whether what is unsaved was saved before, in a file that is gone, or came from elsewhere: then it is no new
        /// measurement.
        var isRestoring = false
        /// Evaluations of a session that somebody else wrote: they answer in it, and never reach the file.
        var foreign: [[UInt8]: RememberedEvaluation] = [:]
        /// The secret that signs sessions, once it was needed.
        var key: MemoryKey?
        /// The bytes of the rows that `own` holds, and held.
        var rowBytes = 0
        var warnings: [String] = []
        /// When the file could not be used last, and what was said of it.
        var failure: (moment: ContinuousClock.Instant, message: String)?
        var answered = 0
        var savedSeconds = 0.0
        /// Answers that are not in the file's sum yet.
        var uncounted = (count: 0, seconds: 0.0)
    }

    /// The file; nil for none.
    public let path: String?
    let claims: MemoryClaims?
    private let state = Mutex(State())

    /// Outcomes of rows that are kept without a file, in bytes.
    private static let mostRowBytes = 1 << 27

    /// How long a file that failed is left alone.
    private static let pause = Duration.seconds(5)

    /// A memory in a file, which is made where it is missing; nil for one that lasts as long as the value.
    public init(path: String? = nil) {
        self.path = path
        claims = path.map { MemoryClaims(beside: $0) }
    }

    // MARK: - One evaluation

    /// The evaluation with that fingerprint, where it is remembered. O(log n); some microseconds.
    public func evaluation(_ fingerprint: [UInt8]) -> RememberedEvaluation? {
        state.withLock { state in
            if let own = state.own[fingerprint] { return own }
            let known = use(&state) { file throws(MemoryError) in try file.evaluation(fingerprint) } ?? nil
            return known ?? state.foreign[fingerprint]
        }
    }

    /// Keeps an evaluation; when this returns, it is on the disk, where there is a file that can be written. O(log n).
    public func remember(_ evaluation: RememberedEvaluation, as fingerprint: [UInt8]) {
        state.withLock { state in
            var kept = evaluation
            state.rowBytes += evaluation.rows?.count ?? 0
            if state.rowBytes > Self.mostRowBytes { kept.rows = nil }
            state.own[fingerprint] = kept
            state.unsaved.insert(fingerprint)
            save(&state)
        }
    }

    /// The outcome of each row of an evaluation, where it was kept. O(log n).
    public func rows(of fingerprint: [UInt8]) -> [UInt8]? {
        state.withLock { state in
            if let rows = state.own[fingerprint]?.rows { return rows }
            return use(&state) { file throws(MemoryError) in try file.rows(of: fingerprint) } ?? nil
        }
    }

    /// How often an evaluation was measured, by all processes: 1 unless two measured it at the same time.
    public func trainings(of fingerprint: [UInt8]) -> Int {
        state.withLock { state in
            let inFile = use(&state) { file throws(MemoryError) in try file.trainings(of: fingerprint) } ?? 0
            return inFile > 0 ? inFile : state.own[fingerprint] == nil ? 0 : 1
        }
    }

    /// Takes over evaluations that came from elsewhere, such as a saved session.
    public func adopt(_ evaluations: [SavedSession.Evaluation]) {
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

    /// Takes the evaluations of a session that another memory wrote: they answer only in this process, only where nothing
    /// was measured here, and never reach the file. They take the place of those of the foreign session before.
    public func lend(_ evaluations: [SavedSession.Evaluation]) {
        state.withLock { state in
            state.foreign = Dictionary(evaluations.map { ($0.fingerprint, $0.evaluation) }) { first, _ in first }
        }
    }

    /// Whether evaluations of a session that another memory wrote are at hand.
    var hasForeign: Bool { state.withLock { !$0.foreign.isEmpty } }

    /// The secret that signs sessions; nil where none can be kept beside the file.
    var key: MemoryKey? {
        state.withLock { state in
            if state.key == nil { state.key = path.map { MemoryKey(beside: $0) } ?? MemoryKey() }
            return state.key
        }
    }

    /// The evaluations of this process that are in no file: a saved session has to carry them, and those of others that it was
    /// opened with.
    public var unsaved: [SavedSession.Evaluation] {
        state.withLock { state in
            let own = state.own.filter { state.unsaved.contains($0.key) }
            return own.merging(state.foreign) { own, _ in own }
                .sorted { $0.key.lexicographicallyPrecedes($1.key) }.map { ($0.key, $0.value) }
        }
    }

    // MARK: - What it saved

    /// Counts an answer that saved an evaluation.
    public func countAnswer(saving seconds: Double) {
        state.withLock { state in
            state.answered += 1
            state.savedSeconds += seconds
            state.uncounted.count += 1
            state.uncounted.seconds += seconds
        }
    }

    /// Adds the answers since the last time to the file's sum.
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

    /// What is remembered and what that saved. O(n) of what is in the file.
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

    /// Forgets the evaluations that a condition holds for; `age` is in seconds. O(n).
    ///
    /// - Returns: how many were forgotten.
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

    /// What happened to the file since the last time, for the user; each thing is told once.
    public func takeWarnings() -> [String] {
        state.withLock { state in
            defer { state.warnings = [] }
            return state.warnings
        }
    }

    // MARK: - The file

    /// Writes what is in no file yet.
    private func save(_ state: inout State) {
        guard !state.unsaved.isEmpty else { return }
        _ = use(&state) { _ in }
    }

    /// Does something with the file; nil where there is none or it cannot be used now.
    private func use<Value>(
        _ state: inout State, _ work: (EvaluationFile) throws(MemoryError) -> Value
    ) -> Value? {
        guard let path else { return nil }
        if let failure = state.failure, ContinuousClock.now - failure.moment < Self.pause { return nil }
        for _ in 0..<3 {
            do throws(MemoryError) {
                let file = try open(path, &state)
                try Self.write(&state, to: file)
                let value = try work(file)
                if state.failure != nil {
                    state.failure = nil
                    state.warnings.append("the memory \(path) can be used again; what was kept meanwhile goes there")
                }
                return value
            } catch .damaged(_, let reason) {
                guard setAside(path, reason, &state) else { return nil }
            } catch {
                close(&state)
                if state.failure?.message != error.description {
                    state.warnings.append(
                        "the memory \(error); what this session measures is kept as long as it lasts")
                }
                state.failure = (.now, error.description)
                return nil
            }
        }
        return nil
    }

    private func open(_ path: String, _ state: inout State) throws(MemoryError) -> EvaluationFile {
        if let file = state.file {
            if file.isInPlace { return file }
            close(&state)
            (state.unsaved, state.isRestoring) = (Set(state.own.keys), true)
            state.warnings.append(
                "the memory \(path) was deleted or replaced; what this session measured is written there again")
        }
        let file = try EvaluationFile(path: path)
        state.file = file
        return file
    }

    private static func write(_ state: inout State, to file: EvaluationFile) throws(MemoryError) {
        guard !state.unsaved.isEmpty else { return }
        // A copy of `own` would make each change of it below a copy of all.
        var rows: [EvaluationRow] = []
        for key in state.unsaved {
            if let known = state.own[key] { rows.append(EvaluationRow(known, as: key)) }
        }
        try file.add(rows, countsAgain: !state.isRestoring)
        // The file has them now.
        for key in state.unsaved {
            state.rowBytes -= state.own[key]?.rows?.count ?? 0
            state.own[key]?.rows = nil
        }
        (state.unsaved, state.isRestoring) = ([], false)
    }

    private func close(_ state: inout State) {
        state.file?.close()
        state.file = nil
    }

    /// Moves a damaged file out of the way and begins a new one with what can still be read.
    private func setAside(_ path: String, _ reason: String, _ state: inout State) -> Bool {
        // Another process may have done so already: then there is a good file in its place.
        let isStillThere = state.file?.isInPlace ?? true
        close(&state)
        (state.unsaved, state.isRestoring) = (Set(state.own.keys), true)
        guard isStillThere else { return true }
        let aside = Self.freeName(path)
        for ending in ["", "-wal", "-shm"] where FileManager.default.fileExists(atPath: path + ending) {
            guard rename(path + ending, aside + ending) == 0 else {
                state.warnings.append("the memory \(path) is damaged (\(reason)) and cannot be moved away")
                state.failure = (.now, reason)
                return false
            }
        }
        let rows = EvaluationFile.salvage(aside)
        let moved = "the memory \(path) is damaged (\(reason)): it lies now at \(aside), and "
        do throws(MemoryError) {
            let file = try EvaluationFile(path: path)
            try file.add(rows, countsAgain: false)
            state.unsaved.subtract(Set(rows.map { Array($0.fingerprint) }))
            state.file = file
            state.warnings.append(
                moved + "a new one is begun with \(rows.count) evaluation\(rows.count == 1 ? "" : "s") that could "
                    + "still be read")
        } catch {
            state.warnings.append(moved + "a new one cannot be begun: \(error)")
        }
        return true
    }

    private static func freeName(_ path: String) -> String {
        var number = 1
        while FileManager.default.fileExists(atPath: "\(path).damaged-\(number)") { number += 1 }
        return "\(path).damaged-\(number)"
    }
}

/// What a memory holds and what that saved.
public struct MemoryFacts: Codable, Hashable, Sendable {
    /// The file; nil where it lasts as long as the process.
    public let path: String?
    /// Whether the file can be used now.
    public let isUsable: Bool
    /// How many evaluations are remembered.
    public let evaluations: Int
    /// How often something was measured: more than `evaluations` where two processes measured one thing at once.
    public let measurements: Int
    /// The file's size.
    public let bytes: Int
    /// Evaluations that this process did not have to measure.
    public let answered: Int
    /// The seconds they would have taken.
    public let savedSeconds: Double
    /// Evaluations that no process had to measure since the file began.
    public let answeredEver: Int
    /// The seconds they would have taken.
    public let savedSecondsEver: Double
}
