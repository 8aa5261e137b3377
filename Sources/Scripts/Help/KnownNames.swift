import CommandLanguage
import CommandParsing
import Datasets
import Evolution
import Expressions
import Networks
import Objectives
import Programs
import Reports
import SearchRunner
public import Session
import SessionState
import Settings

/// The names and values that a session knows, for completion.
public struct KnownNames: Sendable {
    /// A name or value with a summary.
    public struct Entry: Hashable, Sendable {
        /// The text to type.
        public let text: String
        /// A summary in one line; may be empty.
        public let summary: String
        /// True for the text of a single value, which may need quotes; false for a name, or for several values as typed.
        public private(set) var isValue = false
    }

    /// The genes of the session, with their values.
    public let genes: [Entry]
    /// The hyperparameters of networks that are not genes of the session.
    public let otherGenes: [Entry]
    /// The variables, without `$`.
    public let variables: [Entry]
    /// The objectives of the search, as they were written.
    public let objectives: [Entry]
    /// The columns of a table that the current network takes, with a summary of their values.
    public let columns: [Entry]
    /// The classes of the data, for scores of one class.
    public private(set) var classes: [Entry] = []
    private let evolution: Evolution?
    private let objective: ObjectiveChoice?
    private let domains: [String: Domain]
    private let categories: [String: [String]]

    /// The words that end a list of class weights unless they are quoted.
    public let trainingSettings = SettingKind<ClassWeights>.settingNames.union(["equal", "balanced"])

    /// The names of scores that `of` and a class may follow.
    public static let scoresOfClasses = Set(MetricDefinition.all.filter(\.takesClass).map(\.name))

    fileprivate init(_ state: SessionState, classes names: [String]) {
        classes = names.map { Entry(text: $0, summary: "class") }
        let set = state.genes.genes
        genes = set.map { gene in
            let meaning = NetworkGenes.described(gene.name).map { "; \($0.summary)" } ?? ""
            return Entry(text: gene.name, summary: "in \(gene.domain)\(meaning)")
        }
        let names = Set(set.map(\.name))
        otherGenes = NetworkGenes.described.filter { !names.contains($0.name) }.map {
            Entry(text: $0.name, summary: $0.summary)
        }
        variables = state.variables.values.sorted { $0.key < $1.key }.map { Entry(text: $0.key, summary: $0.value) }
        objectives = (state.objective?.named ?? []).map { Entry(text: $0.name, summary: $0.description) }
        let inputs = state.trained.map { InputColumns($0.saved) }
        columns = (inputs?.columns ?? []).map { Entry(text: $0.name, summary: $0.summary) }
        categories = Dictionary((inputs?.columns ?? []).map { ($0.name, $0.values) }) { first, _ in first }
        (evolution, objective) = (state.evolution, state.objective)
        domains = Dictionary(set.map { ($0.name, $0.domain) }) { first, _ in first }
    }

    /// The maximum number of births that are offered.
    private static let mostBirths = 20

    /// The births of the population, the fittest first, with their fitness.
    ///
    /// - Complexity: O(n log n) for n organisms.
    public var births: [Entry] {
        guard let evolution, let objective else { return [] }
        // The fittest of all may no longer be in the population.
        let organisms = [evolution.fittest].compactMap { $0 } + evolution.ranked
        var seen: Set<Int> = []
        let evaluated = organisms.filter { $0.outcome != nil && seen.insert($0.id).inserted }
        return evaluated.prefix(Self.mostBirths).map { organism in
            var outcome = "failed"
            if let fitness = organism.outcome?.fitness {
                outcome = "fitness \(Numbers.score(objective.direction.oriented(fitness)))"
            }
            return Entry(text: "\(organism.id)", summary: "\(outcome), generation \(organism.generation)")
        }
    }

    /// Returns the values of a gene; their range if there are more than 64.
    public func values(of gene: String) -> [Entry] {
        guard let domain = domains[gene] else { return [] }
        return Self.entries(domain, maximum: 64)
    }

