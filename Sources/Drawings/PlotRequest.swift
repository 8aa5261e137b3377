import CommandLanguage
package import Evolution
package import Messages
import Notation
import Objectives
import Plots
package import SearchRunner
package import Session

/// A plot to draw: the command with the session.
package struct PlotRequest {
    let command: PlotCommand
    package let session: Session
    let context: ExecutionContext

    /// Returns the figure that the command asks for, with a description of its content.
    func figure() throws(SessionError) -> (Figure, String) {
        let (figure, content) = try command.kind.draw(self)
        guard command.kind.isOfOneObjective, let note = try noteOnObjective() else { return (figure, content) }
        return (figure.noting(note), content)
    }

    /// Returns the evolution to draw, and what it seeks.
    package func evolved() throws(SessionError) -> (Evolution, ObjectiveChoice) { try session.evolved() }

    /// Returns a drawing of the evolution, of the objective that the command names or the first.
    func drawing() throws(SessionError) -> Drawing {
        let (evolution, objective) = try evolved()
        var drawing = try Drawing(evolution, objective, of: command.objective)
        drawing.check = session.checkInterruption(at:)
        return drawing
    }

    /// Returns which of several objectives is drawn; in the terminal, with the command that draws another. Nil if there
    /// is only one.
    private func noteOnObjective() throws(SessionError) -> String? {
        let objectives = try evolved().1.named
        guard objectives.count > 1 else { return nil }
        let index = try drawing().objective
        let text = "of \(objectives[index].name), one of \(objectives.count) objectives"
        // A picture is for readers who cannot type commands.
        guard command.file == nil, command.kind.options.contains(.objective) else { return text }
        let other = objectives[index == 0 ? 1 : 0]
        return "\(text); `plot \(command.kind.word) objective \(CommandText.word(other.name))` draws another"
    }
}
