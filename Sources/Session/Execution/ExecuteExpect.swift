import CommandLanguage
import Evolution
import Expressions
import Objectives

extension ExpectCommand: Executable {
    func execute(in session: Session, _ context: ExecutionContext) throws(SessionError) -> Report {
        let evolution = session.state.evolution
        let direction = session.state.objective?.direction ?? .maximize
        let facts: [(name: String, value: Double)] = [
            ("fittest", evolution?.fittest?.outcome?.fitness.map(direction.oriented) ?? .nan),
            ("generation", Double(evolution?.generation ?? 0)),
            ("evaluations", Double(session.state.counts.evaluations)),
            ("trainings", Double(session.state.counts.trainings)),
            ("testreads", Double(session.state.counts.testReads)),
        ]
        let names = Dictionary(uniqueKeysWithValues: facts.enumerated().map { ($1.name, Slot.number(index: $0)) })
        let program: Program
        do {
            program = try Program(compiling: condition, names: names)
        } catch {
            throw .unusable(error.message + (error.suggestion.map { "; did you mean \"\($0)\"?" } ?? ""))
        }
        guard program.evaluate(facts.map(\.value)) != 0 else {
            let found = facts.filter { condition.names.contains($0.name) }.map {
                "\($0.name) = \(Numbers.score($0.value))"
            }
            throw .expectation(condition: "\(condition)", found: found.joined(separator: ", "))
        }
        return .nothing
    }
}
