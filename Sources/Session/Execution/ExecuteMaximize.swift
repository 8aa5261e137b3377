import CommandLanguage
import Datasets
import Evolution
import Expressions
import Objectives
import Suggestions

extension MaximizeCommand: Executable {
    func execute(in session: Session, _ context: ExecutionContext) throws(SessionError) -> Report {
        try session.seek(sought, .maximize, place)
    }
}

extension MinimizeCommand: Executable {
    func execute(in session: Session, _ context: ExecutionContext) throws(SessionError) -> Report {
        try session.seek(sought, .minimize, place)
    }
}

extension Session {
    fileprivate func seek(
        _ sought: Sought, _ direction: Direction, _ place: WrittenPlace
    ) throws(SessionError) -> Report {
        let choice: ObjectiveChoice
        var warnings: [String] = []
        switch sought {
        case .expression(let expression):
            choice = ObjectiveChoice(direction: direction, expression: expression)
            do {
                try expression.check(names: GeneSlots.names(of: state.genes.genes))
            } catch {
                throw .mistake(place.diagnostic(error))
            }
            warnings = unknownNames(in: expression)
        case .output(let command, let words):
            choice = ObjectiveChoice(
                direction: direction,
                program: ProgramSettings(
                    command: command, isKeptRunning: words.isKeptRunning, timeout: words.timeout,
                    repeats: words.repeats, isRemembered: words.isRemembered, folder: scriptFolder))
        }
        objectivePlace = (choice, place)
        guard choice != state.objective else { return .said(choice.description, warnings: warnings) }
        state.objective = choice
        return .said(choice.description + dropPopulation(), warnings: warnings)
    }

    /// Names that are no gene yet, where some genes are there: they may still come, or be misspelt.
    private func unknownNames(in expression: Expression) -> [String] {
        let genes = state.genes.genes
        guard !genes.isEmpty else { return [] }
        let known = genes.map(\.name) + NetworkObjective.scoreNames
        // A word that a gene of words is compared with is no name.
        let words = Set(genes.flatMap(\.words))
        let unknown = expression.names.subtracting(known).subtracting(words).sorted()
        return unknown.prefix(3).map { name in
            let nearest = Suggestion.nearest(to: name, among: known)
            return "there is no gene or score \"\(name)\" yet" + (nearest.map { "; did you mean \"\($0)\"?" } ?? "")
        }
    }

    /// Where the running script lies; nil where none runs, or where it was not said.
    private var scriptFolder: String? {
        guard let path = running.last?.path, path.contains("/") else { return nil }
        let folder = path.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
        return folder.isEmpty ? "/" : folder
    }

    /// A mistake of what is sought, with a caret where it was written.
    func mistake(_ error: ObjectiveError, in choice: ObjectiveChoice) -> SessionError {
        guard case .expression(let mistake) = error else { return .failed(error.description) }
        if let written = objectivePlace, written.choice == choice { return .mistake(written.place.diagnostic(mistake)) }
        // Of a saved session nothing but the text is known.
        let text = choice.program?.command.text ?? "\(choice.expression)"
        let before = choice.program == nil ? "" : "output of '"
        let place = WrittenPlace(of: text, behind: "\(choice.direction.rawValue) \(before)")
        if choice.program == nil, let expression = try? Expression(parsing: text) {
            // The spelling may differ from what was typed: the mistake is found again in it.
            do {
                _ = try Program(
                    compiling: expression, names: GeneSlots.names(of: state.genes.genes, choice.scores))
            } catch {
                return .mistake(place.diagnostic(error))
            }
        }
        return .mistake(place.diagnostic(mistake))
    }
}

extension ObjectiveChoice {
    /// What is sought where data were loaded and nothing was said.
    static let accuracy = ObjectiveChoice(direction: .maximize, expression: Expression(name: "accuracy"))

    /// The same where numbers are to be learned.
    static let r2 = ObjectiveChoice(direction: .maximize, expression: Expression(name: "r2"))

    /// What is sought where nobody chose anything.
    static let usuals = [accuracy, r2]

    /// What is sought of data where nothing was said.
    static func usual(for targets: Targets) -> ObjectiveChoice {
        if case .values = targets { r2 } else { accuracy }
    }

    /// Whether nothing is to be measured: the expression reads no score and no fact of a network.
    var isOverGenesAlone: Bool {
        program == nil && expression.names.isDisjoint(with: NetworkObjective.scoreNames)
    }

    /// The scores that the expression may read.
    var scores: [String] { isOverGenesAlone ? [] : NetworkObjective.scoreNames }

    /// What is sought in words: `validation accuracy`, `x / y`, `output`.
    var title: String {
        program != nil || isOverGenesAlone ? "\(expression)" : "validation \(expression)"
    }
}

extension ProgramSettings {
    /// As it is typed.
    var description: String {
        var text = "output of \(CommandText.quoted(command.text))"
        if isKeptRunning { text += " kept running" }
        if let timeout { text += " timeout \(Numbers.written(duration: timeout))" }
        if let repeats { text += " repeat \(repeats)" }
        if isRemembered { text += " remember" }
        return text
    }
}
