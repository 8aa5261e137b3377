import Foundation

/// The file of a memory: opened on first use, and set aside if it is damaged.
extension ScoreMemory {
    /// The time after an error during which the file is not used.
    private static let pause = Duration.seconds(5)

    /// Writes the unsaved evaluations.
    func save(_ state: inout State) {
        guard !state.unsaved.isEmpty else { return }
        _ = use(&state) { _ in }
    }

    /// Calls `work` with the file; returns nil if there is none or it cannot be used now.
    func use<Value>(
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
                    state.warnings.append(
                        "the memory \(path) can be used again; results kept in the meantime are written to it")
                }
                return value
            } catch .damaged(_, let reason) {
                guard setAside(path, reason, &state) else { return nil }
            } catch {
                close(&state)
                if state.failure?.message != error.description {
                    state.warnings.append(
                        "the memory \(error); the results of this session are kept only until it ends")
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
                "the memory \(path) was deleted or replaced; the results of this session are written to it again")
        }
        let file = try EvaluationFile(path: path)
        state.file = file
        return file
    }

    private static func write(_ state: inout State, to file: EvaluationFile) throws(MemoryError) {
        guard !state.unsaved.isEmpty else { return }
        // A copy of `own` would copy all of it with each change below.
        var rows: [EvaluationRow] = []
        for key in state.unsaved {
            if let known = state.own[key] { rows.append(EvaluationRow(known, as: key)) }
        }
        try file.add(rows, countsAgain: !state.isRestoring)
        // The file contains them now.
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

    /// Moves a damaged file aside and creates a new one with the readable evaluations.
    private func setAside(_ path: String, _ reason: String, _ state: inout State) -> Bool {
        // If another process has done so already, there is a good file at the path.
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
        let moved = "the memory \(path) is damaged (\(reason)); it was moved to \(aside), and "
        do throws(MemoryError) {
            let file = try EvaluationFile(path: path)
            try file.add(rows, countsAgain: false)
            state.unsaved.subtract(Set(rows.map { Array($0.fingerprint) }))
            state.file = file
            state.warnings.append(
                moved + "a new one was created with \(rows.count) evaluation\(rows.count == 1 ? "" : "s") that could "
                    + "still be read")
        } catch {
            state.warnings.append(moved + "a new one cannot be created: \(error)")
        }
        return true
    }

    private static func freeName(_ path: String) -> String {
        var number = 1
        while FileManager.default.fileExists(atPath: "\(path).damaged-\(number)") { number += 1 }
        return "\(path).damaged-\(number)"
    }
}