    /// Returns the categories of a column that the current network takes; empty for a numeric column.
    public func values(ofColumn name: String) -> [Entry] {
        (categories[name] ?? []).map { Entry(text: $0, summary: "") }
    }

    /// Returns values to choose for a gene: its current ones, the words that networks accept, or a range to start
    /// from.
    public func valuesToChoose(for gene: String) -> [Entry] {
        let usual = NetworkGenes.described(gene).map { Self.entries($0.values, maximum: 0) } ?? []
        let present = domains[gene].map { [Entry(text: "\($0)", summary: "current values")] } ?? []
        return present + usual.filter { entry in !present.contains { $0.text == entry.text } }
    }

    /// Returns words one by one, and numbers too if there are at most `maximum`, otherwise their range.
    private static func entries(_ domain: Domain, maximum: Int) -> [Entry] {
        // The whole order is one value, so that its items alone are none.
        if case .order(let items) = domain { return [Entry(text: "\(GeneValue.items(items))", summary: "")] }
        if case .list(let values) = domain, values.contains(where: { $0.number == nil }) {
            return values.map { Entry(text: "\($0)", summary: "", isValue: $0.number == nil) }
        }
        guard domain.count <= maximum else { return [Entry(text: "\(domain)", summary: "")] }
        let gene = Gene("", in: domain)
        return (0..<gene.count).map { Entry(text: "\(gene.value(of: UInt32($0)))", summary: "") }
    }

    /// Returns the names that an expression after a command may contain, including functions.
    public func namesInExpression(of command: String) -> [Entry] {
        let functions =
            Function.all.map { Entry(text: "\($0.name)(", summary: $0.summary) }
            + Constant.all.map { Entry(text: $0.name, summary: $0.summary) }
        let scores =
            NetworkObjective.scoreNames.map { Entry(text: $0, summary: Self.summaries[$0] ?? "") }
            + Self.scoresWithArguments
        switch command {
        case "gene": return genes
        case "forget":
            return scores.filter { NetworkObjective.measuredNames.contains($0.text) } + Self.evaluationFacts + functions
        case "expect", "if": return Self.sessionFacts + functions
        case "require": return genes + scores + Self.resultFacts + functions
        default: return scores + genes + functions
        }
    }

    /// The scores that need a number, each with an example.
    private static let scoresWithArguments = MetricDefinition.all.filter { Metric(named: $0.name) == nil }.map {
        Entry(text: $0.example, summary: $0.summary)
    }

    private static let summaries = Dictionary(
        uniqueKeysWithValues: MetricDefinition.all.map { ($0.name, $0.summary) } + Array(factSummaries))

    private static let factSummaries = [
        "parameters": "number of trainable parameters",
        "multiplications": "number of multiplications for one sample, known before training",
    ]

    private static let evaluationFacts = [
        Entry(text: "epochs", summary: "number of epochs trained"),
        Entry(text: "seconds", summary: "duration in seconds"),
        Entry(text: "days", summary: "age in days"),
    ]

    private static let resultFacts = [
        Entry(text: "layers", summary: "number of hidden layers, known before training"),
        Entry(text: ResultConditions.seconds, summary: "duration of the measurement in seconds"),
        Entry(text: ProgramObjective.score, summary: "number that a program prints"),
    ]

    private static let sessionFacts = [
        Entry(text: "fittest", summary: "best value of the objective"),
        Entry(text: "generation", summary: "finished generations"),
        Entry(text: "evaluations", summary: "evaluations so far, cached ones included"),
        Entry(text: "trainings", summary: "networks trained"),
        Entry(text: "testreads", summary: "number of times the test set was read"),
    ]
}

extension Session {
    /// The names and values that the session knows now.
    public var knownNames: KnownNames {
        guard case .classes(_, let classes)? = examples?.examples.dataset.targets else {
            return KnownNames(state, classes: [])
        }
        return KnownNames(state, classes: classes)
    }
}
