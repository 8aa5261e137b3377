import CommandLanguage
import Evolution
import Objectives

extension WhyCommand: Executable {
    func execute(in session: Session, _ context: ExecutionContext) throws(SessionError) -> Report {
        guard let evolution = session.state.evolution, let objective = session.state.objective else {
            throw .missing("nobody was born yet", try: session.state.objective == nil ? "load digits" : "evolve 10")
        }
        guard let id = birth ?? evolution.fittest?.id else {
            throw .missing("no genome has a fitness yet", try: "evolve 1")
        }
        guard id < evolution.history.count else {
            throw .unusable("there is no birth \(id): births go from 0 to \(evolution.history.count - 1) so far")
        }
        let title = objective.title
        return .story(StoryReport(of: id, in: evolution, title: title, oriented: objective.direction.oriented))
    }
}
