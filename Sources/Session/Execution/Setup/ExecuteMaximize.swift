import CommandLanguage
import Datasets
import Evolution
import Expressions
import Notation
import Objectives
import Suggestions

extension MaximizeCommand: Executable {
    func execute(in session: Session, _ context: ExecutionContext) throws(SessionError) -> Report {
        try session.seek(objective, .maximize, position)
    }
}

extension MinimizeCommand: Executable {
    func execute(in session: Session, _ context: ExecutionContext) throws(SessionError) -> Report {
        try session.seek(objective, .minimize, position)
    }
}

extension Session {
    fileprivate func seek(
        _ objective: TypedObjective, _ direction: Direction, _ position: TextPosition
    ) throws(SessionError) -> Report {
        let choice: ObjectiveChoice
        var warnings: [String] = []
        switch objective {
        case .expression(let expression):
            choice = ObjectiveChoice(direction: direction, expression: expression)
            do {
                try expression.check(names: GeneSlots.names(of: state.genes.genes))
            } catch {
                throw .mistake(position.diagnostic(error))
            }
            warnings = unknownNames(in: expression)
        case .output(let command, let words):
            choice = ObjectiveChoice(
                direction: direction,
                program: ProgramSettings(
                    command: command, isKeptRunning: words.isKeptRunning, timeout: words.timeout,
                    repeats: words.repeats, isRemembered: words.isRemembered, budget: words.budget(of: command),
                    folder: scriptFolder))
        }
        objectivePosition = (choice, position)
        guard choice != state.objective else { return .message(choice.description, warnings: warnings) }
        state.objective = choice
        return .message(choice.description + dropPopulation(), warnings: warnings)
    }

    /// Returns warnings about names that are no genes yet: they may be defined later, or be misspelt.
    private func unknownNames(in expression: ParsedExpression) -> [String] {
        let genes = state.genes.genes
        guard !genes.isEmpty else { return [] }
        let known = Genus.columns(of: genes).map(\.name) + NetworkObjective.scoreNames + [ObjectiveChoice.told]
        // A word that a gene is compared with is not a name.
        let words = Set(genes.flatMap(\.words))
        let constants = Constant.all.map(\.name)
        let unknown = expression.names.subtracting(known).subtracting(words).subtracting(constants).sorted()
        let named = unknown.map { (name: $0, nearest: Suggestion.nearest(to: $0, among: known)) }
        let misspelt = named.filter { $0.nearest != nil }.prefix(Self.maximumSuggestions)
        let others = unknown.filter { name in !misspelt.contains { $0.name == name } }
        let warnings = misspelt.map { Warning.unknownName($0.name, nearest: $0.nearest) }
        switch others.count {
        case 0: return warnings
        case 1: return warnings + [Warning.unknownName(others[0], nearest: nil)]
        default: return warnings + [Warning.unknownNames(others)]
        }
    }

    /// The maximum number of misspelt names with a suggestion; the others share one warning.
    private static let maximumSuggestions = 3

    /// The folder of the running script; nil if no script runs, or its folder is not known.
    private var scriptFolder: String? {
        guard let path = running.last?.path, path.contains("/") else { return nil }
        let folder = path.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
        return folder.isEmpty ? "/" : folder
    }

    /// Returns an error in the objective, with a caret at its position.
    func mistake(_ error: ObjectiveError, in choice: ObjectiveChoice) -> SessionError {
        guard case .expression(let mistake) = error else { return .failed(error.description) }
        if let written = objectivePosition, written.choice == choice {
            return .mistake(written.position.diagnostic(mistake))
        }
        // For a saved session only the text is known.
        let text = choice.program?.command.text ?? "\(choice.expression)"
        let before = choice.program == nil ? "" : "output of '"
        let position = TextPosition(of: text, behind: "\(choice.direction.rawValue) \(before)")
        if choice.program == nil, let expression = try? ParsedExpression(parsing: text) {
            // The text may differ from the typed one, so the error is located again.
            do {
                _ = try CompiledExpression(
                    compiling: expression, names: GeneSlots.names(of: state.genes.genes, choice.scores))
            } catch {
                return .mistake(position.diagnostic(error))
            }
        }
        return .mistake(position.diagnostic(mistake))
    }
}

extension ObjectiveChoice {
    /// The default objective for classes.
    static let accuracy = ObjectiveChoice(direction: .maximize, expression: ParsedExpression(name: "accuracy"))

    /// The default objective for numeric targets.
    static let r2 = ObjectiveChoice(direction: .maximize, expression: ParsedExpression(name: "r2"))

    /// All default objectives.
    static let usuals = [accuracy, r2]

    /// Returns the default objective for some targets.
    static func usual(for targets: Targets) -> ObjectiveChoice {
        if case .values = targets { r2 } else { accuracy }
    }

    /// True if the expression reads only genes: no score and no property of a network.
    var isOverGenesAlone: Bool {
        program == nil && expression.names.isDisjoint(with: NetworkObjective.scoreNames)
    }

    /// The scores that the expression may read.
    var scores: [String] { isOverGenesAlone ? [] : NetworkObjective.scoreNames }

    /// The title: `validation accuracy`, `parameters`, `x / y`, `output`.
    var title: String {
        let hasScore = !expression.names.subtracting(NetworkObjective.factNames)
            .isDisjoint(with: NetworkObjective.scoreNames)
        return program == nil && hasScore ? "validation \(expression)" : "\(expression)"
    }
}

extension ProgramWords {
    /// Returns the budget of a command; nil if the program's work is not limited.
    fileprivate func budget(of command: CommandTemplate) -> ProgramBudget? {
        guard let budget,
            let rungs = Rungs(
                lowest: budget.epochs.lowerBound, highest: budget.epochs.upperBound,
                factor: budget.factor ?? Rungs.usualFactor)
        else { return nil }
        return ProgramBudget(rungs, of: command, isKeptRunning: isKeptRunning, reports: budget.reports)
    }
}

extension ProgramSettings {
    /// The settings as typed.
    var description: String {
        var text = "output of \(CommandText.quoted(command.text))"
        if isKeptRunning { text += " kept running" }
        if let timeout { text += " timeout \(Numbers.written(duration: timeout))" }
        if let repeats { text += " repeat \(repeats)" }
        if isRemembered { text += " remember" }
        if let budget {
            text += " epochs \(budget.rungs.lowest)..\(budget.rungs.highest)"
            if budget.rungs.factor != Rungs.usualFactor { text += " factor \(budget.rungs.factor)" }
            if budget.form == .reported { text += " reports" }
        }
        return text
    }
}
