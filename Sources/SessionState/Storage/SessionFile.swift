import Evolution
import Foundation
package import Memory
package import Messages
import Objectives
import SearchRunner

/// Converts the state of a session to the parts of a file, and back.
///
/// Settings that a later version adds are filled in from a new session, so that old files stay readable. A setting
/// that changes its meaning needs another `format` and a conversion here.
package enum SessionFile {
    static let format = 1

    private enum Part {
        static let settings = "settings"
        static let evolution = "evolution"
        static let evaluationLog = "ledger"
        static let network = "network"
        static let summary = "summary"
    }

    /// Returns the parts of a session. Those that grow with the search are encoded while they are written.
    ///
    /// - Parameter isStopped: Returns true to give up; then encoding and writing throw `CancellationError`.
    /// - Throws: `CancellationError`, or `SessionError.unsavable` with the error of the encoder.
    package static func saved(
        _ state: SessionState, evaluations: [SavedSession.StoredEvaluation],
        isStopped: @escaping @Sendable () -> Bool = { false }
    ) throws -> SavedSession {
        var settings = state
        // These are separate parts.
        settings.evolution = nil
        settings.evaluationLog = EvaluationLog()
        settings.trained = nil
        // These belong to the evolution, but are saved with the settings.
        (settings.target, settings.comparison) = (state.target, state.comparison)
        do {
            let encoder = JSONEncoder()
            encoder.outputFormatting = .sortedKeys
            var parts: [String: Data] = [:]
            // A search of 100,000 births and its log are written piece by piece.
            let log = state.evaluationLog
            var largeParts = [
                Part.evaluationLog: try SavedPart(isStopped: isStopped) { try log.forEachPiece($0) }
            ]
            if let evolution = state.evolution {
                largeParts[Part.evolution] = try evolution.savedPart(isStopped: isStopped)
            }
            parts[Part.settings] = try encoder.encode(settings)
            parts[Part.summary] = try encoder.encode(state.summary)
            if let trained = state.trained { parts[Part.network] = try encoder.encode(trained) }
            return SavedSession(
                format: format, title: state.title, parts: parts, largeParts: largeParts, evaluations: evaluations)
        } catch let error as CancellationError {
            throw error
        } catch {
            throw SessionError.unsavable(error)
        }
    }

    /// Returns the summary of a session for a list, without decoding the rest; nil if the file has none.
    static func summary(of saved: SavedSession) -> SessionSummary? {
        saved.parts[Part.summary].flatMap { try? JSONDecoder().decode(SessionSummary.self, from: $0) }
    }

    /// Returns the state of a session.
    ///
    /// - Parameter isStopped: Returns true to give up; called before each part.
    /// - Throws: `.failed` if a part cannot be read; `.interrupted`
    package static func state(
        of saved: SavedSession, path: String, isStopped: () -> Bool = { false }
    ) throws(SessionError) -> SessionState {
        guard saved.format <= format else {
            throw .failed(
                MemoryError.newer(path: path, version: saved.format, known: format).description)
        }
        do {
            let decoder = JSONDecoder()
            let settings = try filled(saved.parts[Part.settings] ?? Data("{}".utf8))
            var state = try decoder.decode(SessionState.self, from: settings)
            guard !isStopped() else { throw SessionError.interrupted }
            state.evolution = try saved.parts[Part.evolution].map { try decoder.decode(Evolution.self, from: $0) }
            guard !isStopped() else { throw SessionError.interrupted }
            state.evaluationLog =
                try saved.parts[Part.evaluationLog].map { try decoder.decode(EvaluationLog.self, from: $0) }
                ?? EvaluationLog()
            state.trained = try saved.parts[Part.network].map { try decoder.decode(TrainedNetwork.self, from: $0) }
            guard !isStopped() else { throw SessionError.interrupted }
            try state.checkSoundness()
            // Births that were under way when it was saved are not any more.
            state.evolution?.askAgain()
            return state
        } catch SessionError.interrupted {
            throw .interrupted
        } catch let error as DecodingError {
            throw .noSession(in: path, error.reason)
        } catch {
            throw .noSession(in: path, "\(error)")
        }
    }

    /// Returns saved settings, with those of a new session in place of missing ones.
    private static func filled(_ settings: Data) throws -> Data {
        let new = try JSONSerialization.jsonObject(with: try JSONEncoder().encode(SessionState()))
        let old = try JSONSerialization.jsonObject(with: settings)
        return try JSONSerialization.data(withJSONObject: filled(old, from: new))
    }

    private static func filled(_ old: Any, from new: Any) -> Any {
        guard let old = old as? [String: Any], let new = new as? [String: Any] else { return old }
        // Two cases of an enum have no key in common and must not be merged.
        guard old.isEmpty || old.keys.contains(where: { new[$0] != nil }) else { return old }
        return old.merging(new) { filled($0, from: $1) }
    }
}

extension Evolution {
    /// Returns the search as JSON, whose long columns are encoded while they are written.
    fileprivate func savedPart(isStopped: @escaping @Sendable () -> Bool) throws -> SavedPart {
        let streams = PackedStreams(mark: UUID().uuidString)
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        encoder.userInfo[PackedStreams.key] = streams
        let encoded = Array(try encoder.encode(self))
        return try SavedPart(isStopped: isStopped) { body in
            try streams.forEachPiece(of: encoded) { piece in try piece.withUnsafeBytes(body) }
        }
    }
}

extension DecodingError {
    /// The value that cannot be read and the reason, on one line: `training.loss: …`.
    var reason: String {
        let context: Context
        switch self {
        case .typeMismatch(_, let found), .valueNotFound(_, let found), .dataCorrupted(let found): context = found
        case .keyNotFound(let key, let found):
            context = Context(codingPath: found.codingPath + [key], debugDescription: "it is missing")
        @unknown default: return "\(self)"
        }
        let path = context.codingPath.map(\.stringValue).joined(separator: ".")
        return path.isEmpty ? context.debugDescription : "\(path): \(context.debugDescription)"
    }
}

/// The summary of a session for a list.
package struct SessionSummary: Codable, Hashable, Sendable {
    package let data: String?
    package let objective: String?
    package let generation: Int?
    /// The generation that the last `evolve` aimed for.
    package let target: Int?
    /// The best value of the objective.
    package let best: Double?
}

extension SessionState {
    /// The summary for a list.
    var summary: SessionSummary {
        let best = bestFitness.flatMap { fitness in objective?.direction.oriented(fitness) }
        return SessionSummary(
            data: data?.name, objective: objective?.description, generation: evolution?.generation, target: target,
            best: best.flatMap { $0.isFinite ? $0 : nil })
    }

    /// True if the session contains work: a search with evaluations, also of an unfinished generation, or a network.
    package var hasWork: Bool {
        (evolution?.evaluations ?? 0) > 0 || unfinished != nil || unfinishedBest != nil || trained != nil
            || experiment?.hasWork ?? false
    }

    /// The title: `digits, maximize accuracy, generation 7 of 10`.
    package var title: String {
        var parts = [data?.name, objective?.description].compactMap { $0 }
        if let evolution {
            let goal = target.map { $0 > evolution.generation ? " of \($0)" : "" } ?? ""
            parts.append("generation \(evolution.generation)\(goal)")
        }
        return parts.isEmpty ? "settings" : parts.joined(separator: ", ")
    }
}
