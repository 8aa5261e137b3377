import CommandLanguage
import Evolution
import Expressions
import Objectives

/// The names and values that a session knows, for completion.
public struct KnownNames: Sendable {
    /// A name or value with one line about it.
    public struct Entry: Hashable, Sendable {
        /// As it is typed.
        public let text: String
        /// One line about it; may be empty.
        public let summary: String
    }

    /// The genes that are set, with their values.
    public let genes: [Entry]
    /// The genes that networks read and that are not set.
    public let otherGenes: [Entry]
    /// The names that have values, without `$`.
    public let variables: [Entry]
    /// The columns of the table that the current network takes, with what they hold.
    public let columns: [Entry]
    private let domains: [String: Domain]
    private let categories: [String: [String]]

    fileprivate init(_ state: SessionState) {
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
        let inputs = state.trained.map { InputColumns($0.saved) }
        columns = (inputs?.columns ?? []).map { Entry(text: $0.name, summary: $0.summary) }
        categories = Dictionary((inputs?.columns ?? []).map { ($0.name, $0.values) }) { first, _ in first }
        domains = Dictionary(set.map { ($0.name, $0.domain) }) { first, _ in first }
    }

    /// The values that a gene has; the range where they are many.
    public func values(of gene: String) -> [Entry] {
        guard let domain = domains[gene] else { return [] }
        return Self.entries(domain, most: 64)
    }

    /// The categories of a column that the current network takes; none for one of numbers.
    public func values(ofColumn name: String) -> [Entry] {
        (categories[name] ?? []).map { Entry(text: $0, summary: "") }
    }

    /// Values to give a gene: those that it has, words that networks know, or a range to begin with.
    public func valuesToChoose(for gene: String) -> [Entry] {
        let usual = NetworkGenes.described(gene).map { Self.entries($0.values, most: 0) } ?? []
        let present = domains[gene].map { [Entry(text: "\($0)", summary: "as it is")] } ?? []
        return present + usual.filter { entry in !present.contains { $0.text == entry.text } }
    }

    /// Words one by one; numbers too where they are few, else as a range.
    private static func entries(_ domain: Domain, most: Int) -> [Entry] {
        if case .list(let values) = domain, values.contains(where: { $0.number == nil }) {
            return values.map { Entry(text: "\($0)", summary: "") }
        }
        guard domain.count <= most else { return [Entry(text: "\(domain)", summary: "")] }
        let gene = Gene("", in: domain)
        return (0..<gene.count).map { Entry(text: "\(gene.value(of: UInt32($0)))", summary: "") }
    }

    /// What an expression behind a command may read, functions included.
    public func namesInExpression(of command: String) -> [Entry] {
        let functions = Function.all.map { Entry(text: "\($0.name)(", summary: $0.summary) }
        let scores = NetworkObjective.scoreNames.map { Entry(text: $0, summary: Self.summaries[$0] ?? "") }
        switch command {
        case "gene": return genes
        case "forget": return scores + Self.evaluationFacts + functions
        case "expect", "if": return Self.sessionFacts + functions
        default: return scores + genes + functions
        }
    }

    private static let summaries = [
        "accuracy": "fraction of samples classified correctly",
        "precision": "fraction of predicted positives that are correct (macro mean over classes)",
        "binary_accuracy": "fraction of outputs on the correct side of ½",
        "recall": "fraction of actual positives that were found (macro mean over classes)",
        "f1": "harmonic mean of precision and recall (macro mean over classes)",
        "f1_micro": "harmonic mean of precision and recall over all classes together (micro)",
        "loss": "the loss that training minimises",
        "r2": "coefficient of determination: fraction of the variance that is explained",
        "parameters": "number of trainable parameters",
    ]

    private static let evaluationFacts = [
        Entry(text: "epochs", summary: "number of epochs trained"),
        Entry(text: "seconds", summary: "duration in seconds"),
        Entry(text: "days", summary: "age in days"),
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
    /// The names and values that are known now.
    public var knownNames: KnownNames { KnownNames(state) }
}
