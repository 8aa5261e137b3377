public import Evolution
import Expressions
import Networks
public import Objectives
import Time

/// A program with a budget: it is measured rung by rung.
extension ProgramObjective {
    /// The name of the number of epochs among an evaluation's scores: those after which the value was reported.
    public static let epochs = "epochs"
    /// The name among an evaluation's scores of the fact that the program ended by itself, before its budget was used.
    static let ended = "ended"

    /// The epochs at which a measurement can pause; nil without a budget.
    public var rungs: Rungs? { settings.budget?.rungs }

    /// True if the program ended by itself, so that more epochs change nothing.
    public func isOver(_ measured: Evaluation, after budget: Int) -> Bool { measured.scores[Self.ended] != nil }

    /// Returns the result at a rung that a program reported on its way to a higher one; nil if it did not report.
    public func evaluation(_ measured: Evaluation, after budget: Int) -> Evaluation? {
        guard settings.budget?.form == .reported,
            let index = measured.curve.firstIndex(where: { ($0[Self.epochs] ?? 0) >= Double(budget) }),
            let value = measured.curve[index][Self.score], let epochs = measured.curve[index][Self.epochs]
        else { return nil }
        let fraction = measured.scores[Self.epochs].map { min(1, epochs / $0) } ?? 1
        return Evaluation(
            scores: [scoreName: value, Self.epochs: epochs], curve: Array(measured.curve[...index]),
            seconds: measured.seconds * fraction)
    }

    /// Ends a program that pauses in its work on a genome, and removes the genome's folders.
    public func release(_ prepared: PreparedGenome) {
        guard settings.budget != nil else { return }
        for part in 0..<parts {
            let key = checkpointKey(prepared.genome, seed: seed + part)
            let wasPaused = seats.stop(prepared.genome.codes, part: part) { [checkpoints] in
                checkpoints.removeIdle(key, of: $0)
            }
            if !wasPaused { checkpoints.removeIdle(key, of: nil) }
        }
    }

    /// Removes all folders of programs that continue.
    public func removeCheckpoints() { checkpoints.removeAll() }

    /// Checks that no gene hides what a program with a budget is given.
    ///
    /// - Throws: `.geneOfBudget`.
    static func check(_ settings: ProgramSettings, _ genus: Genus) throws(ObjectiveError) {
        guard settings.budget != nil else { return }
        for gene in genus.defined where [ProgramBudget.epochsName, ProgramBudget.checkpointName].contains(gene.name) {
            throw .geneOfBudget(gene.name)
        }
    }

    /// Measures a genome to the end of a span.
    func measure(
        _ genome: Genome, part: Int, span: RungSpan?, of budget: ProgramBudget, _ cancellation: Cancellation,
        _ progress: (EvaluationProgress) -> Void
    ) throws(ObjectiveError) -> Evaluation {
        let whole = RungSpan(rung: budget.rungs.budgets.count - 1, after: 0, through: budget.rungs.highest)
        let span = span ?? whole
        let paused = span.isFirst ? nil : ProgramPause(codes: genome.codes, part: part, epochs: span.after)
        let next = ProgramPause(codes: genome.codes, part: part, epochs: span.through)
        let (result, seconds) = try seats.withSeat(continuing: paused, pausingAt: next) {
            (seat) throws(ObjectiveError) in
            do throws(ObjectiveError) {
                return try work(on: genome, part, span, budget, in: &seat, cancellation, progress)
            } catch {
                if case .failed(let reason) = error { seats.note(reason, error: seat.lastError) }
                throw error
            }
        }
        if budget.form == .reported, result.epochs == nil { seats.noteMissingReports() }
        return evaluation(of: result, budget, span, seconds: seconds)
    }

    /// - Returns: The answer, and the duration of the evaluation from its beginning in seconds, pauses excluded.
    private func work(
        on genome: Genome, _ part: Int, _ span: RungSpan, _ budget: ProgramBudget, in seat: inout ProgramSeat,
        _ cancellation: Cancellation, _ progress: (EvaluationProgress) -> Void
    ) throws(ObjectiveError) -> (result: ProgramResult, seconds: Double) {
        let start = time.now
        let highest = budget.rungs.highest
        let key = checkpointKey(genome, seed: seed + part)
        let (folder, earlier) = try checkpoints.folder(key, after: span.after, of: seat.work?.request.folder)
        var best: Double?
        do throws(ObjectiveError) {
            if seat.work == nil {
                let given = Given(epochs: budget.form == .reported ? highest : span.through, checkpoint: folder)
                try seat.begin(request(values(of: genome), seed: seed + part, given))
            }
            let result = try seat.advance(
                to: goal(of: span, budget), timeout: settings.timeout, cancellation: cancellation
            ) { report in
                best = [best, report.value].compactMap { $0 }.max { direction.oriented($0) < direction.oriented($1) }
                progress(
                    EvaluationProgress(
                        epoch: report.epochs, fraction: min(1, Double(report.epochs) / Double(span.through)),
                        loss: nil, score: report.value, best: best))
            }
            let seconds = earlier + time.seconds(since: start)
            let continues = span.through < highest && (budget.form == .continued || !result.isOver)
            if continues {
                checkpoints.keep(folder, for: key, after: span.through, seconds: seconds)
            } else {
                checkpoints.remove(folder)
            }
            return (result, seconds)
        } catch {
            // A program that was interrupted can continue later.
            if error == .cancelled, !span.isFirst {
                checkpoints.keep(folder, for: key, after: span.after, seconds: earlier)
            } else {
                checkpoints.remove(folder)
            }
            throw error
        }
    }

    private func goal(of span: RungSpan, _ budget: ProgramBudget) -> ProgramGoal {
        switch budget.form {
        case .continued: .end
        case .reported: span.through < budget.rungs.highest ? .epochs(span.through) : .lastEpochs(span.through)
        }
    }

    private func evaluation(
        of result: ProgramResult, _ budget: ProgramBudget, _ span: RungSpan, seconds: Double
    ) -> Evaluation {
        var scores = [scoreName: result.value]
        switch budget.form {
        case .continued: scores[Self.epochs] = Double(span.through)
        case .reported:
            scores[Self.epochs] = result.epochs.map(Double.init)
            if result.isOver, span.through < budget.rungs.highest { scores[Self.ended] = 1 }
        }
        let curve = result.curve.map { [Self.epochs: Double($0.epochs), Self.score: $0.value] }
        return Evaluation(scores: scores, curve: curve, seconds: seconds)
    }

    private func checkpointKey(_ genome: Genome, seed: Int) -> String {
        "\(settings.command.text) \(values(of: genome)) \(seed)"
    }
}
