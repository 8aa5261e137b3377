package import Evolution
package import Memory
package import Objectives
import Reports
package import SearchRunner
import Synchronization

/// Evaluators on any machine. The shell's memory alone stores their results.
package final class EvaluatorBackend: EvaluationBackend {
    private let pool: EvaluatorPool
    private let search: Int
    private let objective: any Objective
    private let genus: Genus
    private let memory: ScoreMemory
    private let epochs: Int?
    /// True if an evaluator of the same kind must report the same fingerprint.
    private let isComparable: Bool
    private let pieces = Mutex<[Int: EvaluationTask]>([:])
    /// The pieces that another process is evaluating.
    private let elsewhere = Mutex<[EvaluationTask]>([])

    package init(
        pool: EvaluatorPool, search: Int, objective: any Objective, genus: Genus, memory: ScoreMemory, epochs: Int?,
        isComparable: Bool
    ) {
        self.pool = pool
        self.search = search
        self.objective = objective
        self.genus = genus
        self.memory = memory
        self.epochs = epochs
        self.isComparable = isComparable
    }

    package var capacity: Int { max(1, pool.settings.count) }

    package func submit(_ piece: EvaluationTask) {
        if let fingerprint = piece.fingerprint, !memory.claim(fingerprint.bytes) {
            elsewhere.withLock { $0.append(piece) }
        } else {
            give(piece)
        }
    }

    private func give(_ piece: EvaluationTask) {
        pieces.withLock { $0[piece.number] = piece }
        pool.submit(
            .init(
                number: piece.number, part: piece.part, span: piece.span,
                genes: GenesObject.text(piece.prepared.genome, of: genus),
                fingerprint: isComparable ? piece.fingerprint?.hexadecimal : nil, cost: piece.cost))
    }

    package func finish() {
        pool.stop(search)
        for piece in pieces.withLock({ Array($0.values) }) { release(piece) }
    }

    private func release(_ piece: EvaluationTask) {
        if let fingerprint = piece.fingerprint { memory.release(fingerprint.bytes) }
    }

    /// Returns a piece that another process has finished. Pieces of a process that ended go to an evaluator here.
    private func foundElsewhere() -> (number: Int, result: SearchRun.PartResult)? {
        for piece in elsewhere.withLock({ $0 }) {
            guard let fingerprint = piece.fingerprint else { continue }
            if let known = memory.evaluation(fingerprint.bytes) {
                elsewhere.withLock { $0.removeAll { $0.number == piece.number } }
                return (piece.number, .found(known))
            }
            if memory.claim(fingerprint.bytes) {
                elsewhere.withLock { $0.removeAll { $0.number == piece.number } }
                give(piece)
            }
        }
        return nil
    }

    package func next(within limit: Duration) throws(SearchError) -> (number: Int, result: SearchRun.PartResult)? {
        if let found = foundElsewhere() { return found }
        let next: (number: Int, answer: EvaluatorPool.TaskAnswer)?
        do throws(ObjectiveError) {
            next = try pool.next(within: limit)
        } catch {
            throw .noEvaluator(error.description)
        }
        guard let (number, answer) = next, let piece = pieces.withLock({ $0.removeValue(forKey: number) }) else {
            return nil
        }
        defer { release(piece) }
        return (number, result(of: answer, piece))
    }

    private func result(of answer: EvaluatorPool.TaskAnswer, _ piece: EvaluationTask) -> SearchRun.PartResult {
        switch answer {
        case .evaluated(let evaluation, let fingerprint, let evaluator):
            let finished = RememberedEvaluation(evaluation)
            remember(finished, piece, fingerprint)
            return .measured(finished, worker: evaluator)
        case .failed(let reason, let seconds, let fingerprint, let evaluator):
            let finished = RememberedEvaluation(result: .failure(reason), curve: [], seconds: seconds)
            // A program may fail for external reasons, so only failures of networks are remembered.
            if objective is NetworkObjective { remember(finished, piece, fingerprint) }
            return .measured(finished, worker: evaluator)
        case .lost(let reason): return .abandoned(reason)
        }
    }

    /// Remembers a result under the evaluator's own fingerprint: a result of another processor does not count here.
    private func remember(_ finished: RememberedEvaluation, _ piece: EvaluationTask, _ fingerprint: String?) {
        guard piece.fingerprint != nil, let theirs = fingerprint.flatMap(Fingerprint.init(hexadecimal:)) else { return }
        memory.remember(finished, as: theirs.bytes)
        if theirs == piece.fingerprint, piece.isWhole(finished, objective) {
            memory.remember(finished, as: piece.prepared.fingerprints[piece.part].bytes)
        }
    }

    package func takeNotice() -> String? { pool.takeNotice() }

    package var state: BackendState {
        let states = pool.states
        var state = BackendState()
        for evaluator in states {
            guard case .evaluating(_, let progress, let seconds) = evaluator.activity else { continue }
            state.oldest = max(state.oldest ?? 0, seconds)
            if let progress {
                state.trainings.append(
                    TrainingState(worker: evaluator.number, progress, epochs: epochs, elapsed: seconds))
            }
        }
        let present = states.count(where: \.isPresent)
        state.evaluators = EvaluatorCount(
            present: present, preparing: states.count { $0.activity == .preparing }, wanted: pool.settings.count,
            lastOutput: present == 0 ? pool.lastOutput : nil)
        return state
    }
}
