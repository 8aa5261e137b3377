package import CommandLanguage
import CommandParsing
import Datasets
import Evolution
import Expressions
package import Messages
import Notation
import Objectives
import Programs
package import Reports
import SearchPreparation
import SearchRunner
package import Session
import SessionState
import Suggestions

extension MaximizeCommand: Executable {
    package func execute(in session: Session, _ context: ExecutionContext) throws(SessionError) -> Report {
        try session.seek(objective, .maximize, position, further)
    }
}

extension Session {
    /// Sets the objective, or several.
    ///
    /// - Throws: `.unusable` or `.mistake` if an objective cannot be read; nothing is changed then.
    func seek(
        _ objective: TypedObjective, _ direction: Direction, _ position: TextPosition,
        _ further: [TypedFurtherObjective]
    ) throws(SessionError) -> Report {
        let choice: ObjectiveChoice
        var warnings: [String] = []
        switch objective {
        case .expression(let expression):
            let others = further.compactMap(\.directed)
            choice = ObjectiveChoice(direction: direction, expression: expression, further: others)
            if choice.objectives.count > 1, choice.titles.contains(ObjectiveChoice.told),
                GeneSlots.names(of: state.genes.genes)[ObjectiveChoice.told] == nil
            {
                throw .severalTold
            }
            for (objective, position) in zip(choice.objectives, [position] + further.compactMap(\.position)) {
                if let complaint = objective.expression.complaint(genes: state.genes.genes) {
                    throw .unusable(complaint)
                }
                do {
                    try objective.expression.check(names: GeneSlots.names(of: state.genes.genes))
                } catch {
                    throw .mistake(position.diagnostic(error))
                }
                warnings += unknownNames(in: objective.expression)
            }
        case .output(let command, let words):
            choice = ObjectiveChoice(
                direction: direction,
                program: ProgramSettings(
                    command: command, isKeptRunning: words.isKeptRunning, timeout: words.timeout,
                    repeats: words.repeats, isRemembered: words.isRemembered, budget: words.budget(of: command),
                    folder: scriptFolder, name: words.name, further: further.compactMap(\.output)))
        }
        objectivePosition = (choice, [position] + further.compactMap(\.position))
        guard choice != state.objective else { return .message(choice.description, warnings: warnings) }
        state.objective = choice
        return .message(choice.description + dropPopulation(), warnings: warnings)
    }

    /// Returns warnings about names that are no genes yet: they may be defined later, or be misspelt.
    private func unknownNames(in expression: ParsedExpression) -> [String] {
        let genes = state.genes.genes
        guard !genes.isEmpty else { return [] }
        let scores = NetworkObjective.scoreNames(among: expression.names)
        let known = Genus.columns(of: genes).map(\.name) + scores + [ObjectiveChoice.told]
        // A word that a gene is compared with is not a name.
        let words = Set(genes.flatMap(\.words))
        let constants = Constant.all.map(\.name)
        let unknown = expression.names.subtracting(known).subtracting(words).subtracting(constants).sorted()
        // A score of three letters, such as auc, resembles too many words.
        let candidates = known.filter {
            $0.count > 3 || NetworkObjective.reservedNames.contains($0) || !scores.contains($0)
        }
        let named = unknown.map { name in
            let nearest = ForeignScores.standardName(of: name) ?? Suggestion.nearest(to: name, among: candidates)
            return (name: name, nearest: nearest)
        }
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
}

extension TypedFurtherObjective {
    /// The objective if it is an expression.
    fileprivate var directed: DirectedExpression? {
        guard case .expression(let expression) = value else { return nil }
        return DirectedExpression(direction == .maximize ? .maximize : .minimize, expression)
    }

    /// The objective if it is a number that a program prints.
    fileprivate var output: ProgramOutput? {
        guard case .output(let name) = value else { return nil }
        return ProgramOutput(direction == .maximize ? .maximize : .minimize, named: name)
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
