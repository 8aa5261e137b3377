import Datasets
public import Evolution
import Expressions
public import Networks
import Notation

/// The values of the objectives, computed from the scores of a measurement and the facts of a network.
extension NetworkObjective {
    /// Returns the expression's value for the scores of one training.
    public func value(of genome: Genome, measured: Evaluation) -> Double {
        program.evaluate(numbers(of: genome, measured))
    }

    /// Returns the first expression's value for the scores of one training without each group of validation rows.
    ///
    /// - Returns: nil if a score that the expression reads is not known without groups.
    public func values(of genome: Genome, scores: [String: Double], without groups: GroupScores) -> [Double]? {
        let read = metricsRead.map { (name: $0, changes: groups.changes[$0]) }
        guard let count = read.first?.changes?.count, read.allSatisfy({ $0.changes?.count == count }) else {
            return nil
        }
        return (0..<count).map { group in
            var scores = scores
            for (name, changes) in read { scores[name] = (scores[name] ?? .nan) + (changes?[group] ?? .nan) }
            return value(of: genome, measured: Evaluation(scores: scores, seconds: 0))
        }
    }

    /// All objectives in their order.
    var objectives: [(direction: Direction, program: CompiledExpression)] { [(direction, program)] + further }

    private func numbers(of genome: Genome, _ measured: Evaluation) -> [Double] {
        var scores = measured.scores
        if readsMultiplications { scores[Self.multiplications] = multiplications(of: genome) }
        return slots.numbers(of: genome, scores: self.scores.map { scores[$0] ?? .nan })
    }

    /// Returns all scores and facts of a measured genome.
    public func facts(of genome: Genome, measured: Evaluation) -> [String: Double] {
        var facts = measured.scores
        facts[Self.multiplications] = multiplications(of: genome)
        return facts
    }

    /// Returns the facts of the network that a genome describes, which are known before its training; nil if it describes
    /// none.
    ///
    /// - Complexity: O(genes + layers)
    func architectureFacts(of codes: [UInt32]) -> [String: Double]? {
        guard let architecture = (try? blueprint(of: Genome(codes: codes)))?.architecture else { return nil }
        return [
            "parameters": Double(architecture.parameterCount),
            Self.multiplications: Double(architecture.multiplicationsPerSample),
            "layers": Double(architecture.hidden.count),
        ]
    }

    /// Returns the number of multiplications for one sample; nil if the genome describes no network.
    private func multiplications(of genome: Genome) -> Double? {
        (try? blueprint(of: genome)).map { Double($0.architecture.multiplicationsPerSample) }
    }

    /// Returns the fitness of a measured genome, or the values of its objectives: each the mean over folds and repeats.
    public func outcome(of genome: Genome, measured: [Evaluation]) -> Outcome {
        var values: [Double] = []
        for (direction, program) in objectives {
            let value =
                measured.reduce(0) { $0 + program.evaluate(numbers(of: genome, $1)) } / Double(max(1, measured.count))
            guard value.isFinite else {
                let reason = measured.lazy.compactMap { program.failure(self.numbers(of: genome, $0)) }.first
                return .failure("the expression is not finite: \(reason ?? "\(value)")")
            }
            values.append(direction.oriented(value))
        }
        return .measured(ObjectiveVector(values), size: measured.first?.scores["parameters"] ?? 0)
    }
}
