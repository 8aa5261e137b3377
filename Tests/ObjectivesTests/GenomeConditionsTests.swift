import DataSources
import Datasets
import Evolution
import Expressions
import Networks
import Objectives
import Testing

@Suite("Conditions on networks")
struct GenomeConditionsTests {
    private func objective() throws -> (NetworkObjective, Genus) {
        let dataset = try Catalogue.load("digits")
        let split = try Split(dataset, plan: SplitPlan(limit: 100))
        let examples = Examples(
            dataset: dataset, split: split, preprocessing: .centred(dataset, training: split.training))
        let genus = try Genus(NetworkGenes.standard())
        let task = NetworkTask(inputs: 64, outputs: 10, outputActivation: .softmax, settings: TrainingSettings())
        let objective = try NetworkObjective(
            genus: genus, task: task, examples: examples, expression: ParsedExpression(name: "accuracy"),
            direction: .maximize, seed: 1)
        return (objective, genus)
    }

    private func parsed(_ texts: String...) throws -> [ParsedExpression] {
        try texts.map { try ParsedExpression(parsing: $0) }
    }

    @Test("never let a larger network be born", arguments: Strategy.all)
    func parameters(strategy: Strategy) throws {
        let (objective, genus) = try objective()
        let feasibility = try GenomeConditions.feasibility(
            parsed("parameters <= 20000", "layers >= 1"), genus: genus, network: objective)
        var settings = SearchSettings()
        settings.strategy = strategy
        settings.size = 10
        settings.litter = 4
        var evolution = try Evolution(genus: genus.constrained(by: feasibility), settings: settings, seed: 1)
        while evolution.generation < 6 {
            for birth in evolution.ask(.max, through: 6) {
                let architecture = try objective.blueprint(of: birth.genome).architecture
                #expect(architecture.parameterCount <= 20_000)
                #expect(!architecture.hidden.isEmpty)
                evolution.tell(birth.id, .fitness(Double(architecture.parameterCount)))
            }
        }
    }

    @Test("on results are measured as the mean of scores and the sum of seconds")
    func results() throws {
        let (objective, genus) = try objective()
        let conditions = try ResultConditions(
            parsed("recall >= 0.9", "seconds <= 5", "parameters < 1"), genus: genus, network: objective)
        var values: [String: GeneValue] = [:]
        for gene in genus.genes { values[gene.name] = gene.value(of: 0) }
        let genome = try genus.genome(from: values)
        let parts = [0.9, 0.72].map {
            Evaluation(scores: ["recall": $0, "parameters": 650], seconds: 5)
        }
        let violations = conditions.violations(of: genome, measured: parts)
        #expect(abs(violations[0] - 0.1) < 1e-12)
        #expect(violations[1] == 1)
        #expect(violations[2] == 649)
        #expect(conditions.violation(of: genome, measured: parts) == violations.reduce(0, +))
    }
}
