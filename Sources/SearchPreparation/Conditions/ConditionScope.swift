import CommandLanguage
public import CommandParsing
import Evolution
package import Expressions
import Memory
package import Messages
import Objectives
import Reports
import SearchRunner
public import Session
import SessionState
import Statistics

/// The values that conditions read: facts about the session, and the scores and genes of the fittest.
private struct ConditionScope {
    private(set) var names: [String: Slot] = [:]
    private(set) var numbers: [Double] = []
    /// The values as text, for the error if a condition does not hold.
    private(set) var words: [String: String] = [:]

    /// The orders of the fittest as text.
    var orders: [String: String] = [:]

    mutating func add(_ name: String, _ number: Double?) {
        guard names[name] == nil else { return }
        names[name] = .number(index: numbers.count)
        numbers.append(number ?? .nan)
        words[name] = number.map { $0.isNaN ? "no value yet" : Numbers.score($0) } ?? "no value yet"
    }

    mutating func add(_ gene: Gene, _ value: GeneValue?) {
        guard names[gene.name] == nil else { return }
        guard gene.domain.hasWords, case .list(let values) = gene.domain else {
            add(gene.name, value?.number)
            return
        }
        names[gene.name] = .text(index: numbers.count, values: values.map(\.description))
        numbers.append(value.flatMap { values.firstIndex(of: $0) }.map(Double.init) ?? .nan)
        words[gene.name] = value?.description ?? "none"
    }

    /// Returns a value in full precision; nil if there is none.
    func text(_ name: String) -> String? {
        switch names[name] {
        case .number(let index)?: numbers[index].isNaN ? nil : Numbers.written(numbers[index])
        case .text(let index, let values)?: numbers[index].isNaN ? nil : values[Int(numbers[index])]
        case nil: orders[name]
        }
    }
}

extension Session {
    /// Evaluates a condition.
    ///
    /// - Returns: True if the condition holds, and the values that it reads, as text.
    /// - Throws: `.unusable` if the condition reads an unknown name.
    package func check(_ condition: ParsedExpression) throws(SessionError) -> (holds: Bool, found: String) {
        let (value, found) = try value(of: condition)
        return (value != 0 && !value.isNaN, found.isEmpty ? "false" : found)
    }

    /// Evaluates an expression of facts.
    ///
    /// - Returns: The value, and the values that the expression reads, as text.
    /// - Throws: `.unusable` if the expression reads an unknown name.
    package func value(of condition: ParsedExpression) throws(SessionError) -> (value: Double, found: String) {
        let facts = facts(readBy: condition.names)
        let program: CompiledExpression
        do {
            program = try CompiledExpression(compiling: condition, names: facts.names)
        } catch {
            throw .unusable(error.message + SessionError.suggestion(error.suggestion))
        }
        let found = condition.names.sorted().compactMap { name in facts.words[name].map { "\(name) = \($0)" } }
        return (program.evaluate(facts.numbers), found.joined(separator: ", "))
    }

    /// Returns the variables that a statement reads: those set by `let`, and facts with a value.
    public func variables(of statement: Statement) -> Variables {
        var variables = variables
        for name in statement.variableNames where variables.value(of: name) == nil {
            if name == "status", let lastStatus {
                variables.set(name, to: "\(lastStatus)")
            } else if variables.factNames.contains(name), let value = facts(readBy: [name]).text(name) {
                variables.set(name, to: value)
            }
        }
        return variables
    }

    private func facts(readBy names: Set<String>) -> ConditionScope {
        let direction = state.objective?.direction ?? .maximize
        let fittest = state.fittest
        var facts = ConditionScope()
        let hasFront = state.evolution.map { $0.criteria.objectives > 1 } ?? false
        facts.add("fittest", hasFront ? nil : fittest?.outcome?.fitness.map(direction.oriented))
        facts.add("generation", Double(state.evolution?.generation ?? 0))
        facts.add("evaluations", Double(state.counts.evaluations))
        facts.add("trainings", Double(state.counts.trainings))
        facts.add("testreads", Double(testReads))
        facts.add("seed", Double(state.seed))
        facts.add("workers", Double(workerCount))
        addOutputs(to: &facts)
        facts.add("validation", state.trained?.validation)
        facts.add("test", state.trained?.test)
        let scoreNames = NetworkObjective.scoreNames(among: names)
        var scores: [String: Double] = [:]
        if !names.isDisjoint(with: scoreNames), let fittest { scores = self.scores(of: fittest)?.scores ?? [:] }
        for name in scoreNames where NetworkObjective.reservedNames.contains(name) { facts.add(name, scores[name]) }
        if let evolution = state.evolution, let fittest {
            for (gene, value) in zip(evolution.genus.genes, evolution.genus.values(of: fittest.genome)) {
                facts.add(gene, value)
            }
            for (gene, value) in zip(evolution.genus.defined, evolution.genus.definedValues(of: fittest.genome)) {
                facts.orders[gene.name] = gene.domain.orderedItems == nil ? nil : value?.description
            }
        }
        for gene in Genus.columns(of: state.genes.genes) { facts.add(gene, nil) }
        // A gene with the name of one of these comes first.
        for name in scoreNames { facts.add(name, scores[name]) }
        facts.add("seconds", lastSeconds)
        let rungs = state.evaluationLog.rungs
        facts.add("epochs", rungs.isEmpty ? nil : Double(rungs.reduce(0) { $0 + $1.reached }))
        // Genes may have these names, too, and then come first.
        addPopulation(to: &facts, readBy: names)
        addFront(to: &facts, readBy: names)
        addObjectives(to: &facts)
        facts.add("birth", fittest.map { Double($0.id) })
        for fact in state.experiment.map({ ExperimentFacts($0).values(readBy: names) }) ?? [] {
            facts.add(fact.name, fact.value)
        }
        return facts
    }

