import Evolution
import Expressions
import Memory
package import Messages
import Objectives
package import Plots
import Reports
import SearchPreparation
import SearchRunner
package import Session
import SessionState

extension Session {
    /// Draws the training curves of the fittest networks, from the memory.
    package func trainingDrawing(of count: Int) throws(SessionError) -> (Figure, String) {
        let (evolution, _) = try evolved()
        guard case .network(let objective) = try search().kind else {
            throw .noTrainingCurves
        }
        let fittest = evolution.history.fittest(count, of: evolution.evaluations)
        guard !fittest.isEmpty else { throw .allEvaluationsFailed }
        var score: String?
        var trainings: [TrainingPlot.Training] = []
        for (number, organism) in fittest.enumerated() {
            let curves = try curves(of: organism.genome, objective)
            guard !curves.isEmpty else { continue }
            score = score ?? self.score(of: curves)
            func each(_ name: String) -> [[Double?]] { curves.map { $0.map { $0[name] } } }
            trainings.append(
                TrainingPlot.Training(
                    name: "no. \(number + 1)", trainingLoss: each("training_loss"), validationLoss: each("loss"),
                    score: score.map(each) ?? []))
        }
        guard !trainings.isEmpty else {
            throw .trainingCurvesForgotten
        }
        let stopped = try stoppedTrainings(evolution, objective, score: score)
        let parts = objective.meanOf.map { ", each of \($0)" } ?? ""
        return (
            TrainingPlot.figure(trainings, stopped: stopped, score: score),
            "\(Numbers.counted(trainings.count, "training"))\(parts)"
                + (stopped.isEmpty ? "" : ", and \(stopped.count) that ended early")
        )
    }

    /// Returns the curves of all networks that a rule stopped, each genome once.
    private func stoppedTrainings(
        _ evolution: Evolution, _ objective: NetworkObjective, score: String?
    ) throws(SessionError) -> [TrainingPlot.Training] {
        var seen: Set<Genome> = []
        var trainings: [TrainingPlot.Training] = []
        for record in state.evaluationLog.rungs where record.stop != nil && record.birth < evolution.history.count {
            let genome = evolution.history.genome(record.birth)
            guard seen.insert(genome).inserted else { continue }
            let curves = try curves(of: genome, objective).map { $0.prefix(record.reached) }
            guard !curves.isEmpty else { continue }
            trainings.append(
                TrainingPlot.Training(
                    name: "", trainingLoss: [], validationLoss: curves.map { $0.map { $0["loss"] } },
                    score: score.map { name in curves.map { $0.map { $0[name] } } } ?? []))
        }
        return trainings
    }

    /// Returns the remembered curves of all trainings that a genome's fitness is the mean of.
    private func curves(
        of genome: Genome, _ objective: NetworkObjective
    ) throws(SessionError) -> [[[String: Double]]] {
        do {
            return memory.furthest(try objective.prepare(genome)).compactMap { _, known in
                known.flatMap { $0.curve.isEmpty ? nil : $0.curve }
            }
        } catch {
            throw .failed(error.description)
        }
    }

    /// Returns the first score of the objective that the curves contain; otherwise accuracy or R².
    private func score(of curves: [[[String: Double]]]) -> String? {
        let known = Set(curves.joined().flatMap(\.keys))
        let names = state.objective?.expression.names.sorted() ?? []
        return (names + ["accuracy", "r2"]).first { known.contains($0) && $0 != "loss" }
    }
}

extension History {
    /// Returns the fittest genomes ever born, each once, the fittest first.
    func fittest(_ count: Int, of births: Int) -> [Organism] {
        var seen: Set<Genome> = []
        let born = (0..<min(births, self.count)).map(organism).filter { $0.outcome?.feasibleFitness != nil }
        return Array(
            born.sorted { left, right in
                let (mine, theirs) = (left.outcome?.fitness ?? -.infinity, right.outcome?.fitness ?? -.infinity)
                return mine == theirs ? left.id < right.id : mine > theirs
            }.filter { seen.insert($0.genome).inserted }.prefix(count))
    }
}
