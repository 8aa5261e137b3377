import CommandLanguage
import Evolution
import Memory
import Objectives

extension WhyCommand: Executable {
    func execute(in session: Session, _ context: ExecutionContext) throws(SessionError) -> Report {
        guard let evolution = session.state.evolution, let objective = session.state.objective else {
            throw .noGenomes(hasObjective: session.state.objective != nil)
        }
        guard let id = birth ?? evolution.fittest?.id else {
            throw .noFitnessYet
        }
        guard id < evolution.history.count else {
            throw .noBirth(id, births: evolution.history.count)
        }
        let title = objective.title
        let search = try? session.search()
        return .story(
            StoryReport(
                of: id, in: evolution, title: title, rungs: session.rungSentence(of: id, objective),
                oriented: objective.direction.oriented
            ) { genome in
                search.flatMap { session.knownFitness(of: genome, $0) }
            })
    }
}

extension Session {
    /// Returns the fitness of any genome, computed if that is quick, otherwise from the memory; nil if it is not
    /// known.
    fileprivate func knownFitness(of genome: Genome, _ search: SearchSetup) -> Double? {
        if case .expression(let objective) = search.kind { return objective.outcome(of: genome).fitness }
        guard let objective = search.measured, objective.isRemembered, let prepared = try? objective.prepare(genome)
        else { return nil }
        var parts: [Evaluation] = []
        for (_, known) in memory.furthest(prepared) {
            guard let known, case .scores(let scores) = known.result else { return nil }
            parts.append(Evaluation(scores: scores, curve: known.curve, seconds: known.seconds))
        }
        return objective.outcome(of: genome, measured: parts).fitness
    }
}