    /// Adds the facts about the population that lessons read.
    private func addPopulation(to facts: inout ConditionScope, readBy names: Set<String>) {
        if names.contains("diversity") {
            facts.add(
                "diversity",
                state.evolution.map { Diversity(of: $0.ranked.map(\.genome), in: $0.genus).distance })
        }
        guard !names.isDisjoint(with: ["average", "leader", "different", "falls", "takeover", "beaten"]) else { return }
        let oriented = (state.objective?.direction ?? .maximize).oriented
        let hasFront = state.evolution.map { $0.criteria.objectives > 1 } ?? false
        let generations = state.evolution?.history.generations ?? []
        facts.add("average", hasFront ? nil : generations.last?.mean.map(oriented))
        facts.add("leader", hasFront ? nil : generations.last?.best.map(oriented))
        facts.add("different", state.evolution.map { Double(Set($0.ranked.map(\.genome)).count) })
        let best = generations.compactMap(\.best)
        facts.add("falls", hasFront ? nil : Double(zip(best, best.dropFirst()).count { $0 > $1 }))
        // The mean of equal numbers may be rounded, so that their deviation is not quite 0.
        let taken =
            hasFront
            ? nil
            : generations.first { record in
                record.deviation.map { $0 <= 1e-9 * abs(record.best ?? 0) } ?? false
            }
        facts.add("takeover", taken.map { Double($0.generation - 1) })
        facts.add("beaten", state.comparison?.beaten?.fraction)
    }

    /// Adds the facts about the front of several objectives: its size and its hypervolume.
    private func addFront(to facts: inout ConditionScope, readBy names: Set<String>) {
        guard !names.isDisjoint(with: ["front", "hypervolume"]) else { return }
        let front = state.evolution.flatMap { evolution in
            state.objective.flatMap { SearchFront(evolution, $0) }
        }
        facts.add("front", front.map { Double($0.points.count) })
        facts.add("hypervolume", names.contains("hypervolume") ? front?.hypervolume : nil)
    }

    /// The value of each objective of the fittest, or of the knee of the front, in the order of the objectives.
    private var objectiveValues: [Double?] {
        guard let choice = state.objective else { return [] }
        let values = state.fittest?.outcome?.vector?.values ?? []
        return choice.objectives.enumerated().map { index, objective in
            index < values.count ? objective.direction.oriented(values[index]) : nil
        }
    }

    /// Adds the numbers that a program printed for the fittest, under their names.
    private func addOutputs(to facts: inout ConditionScope) {
        for (name, value) in zip(state.programOutputs, objectiveValues) { facts.add(name, value) }
    }

    /// Adds the values of the objectives under their numbers: an expression has no name of its own.
    private func addObjectives(to facts: inout ConditionScope) {
        guard let choice = state.objective else { return }
        for (name, value) in zip(Self.objectiveFacts(of: choice), objectiveValues) { facts.add(name, value) }
    }

    /// Returns the scores of a trained organism, the number of its trainings, and the parts that the scores are the
    /// mean of; nil if the memory does not hold them.
    func scores(of organism: Organism) -> (scores: [String: Double], trainings: Int, meanOf: String?)? {
        guard state.objective?.isOverGenesAlone(state.genes.genes) == false,
            case .network(let network)? = try? search().kind
        else {
            return nil
        }
        var evaluations: [Evaluation] = []
        var trainings = 0
        guard let prepared = try? network.prepare(organism.genome) else { return nil }
        for (fingerprint, known) in memory.furthest(prepared) {
            guard let known, case .scores(let scores) = known.result else { return nil }
            evaluations.append(Evaluation(scores: scores, curve: known.curve, seconds: known.seconds))
            trainings += memory.trainings(of: fingerprint.bytes)
        }
        let mean = Evaluation.mean(of: evaluations)
        return (network.facts(of: organism.genome, measured: mean), trainings, network.meanOf)
    }
}
