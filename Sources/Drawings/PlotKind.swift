import CommandLanguage
package import CommandParsing
package import Messages
package import Plots
package import Session

/// A kind of plot: its word, its help, what may follow it, and its drawing, in a file of its own in `Kinds`.
///
/// Parsing, completion and help of `plot` read it from `all`.
package struct PlotKind: Sendable {
    /// An option that not every plot has.
    package enum Option { case statistics, genes, objective }

    /// The word after `plot`.
    package let word: String
    /// A line of help.
    package let help: String
    /// The form after the word.
    let arguments: [Form]
    /// Its options beyond those of every plot.
    let options: Set<Option>
    /// True if it draws one of several objectives, which a note names.
    let isOfOneObjective: Bool
    /// Returns the figure, with a description of its content.
    let draw: @Sendable (PlotRequest) throws(SessionError) -> (Figure, String)

    package init(
        _ word: String, _ help: String, _ arguments: Form..., options: Set<Option> = [],
        isOfOneObjective: Bool = false,
        draw: @escaping @Sendable (PlotRequest) throws(SessionError) -> (Figure, String)
    ) {
        self.word = word
        self.help = help
        self.arguments = arguments
        self.options = options
        self.isOfOneObjective = isOfOneObjective
        self.draw = draw
    }

    /// The word with what follows it.
    package var form: Form { arguments.isEmpty ? .word(word, help) : .sequence([.word(word, help)] + arguments) }

    /// Returns the figure of a session, with a description of its content.
    ///
    /// - Throws: The error of the drawing.
    package func figure(of session: Session) throws(SessionError) -> (Figure, String) {
        let context = ExecutionContext(isInterrupted: { false }) { _ in }
        return try PlotRequest(command: PlotCommand(self), session: session, context: context).figure()
    }

    /// All kinds, in the order of `help plot`.
    static let all: [PlotKind] = [
        .fitness, .time, .front, .genes, .training, .parallel, .importance, .diversity, .lineage, .compare,
        .expectations, .map, .experiment, .range, .histogram, .selection, .columns, .calibration, .residuals,
    ]
}
